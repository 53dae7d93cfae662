//! Which line breaks are part of the text, and which a narrow page or a converter put there.

use super::{
    Cut, Reason,
    gap::{Fragment, Gap},
};
use crate::{
    lexicon::pattern,
    pattern::Regex,
    source::{Span, ends_line},
};
use std::sync::LazyLock;

/// The width, in characters, at which the lines of a text were wrapped, and whether its paragraphs are indented.
#[derive(Clone, Copy, Debug)]
struct Layout {
    width: Option<usize>,
    indented: bool,
}

/// Cuts the gaps between fragments, wholly or but for one line ending, and returns the source offsets at
/// which paragraphs open; `kept` tells that the format knows each line for a paragraph.
pub(super) fn join(text: &str, fragments: &[Fragment], kept: bool, cuts: &mut Vec<Cut>) -> Vec<usize> {
    let layout = Layout::of(text, fragments);
    let mut starts = Vec::new();
    let mut end = 0;
    let mut open = 0;
    for (i, fragment) in fragments.iter().enumerate() {
        let gap = Span::new(end, fragment.span.start);
        let last = i.checked_sub(1).map(|i| fragments[i].span);
        let joins = last.filter(|_| !kept || fragment.gap.lines == 0).is_some_and(|last| {
            layout.joins(&text[open..end], last.of(text), fragment.gap, fragment.span.of(text))
        });
        if joins {
            push(cuts, gap, Reason::Wrap);
        } else {
            cut_but_one_line_ending(text, gap, cuts);
            starts.push(fragment.span.start);
            open = fragment.span.start;
        }
        end = fragment.span.end;
    }
    cut_but_one_line_ending(text, Span::new(end, text.len()), cuts);
    starts
}

fn push(cuts: &mut Vec<Cut>, span: Span, reason: Reason) {
    if !span.is_empty() {
        cuts.push(Cut { span, reason });
    }
}

fn cut_but_one_line_ending(text: &str, gap: Span, cuts: &mut Vec<Cut>) {
    let kept = gap.of(text).char_indices().rfind(|(_, c)| ends_line(*c));
    let Some((at, c)) = kept.filter(|_| gap.start > 0) else { return push(cuts, gap, Reason::Space) };
    let at = gap.start + at;
    push(cuts, Span::new(gap.start, at), Reason::Space);
    push(cuts, Span::new(at + c.len_utf8(), gap.end), Reason::Space);
}

/// Whether `text` opens with something that only ever opens a paragraph.
fn opens_point(text: &str) -> bool {
    static POINT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?: [一二三四五六七八九十百]{1,4}、 | [（(〔][一二三四五六七八九十]{1,3}[)）〕] | [㈠-㈩①-⑳⒈-⒛]
            | [0-9０-９]{1,2}[.．、](?:[^0-9０-９]|$) | [（(][0-9０-９]{1,2}[)）] | ——
            | 第[一二三四五六七八九十百零〇]{1,4}(?:[章节条]|部分) | [一二三四五六七八九十]{1,2}[是要]
            | (?:第[一二三四五六七八九十0-9]{1,3}篇|范[文本][一二三四五六七八九十0-9]{1,2})(?:[：:】]|$)
            | 附件?[0-9０-９一二三]{0,2}[：:] | (?:同志们|各位代表|各位委员)[：:！，] )",
        )
    });
    POINT.is_match(text)
}

impl Layout {
    fn of(text: &str, fragments: &[Fragment]) -> Self {
        let mut widths: Vec<usize> = Vec::new();
        let (mut indents, mut openings) = (0usize, 0usize);
        for fragment in fragments.iter().filter(|f| f.gap.lines > 0 || f.span.start == 0) {
            openings += 1;
            indents += usize::from(fragment.gap.width >= 2);
            widths.push(fragment.span.of(text).chars().count());
        }
        Self { width: Self::usual_width(widths), indented: indents * 8 > openings && openings > 3 }
    }

    /// The width that at least four lines in ten come within three characters of, and hardly any exceeds.
    fn usual_width(mut widths: Vec<usize>) -> Option<usize> {
        widths.retain(|&w| w > 4);
        if widths.len() < 4 {
            return None;
        }
        widths.sort_unstable();
        let width = widths[widths.len() * 19 / 20];
        let near = widths.iter().filter(|&&w| w + 3 >= width && w <= width + 1).count();
        ((15..=120).contains(&width) && near * 10 >= widths.len() * 4).then_some(width)
    }

