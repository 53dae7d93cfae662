//! From tokens to paragraphs: groups, what each holds, and the properties that hold in it.

use super::{
    super::{
        Error, symbol,
        word::{codes::code_page, styles::NumberProperties},
    },
    KIND,
    group::{Destination, End, GROUPS_OF_LISTS, Group, NOT_READ},
    line::{Line, Part},
    lists,
    open::{Ends, Note, Open, Row},
    page::{self, Pages, Pending},
    token::{Token, Tokens},
};
use crate::say;
use encoding_rs::Encoding;
use std::collections::HashMap;

/// What a document holds.
#[derive(Default)]
pub(super) struct Document {
    pub(super) lines: Vec<Line>,
    pub(super) footnotes: Vec<Note>,
    pub(super) endnotes: Vec<Note>,
    pub(super) lists: lists::Reading,
    pub(super) title: String,
    /// Whether its last group isn't closed.
    pub(super) open: bool,
}

/// Reads the paragraphs of a document.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Error> {
    /// Groups stand in each other a dozen deep.
    const DEEPEST: usize = 4096;
    let mut tokens = Tokens::of(bytes);
    let mut reader = Reader::new();
    while let Some(token) = tokens.next() {
        reader.token(token);
        tokens.in_pairs = page::is_in_pairs(reader.file_page);
        if reader.groups.len() > DEEPEST {
            return Err(Error::damaged(KIND, say!("xml-deep", deepest = DEEPEST)));
        }
        // What stands behind the document is no part of it.
        if reader.groups.is_empty() {
            break;
        }
    }
    // The last brace is sometimes forgotten; within a group of its own the text was cut.
    if reader.groups.len() > 2 {
        return Err(Error::damaged(KIND, say!("rtf-cut", at = tokens.at)));
    }
    Ok(reader.finish())
}

/// A font: its name and the code page of its text.
#[derive(Default)]
struct Font {
    name: String,
    page: Option<&'static Encoding>,
    /// Whether it is one of signs.
    symbols: bool,
}

struct Reader {
    groups: Vec<Group>,
    document: Document,
    file_page: &'static Encoding,
    fonts: HashMap<i32, Font>,
    /// The font that the font table defines.
    defined: i32,
    /// The font of text that has no other (`\\deff`).
    usual_font: i32,
    pending: Pending,
    /// How many bytes to pass over.
    over: usize,
    /// Whether the group that opens may be passed over (`\*`).
    may_skip: bool,
    stories: Vec<Open>,
    row: Row,
    /// The row around that of a table in a table.
    outer_row: Row,
}

impl Reader {
    fn new() -> Self {
        Self {
            groups: vec![Group::outside()],
            document: Document::default(),
            file_page: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            defined: -1,
            usual_font: -1,
            pending: Pending::default(),
            over: 0,
            may_skip: false,
            stories: vec![Open::default()],
            row: Row::default(),
            outer_row: Row::default(),
        }
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Text(bytes) => {
                let over = self.over.min(bytes.len());
                self.over -= over;
                self.bytes(&bytes[over..]);
                return;
            }
            Token::Hex(_) if self.over > 0 => {
                self.over -= 1;
                return;
            }
            // The numbers of levels stand as bytes in the text of a level.
            Token::Hex(byte) if byte < b' ' && self.group().destination == Destination::LevelText => {
                self.flush();
                self.document.lists.text(std::iter::once(u16::from(byte)));
                return;
            }
            Token::Hex(byte) => return self.bytes(&[byte]),
            Token::Open | Token::Close | Token::Word(..) | Token::Symbol(_) => {}
        }
        self.over = 0;
        self.flush();
        match token {
            Token::Open => {
                let inner = Group { end: End::Nothing, ..*self.group() };
                self.groups.push(inner);
            }
            Token::Close => self.close(),
            Token::Word(name, number) => self.word(name, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Text(_) | Token::Hex(_) => {}
        }
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            // Never: the end of the outermost group ends the reading.
            self.groups.push(Group::outside());
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn story(&mut self) -> &mut Open {
        if self.stories.is_empty() {
            self.stories.push(Open::default());
        }
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if self.group().destination != Destination::Nothing {
            self.pending.push(bytes);
        }
    }

    /// Turns the bytes that wait into text.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let Group { font, destination, .. } = *self.group();
        let font = self.fonts.get(&font);
        let shows = matches!(destination, Destination::Body | Destination::Marker);
        if font.is_some_and(|font| font.symbols) && shows {
            for byte in self.pending.bytes() {
                self.sign(0xF000 + u32::from(byte));
            }
            return;
        }
        let pages = Pages { font: font.and_then(|font| font.page), file: self.file_page };
        let text = self.pending.take(pages);
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        match self.group().destination {
            Destination::Body => {
                let Group { hidden, deleted, .. } = *self.group();
                if !deleted && text.contains(|c: char| c < ' ' && c != '\t' && c != '\n') {
                    // Signs that say how a text is sent or printed.
                    let shown = |c: &char| *c >= ' ' || *c == '\t' || *c == '\n';
                    let text: String = text.chars().filter(shown).collect();
                    self.story().text(&text, hidden);
                } else if !deleted {
                    self.story().text(text, hidden);
                }
            }
            Destination::Nothing | Destination::Information | Destination::Lists => {}
            Destination::Fonts => {
                let font = self.fonts.entry(self.defined).or_default();
                font.name.push_str(text.trim_end_matches(';'));
            }
            Destination::LevelText => self.document.lists.text(text.encode_utf16()),
            Destination::Title => self.document.title.push_str(text),
            Destination::Marker => self.story().marker.push_str(text),
        }
    }

