//! The body of a Word document, and its notes, as text.

use super::{
    super::{
        Error,
        flow::Cell,
        word::{
            lists::Numbering,
            story::{Counts, Properties, Story},
        },
        xml::{self, Node, Step},
    },
    KIND,
};
use crate::source::Grid;
use quick_xml::events::BytesStart;
use std::{collections::HashMap, io::BufRead};

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its text, but for the notes.
    pub(super) text: String,
    /// Its tables.
    pub(super) tables: Vec<Grid>,
    /// What was met in it.
    pub(super) counts: Counts,
    /// The notes of a part of notes, by their ids.
    pub(super) notes: HashMap<String, String>,
    /// The notes that stand in the text, and whether they belong behind the others.
    pub(super) inline: Vec<(String, bool)>,
    /// The footnotes that the text refers to.
    pub(super) footnotes: Vec<Reference>,
    /// The endnotes that it refers to.
    pub(super) endnotes: Vec<Reference>,
}

/// A place that refers to a note.
#[derive(Debug)]
pub(super) struct Reference {
    /// The note's id.
    pub(super) id: String,
    /// Whether a sign of its own stands there instead of a number.
    pub(super) marked: bool,
}

impl Reference {
    fn of(e: &BytesStart<'_>) -> Option<Self> {
        let marked =
            xml::attribute(e, "customMarkFollows").is_some_and(|v| v == "1" || v == "true" || v == "on");
        Some(Self { id: xml::attribute(e, "id")?, marked })
    }
}

/// Reads a part with a body or with notes.
pub(super) fn read(part: impl BufRead, numbering: &mut Numbering<'_>) -> Result<Body, Error> {
    let mut reading = Reading {
        story: Story::new(numbering),
        body: Body::default(),
        in_properties: Vec::new(),
        rows: Vec::new(),
        run: Run::default(),
        note: None,
        inline: Vec::new(),
        choices: Vec::new(),
    };
    xml::walk(part, KIND, |node| match node {
        Node::Open(name, e) => reading.open(name, e),
        Node::Text(text) => {
            reading.text(text);
            Step::Into
        }
        Node::Close(name) => {
            reading.close(name);
            Step::Into
        }
    })?;
    let Reading { mut body, mut story, .. } = reading;
    (body.text, body.tables) = story.take();
    body.counts = story.counts;
    Ok(body)
}

/// Of what Word 2003 marks in a text.
const DELETION: &str = "Word.Deletion";

/// Whether what is marked so is no part of the text: what was deleted, comments, how it looked before.
fn is_left_out(kind: &str) -> bool {
    kind == DELETION || kind == "Word.Comment" || kind == "Word.Formatting"
}

#[derive(Default)]
struct Run {
    /// Whether it is hidden, by its own word or by its style's.
    hidden: Option<bool>,
    hidden_style: Option<bool>,
    /// Inside of an element whose text counts.
    in_text: bool,
    in_code: bool,
}

struct Reading<'r, 'd> {
    story: Story<'r, 'd>,
    body: Body,
    /// For each open paragraph whether its properties are open.
    in_properties: Vec<bool>,
    /// For each open row whether it was deleted.
    rows: Vec<bool>,
    run: Run,
    /// The id of the note that is open.
    note: Option<String>,
    /// The notes that are open in the text, and whether they stand at the end.
    inline: Vec<bool>,
    /// For each open choice between contents whether one was taken.
    choices: Vec<bool>,
}