    /// Whether the line break between the paragraph so far and `next` is none of the text's own.
    fn joins(self, paragraph: &str, line: &str, gap: Gap, next: &str) -> bool {
        // A row of a table is a row.
        if gap.lines == 0 || is_row(line) || is_row(next) {
            return false;
        }
        let incomplete = ends_incomplete(line, paragraph);
        if incomplete || starts_incomplete(next) && !is_piece_header(line) {
            return !opens_point(next) || incomplete && !paragraph.ends_with(['，', '、', ',']);
        }
        let full = self.width.is_some_and(|w| line.chars().count() + 3 >= w);
        if ends_sentence(paragraph) {
            // A stop at the very end of a full line: the paragraph goes on where the next line isn't set in.
            return full && self.indented && gap.width < 2 && gap.lines == 1 && !opens_point(next);
        }
        if opens_point(next) || gap.block {
            return false;
        }
        if full && !(self.indented && gap.width >= 2) {
            return true;
        }
        runs_on(paragraph, next)
    }
}

/// Whether a line is a row of cells, parted by tabs or by bars.
fn is_row(line: &str) -> bool {
    line.contains('\t') || line.starts_with('|') && line.ends_with('|')
}

/// Whether `text` ends where a sentence can end.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '）', ')', '》', '」', '"', '】', ']', '］']);
    text.ends_with(['。', '！', '？', '；', '：', '…', '!', '?', ';', ':', '.', '．'])
}

/// Whether a line can't end here: an open bracket or quotation, a comma, a bare marker, a number cut in two.
fn ends_incomplete(line: &str, paragraph: &str) -> bool {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]?|[（(]|第[一二三四五六七八九十]{0,3})$",
        )
    });
    let open = |a: char, b: char| line.len() < 600 && line.rfind(a).is_some_and(|i| !line[i..].contains(b));
    line.ends_with([
        '，', '、', ',', '（', '(', '《', '“', '〔', '的', '和', '与', '及', '或', '在', '对', '把', '将',
        '为', '依', '被', '使', '让', '向', '从', '由', '于', '以', '并', '而', '但', '且', '该', '各', '每',
        '这', '那', '是', '没', '未', '已', '就', '很', '更', '最',
    ]) && !paragraph.ends_with("目的")
        || MARKER.is_match(line)
        || open('《', '》')
        || open('（', '）') && open('(', ')')
}

/// The line with which a compilation opens its next piece.
fn is_piece_header(line: &str) -> bool {
    static PIECE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[^。；]{0,40}(?:篇|范文)[一二三四五六七八九十0-9]{1,3}$"));
    PIECE.is_match(line)
}

/// Whether a line can't begin here: it opens with a closing bracket or a stop.
fn starts_incomplete(line: &str) -> bool {
    line.starts_with([
        '，', '。', '、', '；', '：', '）', ')', '》', '”', '〕', '！', '？', '％', '%', '】', '’',
    ])
}

/// Whether a paragraph without a last stop goes on in `next`: it holds whole sentences already, or is long
/// for a heading, or breaks off inside a figure or a title.
fn runs_on(paragraph: &str, next: &str) -> bool {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[^。，；]{2,30}(?:关于|转发|印发)[^。；]{0,60}$"));
    static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:通知|意见|报告|批复|函|决定|办法|规定|方案|预案|规划|纲要|条例|细则|答复|通报|公告|请示|纪要|讲话|建议)(?:[（(].{1,12}[)）])?$",
        )
    });
    let stops = paragraph.contains(['。', '；', '！', '？']);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // A source or a date in brackets closes what it stands behind.
    if stops && paragraph.ends_with(['）', ')', '】']) {
        return false;
    }
    if paragraph.len() > 2000 {
        return stops && !is_signature(next);
    }
    let length = paragraph.chars().count();
    if TITLE.is_match(paragraph) && !TITLE_END.is_match(paragraph) && length < 90 {
        return TITLE_END.is_match(next) || next.chars().count() <= 30;
    }
    if stops {
        return !is_signature(next) && length > 20;
    }
    let commas = paragraph.contains('，');
    let figure = latin(paragraph.chars().next_back()) && (latin(next.chars().next()) || commas);
    // A heading's last clause isn't a single character.
    let torn = paragraph.rsplit('，').next().is_some_and(|tail| tail.chars().count() <= 2);
    !opens_point(paragraph) && (commas && (length >= 40 || torn) || figure && commas && length > 8)
}

/// A date or a name at the foot of a document.
fn is_signature(line: &str) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[（(]?(?:[0-9０-９〇零一二三四五六七八九]{4}|[0-9xX]{2,4})年[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日",
        )
    });
    DATE.is_match(line)
        || line.chars().count() <= 20
            && !line.contains(['，', '。', '；'])
            && line.ends_with(['会', '府', '办', '局', '部', '院', '委', '厅', '司', '室', '组'])
}
