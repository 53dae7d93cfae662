//! A story of a Word document (its main text, its notes, a text box) as text: paragraphs with their markers, fields by
//! their results, what is hidden or deleted left out.

use super::{
    super::{flow::Flow, symbol},
    field::{Drawing, drawing},
    lists::Numbering,
    styles::NumberProperties,
};
use crate::source::Grid;

/// What was met on the way that findings tell of.
#[derive(Debug, Default)]
pub(in crate::read) struct Counts {
    /// Tracked deletions.
    pub(in crate::read) deletions: usize,
    /// Runs of hidden text.
    pub(in crate::read) hidden: usize,
    /// Signs of symbol fonts that stand for no character.
    pub(in crate::read) symbols: usize,
}

impl Counts {
    /// Adds what was met elsewhere.
    pub(in crate::read) fn add(&mut self, other: &Self) {
        self.deletions += other.deletions;
        self.hidden += other.hidden;
        self.symbols += other.symbols;
    }
}

/// What a paragraph's properties say, as far as they bear on its text.
#[derive(Debug, Default)]
pub(in crate::read) struct Properties {
    pub(in crate::read) style: Option<String>,
    pub(in crate::read) numbering: NumberProperties,
    /// The marker as it was last shown, where its file has that in words.
    pub(in crate::read) marker: String,
    /// Whether its mark was deleted, so that it goes on in the next one with that one's properties.
    pub(in crate::read) joined: bool,
    /// Whether the next one follows it on its line (Word's style separator).
    pub(in crate::read) run_in: bool,
    /// Whether its mark is hidden.
    pub(in crate::read) hidden_mark: bool,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    properties: Properties,
    /// Whether anything of it shows.
    shows: bool,
    numbered: bool,
    /// Whether a page or a column ends behind what was shown.
    broken: bool,
}

/// A field that is open: its code until its result begins.
#[derive(Debug, Default)]
struct Field {
    code: String,
    has_result: bool,
    /// Whether anything of its result shows.
    shows: bool,
}

/// A story on the way through its file.
pub(in crate::read) struct Story<'n, 'd> {
    /// The numbering of the document.
    pub(in crate::read) numbering: &'n mut Numbering<'d>,
    /// The lines so far, and the rows and cells that are open.
    pub(in crate::read) flow: Flow,
    /// What was met.
    pub(in crate::read) counts: Counts,
    paragraphs: Vec<Paragraph>,
    fields: Vec<Field>,
    /// The text of paragraphs that go on in the next one.
    carried: String,
    /// What is open around a note that stands in the text.
    around: Vec<(Flow, Vec<Paragraph>, String)>,
}

impl<'n, 'd> Story<'n, 'd> {
    pub(in crate::read) fn new(numbering: &'n mut Numbering<'d>) -> Self {
        Self {
            numbering,
            flow: Flow::default(),
            counts: Counts::default(),
            paragraphs: Vec::new(),
            fields: Vec::new(),
            carried: String::new(),
            around: Vec::new(),
        }
    }

    /// Begins a note that stands in the text.
    pub(in crate::read) fn enter_note(&mut self) {
        let around = (&mut self.flow, &mut self.paragraphs, &mut self.carried);
        self.around.push((std::mem::take(around.0), std::mem::take(around.1), std::mem::take(around.2)));
    }

    /// Ends it; its text.
    pub(in crate::read) fn leave_note(&mut self) -> String {
        let (text, _) = self.take();
        (self.flow, self.paragraphs, self.carried) = self.around.pop().unwrap_or_default();
        text
    }

    /// Begins a paragraph; its properties follow.
    pub(in crate::read) fn open_paragraph(&mut self, properties: Properties) {
        self.flow.open_paragraph();
        self.paragraphs.push(Paragraph { properties, ..Paragraph::default() });
    }

    /// The properties of the open paragraph.
    pub(in crate::read) fn properties(&mut self) -> Option<&mut Properties> {
        self.paragraphs.last_mut().map(|paragraph| &mut paragraph.properties)
    }

    /// Puts the marker before the text of the open paragraph, once: its properties are known.
    pub(in crate::read) fn mark(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let Properties { style, numbering, joined, marker, .. } = &paragraph.properties;
        if !joined && !std::mem::replace(&mut paragraph.numbered, true) {
            let counted = self.numbering.marker(style.as_deref(), *numbering);
            self.flow.push(if marker.is_empty() { &counted } else { marker });
            let carried = std::mem::take(&mut self.carried);
            paragraph.shows |= !carried.is_empty();
            self.flow.push(&carried);
        }
    }

