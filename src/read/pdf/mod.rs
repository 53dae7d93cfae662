//! PDF: the text of its pages in reading order, paragraphs joined, without page numbers and running heads.
//!
//! The file's objects, fonts and encodings (those of Chinese typesetting programs among them: GBK-EUC-H, UniGB-UCS2-H, not
//! embedded, without a ToUnicode map) are read by unpdf; what the lines of its pages are to each other is told here.

mod furniture;
mod line;
mod paragraph;

use super::{Error, Parsed};
use crate::{finding::Finding, read::metadata::Metadata, say};
use line::Line;
use std::collections::BTreeSet;
use unpdf::{
    Error as PdfError,
    parser::{
        LayoutAnalyzer, TextSpan,
        backend::{PdfBackend, RawBackend},
    },
};

const KIND: &str = "a PDF";

/// More pages than this are no document.
const MOST_PAGES: usize = 20_000;

/// Reads a PDF.
///
/// # Errors
/// It is damaged, encrypted, or holds pictures of its pages and no text.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, Error> {
    let backend = RawBackend::load_bytes(bytes).map_err(refused)?;
    let mut taken = take_pages(&backend)?;
    check(bytes, &backend, &taken)?;
    let left_out = furniture::remove(&mut taken.pages);
    let text = paragraph::join(&taken.pages);
    let mut metadata = Metadata::default();
    if let Some(title) = backend.metadata().title {
        let title = title.trim().trim_start_matches("Microsoft Word - ");
        let named_after_file =
            ["doc", "docx", "wps", "pdf"].iter().any(|e| title.ends_with(&format!(".{e}")));
        if !named_after_file {
            metadata.set_property_title(title);
        }
    }
    Ok(Parsed { findings: findings(&taken, left_out, &text), metadata, text, ..Parsed::default() })
}

fn refused(error: PdfError) -> Error {
    match error {
        PdfError::Encrypted | PdfError::InvalidPassword => Error::Encrypted(KIND),
        PdfError::Io(error) => Error::Io(error),
        other => Error::damaged(KIND, say!("pdf-unread", error = other)),
    }
}

/// The pages as they were taken from the file.
#[derive(Default)]
struct Taken {
    pages: Vec<line::Page>,
    /// The numbers of pages that are pictures.
    pictures: Vec<u32>,
    /// Runs of text that could not be read, and their fonts.
    unread: usize,
    fonts: BTreeSet<String>,
    /// The first page that could not be read, and why.
    broken: Option<(u32, String)>,
}

fn take_pages(backend: &RawBackend) -> Result<Taken, Error> {
    /// The share of a page that a scan covers at least.
    const SCAN: f32 = 0.5;
    /// Chinese characters that a scanned page may have: a page number, a stamp.
    const FEW: usize = 8;
    let mut taken = Taken::default();
    let pages = backend.pages();
    if pages.len() > MOST_PAGES {
        return Err(Error::damaged(KIND, say!("pdf-many-pages", pages = pages.len())));
    }
    for (number, id) in pages {
        let analyzer = LayoutAnalyzer::new(backend).with_ocr_suppression(true);
        let spans = match analyzer.extract_page_spans(number) {
            Ok(mut spans) => {
                let all = spans.len();
                spans.retain(on_page);
                taken.unread += all - spans.len();
                spans
            }
            Err(PdfError::Encrypted | PdfError::InvalidPassword) => return Err(Error::Encrypted(KIND)),
            Err(error) => {
                taken.broken.get_or_insert((number, error.to_string()));
                continue;
            }
        };
        if analyzer.undecodable_content_streams() > 0 {
            taken.broken.get_or_insert((number, "its content can't be unpacked".into()));
        }
        taken.unread += analyzer.suppressed_text_runs();
        taken.fonts.extend(analyzer.unreadable_fonts().into_iter().map(|font| font.name));
        let page_box = backend.crop_box(id);
        let lines: Vec<Line> =
            analyzer.group_spans_into_lines_pub(spans).iter().filter_map(Line::of).collect();
        let characters: usize =
            lines.iter().map(|l| l.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
        let images = analyzer.page_op_counts().image > 0;
        if characters <= FEW && images && analyzer.page_facts().image_coverage >= SCAN {
            taken.pictures.push(number);
        }
        taken.pages.push(line::Page { bottom: page_box.lly, height: page_box.height(), lines });
    }
    Ok(taken)
}

/// Whether a run of text stands where a page can be: 200 inches is the most that a page has (ISO 32000-1, annex C), and what
/// is told of the layout of runs elsewhere takes memory by their distance.
fn on_page(span: &TextSpan) -> bool {
    const FURTHEST: f32 = 14_400.0;
    [span.x, span.y, span.width, span.font_size].iter().all(|n| n.is_finite() && n.abs() <= FURTHEST)
}

/// Tells a damaged file, and one of pictures, from one that was read.
fn check(bytes: &[u8], backend: &RawBackend, taken: &Taken) -> Result<(), Error> {
    let damaged = |why: String| Err(Error::damaged(KIND, why));
    let integrity = backend.integrity();
    if integrity.pages_incomplete() {
        let declared = integrity.declared_page_count.unwrap_or(0);
        return damaged(say!("pdf-pages-missing", declared, found = integrity.found_page_count));
    }
    if let Some((page, why)) = &taken.broken {
        return damaged(say!("pdf-page-broken", page, why));
    }
    // A file that was cut off has lost its end; others without an index are only badly written.
    const TAIL: usize = 4096;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if integrity.xref_reconstructed && memchr::memmem::find(tail, b"%%EOF").is_none() {
        return damaged(say!("pdf-no-end"));
    }
    if taken.pages.is_empty() {
        return damaged(say!("pdf-no-pages"));
    }
    let empty = taken.pages.iter().all(|page| page.lines.is_empty());
    if taken.pictures.len() == taken.pages.len() || (empty && !taken.pictures.is_empty()) {
        return Err(Error::Scanned { pages: taken.pages.len() });
    }
    if empty && taken.unread > 0 {
        return damaged(say!("pdf-fonts", fonts = names(&taken.fonts)));
    }
    Ok(())
}

fn names(fonts: &BTreeSet<String>) -> String {
    fonts.iter().take(5).cloned().collect::<Vec<_>>().join(", ")
}

fn findings(taken: &Taken, left_out: usize, text: &str) -> Vec<Finding> {
    let mut out = Vec::new();
    if left_out > 0 {
        let message = say!("running-heads", n = left_out);
        out.push(Finding::new("page-furniture", message, 0));
    }
    if !taken.pictures.is_empty() {
        let numbers: Vec<String> = taken.pictures.iter().take(12).map(u32::to_string).collect();
        let message = say!("scanned-pages", pages = numbers.join(", "));
        out.push(Finding::new("scanned-pages", message, 0));
    }
    if taken.unread > 0 {
        let message = say!("unreadable-font", n = taken.unread, fonts = names(&taken.fonts));
        out.push(Finding::new("unreadable-font", message, 0));
    }
    let private = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
    if let Some(at) = text.find(private) {
        let count = text.chars().filter(|c| private(*c)).count();
        let message = say!("private-use", n = count);
        out.push(Finding::new("private-use", message, at));
    }
    out
}