    fn part(&mut self, part: Part) {
        self.story().line.parts.push(part);
    }

    /// A sign of the symbol font in which the run is set.
    fn sign(&mut self, code: u32) {
        let Group { destination, hidden, deleted, font, .. } = *self.group();
        let font = self.fonts.get(&font).map(|font| font.name.clone()).unwrap_or_default();
        match destination {
            Destination::Body if !deleted => self.part(Part::Symbol { font, code, hidden }),
            Destination::Body => {}
            _ => {
                if let Some(c) = char::from_u32(code) {
                    self.text(symbol::bullet(&font, c).encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.may_skip = true,
            b'~' => self.text("\u{A0}"),
            b'_' => self.text("-"),
            b'\n' | b'\r' => self.end_paragraph(Ends::Paragraph),
            b'\\' | b'{' | b'}' => self.text(char::from(symbol).encode_utf8(&mut [0; 4])),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let may_skip = std::mem::take(&mut self.may_skip);
        if self.group().destination == Destination::Nothing && name != "ud" {
            return;
        }
        if self.opens(name) || self.formats(name, number) || self.shows(name, number) {
            return;
        }
        match self.group().destination {
            Destination::Lists => self.list_word(name, number),
            Destination::Fonts => self.font_word(name, number),
            _ if may_skip => self.group().destination = Destination::Nothing,
            Destination::Body => self.table_word(name, number.unwrap_or(0)),
            _ => {}
        }
    }

    /// Whether a word tells what its group holds.
    fn opens(&mut self, name: &str) -> bool {
        let destination = match name {
            "fonttbl" => Destination::Fonts,
            "listtable" | "listoverridetable" => Destination::Lists,
            "info" => Destination::Information,
            "title" if self.group().destination == Destination::Information => Destination::Title,
            "listtext" | "pntext" => {
                self.story().marker.clear();
                Destination::Marker
            }
            "field" => {
                self.part(Part::OpenField);
                self.group().end = End::Field;
                Destination::Body
            }
            "fldinst" => Destination::Body,
            "fldrslt" => {
                self.part(Part::OpenResult);
                Destination::Body
            }
            "footnote" => return self.open_story(End::Note),
            "shptxt" | "dptxbxtext" => return self.open_story(End::Box),
            "shpinst" | "do" => Destination::Body,
            "nesttableprops" => {
                self.outer_row = std::mem::take(&mut self.row);
                self.group().end = End::InnerRow;
                Destination::Body
            }
            // Of the same text twice that in Unicode is read.
            "ud" => {
                let outside = self.groups.len().checked_sub(3).and_then(|at| self.groups.get(at));
                outside.map_or(Destination::Body, |group| group.destination)
            }
            name if NOT_READ.contains(&name) => Destination::Nothing,
            _ => return false,
        };
        self.group().destination = destination;
        true
    }

    fn open_story(&mut self, end: End) -> bool {
        let Group { font, doubled, deleted, .. } = *self.group();
        *self.group() = Group { end, font, doubled, deleted, ..Group::outside() };
        self.stories.push(Open::default());
        true
    }

    /// Whether a word says how the text that follows is written.
    fn formats(&mut self, name: &str, number: Option<i32>) -> bool {
        let on = number != Some(0);
        let value = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        if matches!(self.group().destination, Destination::Lists | Destination::LevelText) && name != "uc" {
            return false;
        }
        match name {
            "ansicpg" => self.file_page = code_page(u16::try_from(value).unwrap_or(0)),
            "mac" => self.file_page = encoding_rs::MACINTOSH,
            "uc" => self.group().doubled = (value as usize).min(8),
            "f" if self.group().destination != Destination::Fonts => {
                self.group().font = number.unwrap_or(0);
            }
            "v" => self.group().hidden = Some(on),
            "deleted" => {
                self.story_counts_deletion(on);
                self.group().deleted = on;
            }
            "deff" => {
                self.usual_font = number.unwrap_or(0);
                self.group().font = self.usual_font;
            }
            "plain" => {
                let font = self.usual_font;
                let group = self.group();
                (group.font, group.hidden, group.deleted) = (font, None, false);
            }
            "pard" => {
                let group = self.group();
                (group.numbering, group.in_table, group.depth) = (NumberProperties::default(), false, 0);
            }
            "ls" => self.group().numbering.list = Some(value),
            "ilvl" => self.group().numbering.level = Some(value as usize),
            "intbl" => self.group().in_table = true,
            "itap" => self.group().depth = value as usize,
            _ => return false,
        }
        true
    }

    fn story_counts_deletion(&mut self, on: bool) {
        if on && !self.group().deleted {
            self.part(Part::Deletion);
        }
    }

    /// Whether a word stands for something that shows.
    fn shows(&mut self, name: &str, number: Option<i32>) -> bool {
        let shown = match name {
            "tab" => "\t",
            "line" | "lbr" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            "u" => {
                self.unicode(number.unwrap_or(0));
                return true;
            }
            "chftn" => {
                self.story().numbered = true;
                return true;
            }
            "ftnalt" => {
                self.story().at_end = true;
                return true;
            }
            _ => return false,
        };
        self.text(shown);
        true
    }

    /// A unit of UTF-16, which is followed by what stands for it where that can't be shown.
    fn unicode(&mut self, number: i32) {
        self.over = self.group().doubled;
        let unit = (number & 0xFFFF) as u16;
        match self.pending.unit(unit) {
            Some(c @ '\u{F000}'..='\u{F0FF}') => self.sign(u32::from(c)),
            Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
            None => {}
        }
    }

    fn list_word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "listid" => self.document.lists.identity(number.unwrap_or(0)),
            "f" => {
                let font = number.and_then(|number| self.fonts.get(&number));
                self.document.lists.font(font.map_or("", |font| font.name.as_str()));
            }
            "levelnumbers" | "listname" => self.group().destination = Destination::Nothing,
            _ => {
                if self.document.lists.word(name, number) {
                    let name = GROUPS_OF_LISTS.iter().find(|known| **known == name);
                    self.group().end = name.map_or(End::Nothing, |name| End::List(name));
                    if name == Some(&"leveltext") {
                        self.group().destination = Destination::LevelText;
                    }
                }
            }
        }
    }

    fn font_word(&mut self, name: &str, number: Option<i32>) {
        const SYMBOLS: i32 = 2;
        let number = number.unwrap_or(0);
        if name == "f" {
            self.defined = number;
            self.fonts.insert(number, Font::default());
        }
        let font = self.fonts.entry(self.defined).or_default();
        match name {
            "fcharset" => (font.page, font.symbols) = (page::of_charset(number), number == SYMBOLS),
            "cpg" => font.page = u16::try_from(number).ok().map(code_page),
            // Another name of the font, and its shape.
            "falt" | "panose" | "fname" | "fontemb" => self.group().destination = Destination::Nothing,
            _ => {}
        }
        // The name is in the code page of the font.
        let defined = self.defined;
        self.group().font = defined;
    }

    fn table_word(&mut self, name: &str, number: i32) {
        /// Wider than any page, in twentieths of a point.
        const WIDEST: i32 = 32_767;
        match name {
            "page" | "column" => self.part(Part::PageEnd),
            "par" => self.end_paragraph(Ends::Paragraph),
            "sect" if !self.story().line.parts.is_empty() => self.end_paragraph(Ends::Paragraph),
            "cell" => self.end_paragraph(Ends::Cell),
            "nestcell" => self.end_paragraph(Ends::InnerCell),
            "row" => self.end_paragraph(Ends::Row),
            "nestrow" => self.end_paragraph(Ends::InnerRow),
            "trowd" => self.row = Row::default(),
            "trleft" => self.row.left = number.clamp(-WIDEST, WIDEST),
            "clvmrg" => self.row.goes_on = true,
            "clmrg" => self.row.is_one_with_last = true,
            "cellx" => self.row.end_cell(number.clamp(-WIDEST, WIDEST)),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, ends: Ends) {
        let group = *self.group();
        if group.destination == Destination::Body {
            let row = ends.is_row().then(|| self.row.cells.clone());
            self.story().end_paragraph(ends, group, row);
        }
    }

    fn close(&mut self) {
        let Some(Group { end, .. }) = self.groups.pop() else { return };
        // The document itself is a group in the one around all.
        if self.groups.len() == 1 {
            self.groups.clear();
        }
        match end {
            End::Nothing => {}
            End::Field => self.part(Part::CloseField),
            End::InnerRow => self.row = std::mem::take(&mut self.outer_row),
            End::List(name) => self.document.lists.close(name),
            End::Note | End::Box => {
                let story = self.stories.pop().unwrap_or_default();
                let (numbered, at_end) = (story.numbered, story.at_end);
                let lines = story.finish();
                if end == End::Box {
                    self.part(Part::Box(lines));
                } else if self.groups.last().is_none_or(|outside| !outside.deleted) {
                    let notes =
                        if at_end { &mut self.document.endnotes } else { &mut self.document.footnotes };
                    notes.push(Note { lines, marked: !numbered });
                }
            }
        }
    }

    fn finish(mut self) -> Document {
        self.document.open = !self.groups.is_empty();
        self.groups.truncate(1);
        self.flush();
        let stories = self.stories.into_iter().flat_map(Open::finish);
        self.document.lines = stories.collect();
        self.document
    }
}