    /// Ends the paragraph.
    pub(in crate::read) fn close_paragraph(&mut self) {
        self.mark();
        let Some(Paragraph { properties, shows, .. }) = self.paragraphs.pop() else { return };
        if properties.joined || properties.run_in {
            self.counts.deletions += usize::from(properties.joined);
            self.carried.push_str(&self.flow.take_paragraph().unwrap_or_default());
        } else if !shows && self.marks_nothing(&properties) {
            // Its marker is as hidden as its mark.
            self.flow.take_paragraph();
        } else {
            self.flow.close_paragraph();
        }
    }

    /// Whether a paragraph's mark is hidden, by its own word or by its style's.
    fn marks_nothing(&self, properties: &Properties) -> bool {
        let by_style = || self.numbering.styles().hidden(properties.style.as_deref());
        properties.hidden_mark || by_style().unwrap_or(false)
    }

    /// Whether a run of the open paragraph is hidden, of which itself or its style may say so.
    pub(in crate::read) fn is_hidden(&self, run: Option<bool>) -> bool {
        let of_paragraph = || {
            let style = self.paragraphs.last().and_then(|p| p.properties.style.as_deref());
            self.numbering.styles().hidden(style)
        };
        run.or_else(of_paragraph).unwrap_or(false)
    }

    /// Adds the text of a run: what is hidden is counted instead.
    pub(in crate::read) fn text(&mut self, text: &str, hidden: bool) {
        self.counts.hidden += usize::from(hidden && !text.trim().is_empty());
        self.push(text, hidden);
    }

    /// Adds text where it shows: not where it is hidden, and not in the code of a field.
    pub(in crate::read) fn push(&mut self, text: &str, hidden: bool) {
        if hidden || text.is_empty() || !self.shows_fields() || !self.flow.in_paragraph() {
            return;
        }
        self.fields.iter_mut().for_each(|field| field.shows = true);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if std::mem::take(&mut paragraph.broken) {
                self.flow.push("\n");
            }
            paragraph.shows = true;
        }
        self.flow.push(text);
    }

    /// Ends a page or a column: in the midst of a paragraph that is the end of a line.
    pub(in crate::read) fn end_page(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.broken |= paragraph.shows;
        }
    }

    /// Adds a sign of a symbol font, as the character that it shows.
    pub(in crate::read) fn symbol(&mut self, font: &str, code: u32, hidden: bool) {
        match symbol::shown(font, code) {
            Some(shown) => self.push(shown.encode_utf8(&mut [0; 4]), hidden),
            None => self.counts.symbols += 1,
        }
    }

    fn shows_fields(&self) -> bool {
        self.fields.iter().all(|field| field.has_result)
    }

    /// Begins a field: its code.
    pub(in crate::read) fn open_field(&mut self) {
        self.fields.push(Field::default());
    }

    /// Adds to the code of the open field.
    pub(in crate::read) fn code(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.has_result) {
            field.code.push_str(text);
        }
    }

    /// Whether the code of a field is open.
    #[cfg(feature = "doc")]
    pub(in crate::read) fn in_code(&self) -> bool {
        self.fields.last().is_some_and(|field| !field.has_result)
    }

    /// Ends the code of the field: its result begins.
    pub(in crate::read) fn open_result(&mut self) {
        if let Some(field) = self.fields.last_mut() {
            field.has_result = true;
        }
    }

    /// Ends the field; one whose result is empty shows what its code draws.
    pub(in crate::read) fn close_field(&mut self, hidden: bool) {
        match self.fields.pop().filter(|field| !field.shows).map(|field| drawing(&field.code)) {
            Some(Drawing::Text(text)) => self.push(&text, hidden),
            Some(Drawing::Symbol(font, code)) => self.symbol(&font, code, hidden),
            Some(Drawing::Nothing) | None => {}
        }
    }

    /// A text box, behind the open paragraph: all of them count on together, apart from the text around.
    #[cfg(feature = "doc")]
    pub(in crate::read) fn text_box(&mut self, tell: impl FnOnce(&mut Story<'_, 'd>)) {
        self.numbering.enter_box();
        let mut inner = Story::new(self.numbering);
        tell(&mut inner);
        let ((text, _), counts) = (inner.take(), inner.counts);
        self.numbering.leave_box();
        self.counts.add(&counts);
        for line in text.lines() {
            self.flow.open_paragraph();
            self.flow.push(line);
            self.flow.close_paragraph();
        }
    }

    /// The text so far, with its tables; the next one begins.
    pub(in crate::read) fn take(&mut self) -> (String, Vec<Grid>) {
        let (mut text, tables) = std::mem::take(&mut self.flow).finish();
        text.push_str(&std::mem::take(&mut self.carried));
        (text, tables)
    }
}