impl Reading<'_, '_> {
    fn open(&mut self, name: &str, e: &BytesStart<'_>) -> Step {
        if self.in_properties.last() == Some(&true) {
            return self.property(name, e);
        }
        if name != "pPr" {
            // A paragraph's properties come first, where it has any.
            self.story.mark();
        }
        match name {
            // Deleted or moved away; what older programs show; readings above characters.
            "del" | "moveFrom" => {
                if let Some(row) = self.rows.last_mut().filter(|_| !self.story.flow.in_paragraph()) {
                    *row = true;
                }
                self.story.counts.deletions += 1;
                return Step::Over;
            }
            "annotation" if xml::attribute(e, "type").is_some_and(|kind| is_left_out(&kind)) => {
                self.story.counts.deletions +=
                    usize::from(xml::attribute(e, "type").is_some_and(|kind| kind == DELETION));
                return Step::Over;
            }
            "rt" | "delText" | "rPrChange" | "sectPr" | "tblPr" | "tblGrid" | "sdtPr" => {
                return Step::Over;
            }
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => return self.choose(name == "Fallback", e),
            "txbxContent" => self.story.numbering.enter_box(),
            "p" => {
                self.story.open_paragraph(Properties::default());
                self.in_properties.push(false);
            }
            "pPr" => {
                if let Some(open) = self.in_properties.last_mut() {
                    *open = true;
                }
            }
            "tr" => {
                self.story.flow.open_row();
                self.rows.push(false);
            }
            "tc" => self.story.flow.open_cell(Cell::default()),
            "gridSpan" => {
                if let Some(cell) = self.story.flow.cell() {
                    cell.across = xml::number(e, "val").unwrap_or(1);
                }
            }
            "vMerge" => {
                if let Some(cell) = self.story.flow.cell() {
                    cell.goes_on = xml::attribute(e, "val").is_none_or(|val| val != "restart");
                }
            }
            "r" => self.run = Run::default(),
            "vanish" => self.run.hidden = Some(xml::is_on(e)),
            "rStyle" => {
                let style = xml::attribute(e, "val");
                self.run.hidden_style =
                    style.and_then(|style| self.story.numbering.styles().hidden(Some(&style)));
            }
            "t" => self.run.in_text = true,
            "instrText" => self.run.in_code = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => match xml::attribute(e, "type").as_deref() {
                None | Some("textWrapping" | "text-wrapping") => self.push("\n"),
                Some(_) => self.story.end_page(),
            },
            "noBreakHyphen" => self.push("-"),
            "sym" => self.symbol(e),
            "fldChar" => self.field(&xml::attribute(e, "fldCharType").unwrap_or_default()),
            "footnoteReference" => self.body.footnotes.extend(Reference::of(e)),
            "endnoteReference" => self.body.endnotes.extend(Reference::of(e)),
            // Those of Word 2003 stand in the text.
            "footnote" | "endnote" if self.story.flow.in_paragraph() => {
                self.inline.push(name == "endnote");
                self.story.enter_note();
            }
            "footnote" | "endnote" => {
                // Separators have a type, notes have none.
                self.note = xml::attribute(e, "id").filter(|_| xml::attribute(e, "type").is_none());
                // What stands between notes is room.
                drop(self.story.take());
            }
            _ => {}
        }
        Step::Into
    }

    /// What a paragraph's properties say.
    fn property(&mut self, name: &str, e: &BytesStart<'_>) -> Step {
        let Some(paragraph) = self.story.properties() else { return Step::Over };
        match name {
            "pStyle" => paragraph.style = xml::attribute(e, "val"),
            "ilvl" => paragraph.numbering.level = xml::number(e, "val"),
            "numId" | "ilfo" => paragraph.numbering.list = xml::number(e, "val"),
            "del" | "moveFrom" => paragraph.joined = true,
            "specVanish" => paragraph.run_in = xml::is_on(e),
            "vanish" => paragraph.hidden_mark = xml::is_on(e),
            "pPrChange" | "rPrChange" | "numberingChange" | "sectPr" => return Step::Over,
            _ => {}
        }
        Step::Into
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => {
                if let Some(open) = self.in_properties.last_mut() {
                    *open = false;
                }
                self.story.mark();
            }
            "p" => {
                self.story.close_paragraph();
                self.in_properties.pop();
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            "txbxContent" => self.story.numbering.leave_box(),
            "tc" => self.story.flow.close_cell(),
            "tr" => {
                let deleted = self.rows.pop().unwrap_or(false);
                self.story.flow.close_row(!deleted);
            }
            "t" => self.run.in_text = false,
            "instrText" => self.run.in_code = false,
            "footnote" | "endnote" if !self.inline.is_empty() => {
                let at_end = self.inline.pop() == Some(true);
                let text = self.story.leave_note();
                self.body.inline.push((text, at_end));
            }
            "footnote" | "endnote" => {
                let (text, _) = self.story.take();
                self.body.notes.extend(self.note.take().map(|id| (id, text)));
            }
            _ => {}
        }
    }

    /// Takes the first content of a choice that needs nothing but what Word has known since 2010, else the fallback.
    fn choose(&mut self, fallback: bool, e: &BytesStart<'_>) -> Step {
        const KNOWN: [&str; 10] = ["wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "wp14", "a14", "v"];
        let required = xml::attribute(e, "Requires").unwrap_or_default();
        let known = fallback || required.split_whitespace().all(|name| KNOWN.contains(&name));
        match self.choices.last_mut() {
            Some(taken) if !*taken && known => {
                *taken = true;
                Step::Into
            }
            _ => Step::Over,
        }
    }

    /// Whether the open run is hidden.
    fn is_hidden(&self) -> bool {
        self.story.is_hidden(self.run.hidden.or(self.run.hidden_style))
    }

    fn text(&mut self, text: &str) {
        if self.run.in_code {
            self.story.code(text);
        } else if self.run.in_text {
            let hidden = self.is_hidden();
            self.story.text(text, hidden);
        }
    }

    fn push(&mut self, text: &str) {
        let hidden = self.is_hidden();
        self.story.push(text, hidden);
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.story.open_field(),
            "separate" => self.story.open_result(),
            "end" => {
                let hidden = self.is_hidden();
                self.story.close_field(hidden);
            }
            _ => {}
        }
    }

    /// A sign of a symbol font.
    fn symbol(&mut self, e: &BytesStart<'_>) {
        let code = xml::attribute(e, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
        let font = xml::attribute(e, "font").unwrap_or_default();
        let hidden = self.is_hidden();
        self.story.symbol(&font, code.unwrap_or(0), hidden);
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::word::{lists::Lists, styles::Styles},
        *,
    };

    fn body(inside: &str) -> Body {
        let (lists, styles) = (Lists::default(), Styles::default());
        let xml = format!("<w:document xmlns:w='w'><w:body>{inside}</w:body></w:document>");
        read(xml.as_bytes(), &mut Numbering::new(&lists, &styles)).unwrap()
    }

    fn check(inside: &str, text: &str) {
        assert_eq!(body(inside).text, text, "{inside}");
    }

    #[test]
    fn changes_are_read_as_accepted() {
        let run = |t: &str| format!("<w:r><w:t>{t}</w:t></w:r>");
        let inside = format!(
            "<w:p>{}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p>",
            run("要"),
            run("新"),
            run("移")
        );
        check(&inside, "要新\n");
        let joined = format!(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
            run("前半"),
            run("后半")
        );
        check(&joined, "前半后半\n");
        let row = format!(
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run("删")
        );
        check(&row, "");
    }

    #[test]
    fn a_field_shows_its_result_and_a_circle_its_number() {
        let field = |code: &str, result: &str| {
            format!(
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            )
        };
        let date =
            field("DATE", "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>2026年</w:t></w:r>");
        check(&format!("<w:p>{date}</w:p>"), "2026年\n");
        check(&format!("<w:p>{}</w:p>", field("eq \\o\\ac(○,3)", "")), "③\n");
        check("<w:p><w:fldSimple w:instr='PAGE'><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>", "7\n");
    }

    #[test]
    fn a_text_box_is_read_once_and_hidden_text_is_left_out_and_told() {
        let inside = "<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>\
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r></w:p>";
        let body = body(inside);
        assert_eq!((body.text.as_str(), body.counts.hidden), ("外\n框\n见\n", 1));
    }

    #[test]
    fn tabs_breaks_symbols_and_ruby() {
        check(
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/></w:r></w:p>",
            "甲\t乙\n丙\n",
        );
        check(
            "<w:p><w:r><w:t>甲</w:t><w:br w:type='textWrapping'/><w:t>乙</w:t><w:br w:type='page'/><w:t>丙</w:t></w:r></w:p>",
            "甲\n乙\n丙\n",
        );
        check(
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F082'/><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:font='X' w:char='F0FC'/></w:r></w:p>",
            "②≥\n",
        );
        check(
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yào</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>要</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "要\n",
        );
    }
}
