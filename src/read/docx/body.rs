//! The body of a Word document, and its notes, as text.

use super::{
    super::{
        Error,
        flow::Flow,
        numbering::Form,
        xml::{self, Node, Step},
    },
    KIND,
    lists::Numbering,
    styles::NumberProperties,
};
use quick_xml::events::BytesStart;
use std::{collections::HashMap, io::BufRead};

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its text, but for the notes.
    pub(super) text: String,
    /// The notes of a part of notes, by their ids.
    pub(super) notes: HashMap<String, String>,
    /// The footnotes that the text refers to.
    pub(super) footnotes: Vec<String>,
    /// The endnotes that it refers to.
    pub(super) endnotes: Vec<String>,
    /// Tracked deletions.
    pub(super) deletions: usize,
    /// Runs of hidden text.
    pub(super) hidden: usize,
    /// Signs of symbol fonts that stand for no character.
    pub(super) symbols: usize,
}

/// Reads a part with a body or with notes.
pub(super) fn read(part: impl BufRead, numbering: &mut Numbering<'_>) -> Result<Body, Error> {
    let mut reading = Reading {
        numbering,
        body: Body::default(),
        flow: Flow::default(),
        paragraphs: Vec::new(),
        rows: Vec::new(),
        fields: Vec::new(),
        run: Run::default(),
        note: None,
        carried: String::new(),
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
    let Reading { mut body, flow, carried, .. } = reading;
    body.text = flow.finish();
    body.text.push_str(&carried);
    Ok(body)
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    numbering: NumberProperties,
    /// Inside of its properties.
    in_properties: bool,
    /// Whether its mark was deleted, so that it goes on in the next one.
    joined: bool,
    numbered: bool,
}

/// A field that is open: its code until its result begins.
#[derive(Default)]
struct Field {
    code: String,
    has_result: bool,
}

#[derive(Default)]
struct Run {
    hidden: bool,
    /// Inside of an element whose text counts.
    in_text: bool,
    in_code: bool,
}

struct Reading<'r, 'd> {
    numbering: &'r mut Numbering<'d>,
    body: Body,
    flow: Flow,
    paragraphs: Vec<Paragraph>,
    /// For each open row whether it was deleted.
    rows: Vec<bool>,
    fields: Vec<Field>,
    run: Run,
    /// The id of the note that is open.
    note: Option<String>,
    /// The text of paragraphs whose mark was deleted.
    carried: String,
}

impl Reading<'_, '_> {
    fn open(&mut self, name: &str, e: &BytesStart<'_>) -> Step {
        if self.paragraphs.last().is_some_and(|p| p.in_properties) {
            return self.property(name, e);
        }
        if name != "pPr" {
            // A paragraph's properties come first, where it has any.
            self.mark();
        }
        match name {
            // Deleted or moved away; what older programs show; readings above characters.
            "del" | "moveFrom" => {
                if let Some(row) = self.rows.last_mut().filter(|_| !self.flow.in_paragraph()) {
                    *row = true;
                }
                self.body.deletions += 1;
                return Step::Over;
            }
            "Fallback" | "rt" | "delText" | "rPrChange" | "sectPr" | "tblPr" | "tblGrid" | "tcPr"
            | "sdtPr" => {
                return Step::Over;
            }
            "p" => {
                self.flow.open_paragraph();
                self.paragraphs.push(Paragraph::default());
            }
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = true;
                }
            }
            "tr" => {
                self.flow.open_row();
                self.rows.push(false);
            }
            "tc" => self.flow.open_cell(),
            "r" => self.run = Run::default(),
            "vanish" => self.run.hidden |= xml::is_on(e),
            "t" => self.run.in_text = true,
            "instrText" => self.run.in_code = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push(if xml::attribute(e, "type").is_none() { "\n" } else { "" }),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.symbol(e),
            "fldChar" => self.field(&xml::attribute(e, "fldCharType").unwrap_or_default()),
            "footnoteReference" => self.body.footnotes.extend(xml::attribute(e, "id")),
            "endnoteReference" => self.body.endnotes.extend(xml::attribute(e, "id")),
            "footnote" | "endnote" => {
                // Separators have a type, notes have none.
                self.note = xml::attribute(e, "id").filter(|_| xml::attribute(e, "type").is_none());
                self.flow = Flow::default();
            }
            _ => {}
        }
        Step::Into
    }

    /// What a paragraph's properties say.
    fn property(&mut self, name: &str, e: &BytesStart<'_>) -> Step {
        let Some(paragraph) = self.paragraphs.last_mut() else { return Step::Over };
        match name {
            "pStyle" => paragraph.style = xml::attribute(e, "val"),
            "ilvl" => paragraph.numbering.level = xml::number(e, "val"),
            "numId" => paragraph.numbering.list = xml::number(e, "val"),
            "del" | "moveFrom" => paragraph.joined = true,
            "pPrChange" | "rPrChange" | "numberingChange" | "sectPr" => return Step::Over,
            _ => {}
        }
        Step::Into
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = false;
                }
                self.mark();
            }
            "p" => self.close_paragraph(),
            "tc" => self.flow.close_cell(),
            "tr" => {
                let deleted = self.rows.pop().unwrap_or(false);
                self.flow.close_row(!deleted);
            }
            "t" => self.run.in_text = false,
            "instrText" => self.run.in_code = false,
            "footnote" | "endnote" => {
                let text = std::mem::take(&mut self.flow).finish();
                self.body.notes.extend(self.note.take().map(|id| (id, text)));
            }
            _ => {}
        }
    }

    /// Puts the marker before the text of the open paragraph, once.
    fn mark(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if !paragraph.joined && !std::mem::replace(&mut paragraph.numbered, true) {
            let marker = self.numbering.marker(paragraph.style.as_deref(), paragraph.numbering);
            self.flow.push(&marker);
            self.flow.push(&std::mem::take(&mut self.carried));
        }
    }

    fn close_paragraph(&mut self) {
        self.mark();
        match self.paragraphs.pop() {
            Some(paragraph) if paragraph.joined => {
                self.body.deletions += 1;
                self.carried.push_str(&self.flow.take_paragraph().unwrap_or_default());
            }
            _ => self.flow.close_paragraph(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.run.in_code {
            if let Some(field) = self.fields.last_mut().filter(|f| !f.has_result) {
                field.code.push_str(text);
            }
        } else if self.run.in_text {
            if self.run.hidden && !text.trim().is_empty() {
                self.body.hidden += 1;
            }
            self.push(text);
        }
    }

    /// Adds text where it shows: not where it is hidden, and not in the code of a field.
    fn push(&mut self, text: &str) {
        if !self.run.hidden && self.fields.iter().all(|f| f.has_result) && self.flow.in_paragraph() {
            self.flow.push(text);
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
            }
            "end" => {
                if let Some(field) = self.fields.pop()
                    && !field.has_result
                {
                    self.push(&enclosed(&field.code).unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    /// A sign of a symbol font: Wingdings has the circled numbers, the rest are pictures.
    fn symbol(&mut self, e: &BytesStart<'_>) {
        let code = xml::attribute(e, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
        let wingdings = xml::attribute(e, "font").is_some_and(|f| f.eq_ignore_ascii_case("Wingdings"));
        // Fonts of symbols are addressed at F000 and up.
        let code = code.map(|c| if (0xF000..0xF100).contains(&c) { c - 0xF000 } else { c });
        match code {
            Some(code @ (0x81..=0x8A | 0x8C..=0x95)) if wingdings => {
                self.push(&Form::Circled.write((code - if code < 0x8C { 0x80 } else { 0x8B }).min(10)));
            }
            Some(code @ 0x2010..) if !(0xE000..0xF900).contains(&code) => {
                self.push(&char::from_u32(code).map(String::from).unwrap_or_default());
            }
            _ => self.body.symbols += 1,
        }
    }
}

/// What a field without a result shows: a number in a circle is one (`EQ \o\ac(○,3)`).
fn enclosed(code: &str) -> Option<String> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let drawn = code.to_ascii_uppercase().starts_with("EQ\\O");
    let inside = code.split_once('(')?.1.strip_suffix(')')?;
    let (_, text) = inside.split_once([',', ';']).filter(|_| drawn)?;
    Some(text.parse().ok().map_or_else(|| text.to_owned(), |n| Form::Circled.write(n)))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{lists::Lists, styles::Styles},
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
        let inside = "<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>\
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r></w:p>";
        let body = body(inside);
        assert_eq!((body.text.as_str(), body.hidden), ("外\n框\n见\n", 1));
    }

    #[test]
    fn tabs_breaks_symbols_and_ruby() {
        check(
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type='page'/></w:r></w:p>",
            "甲\t乙\n丙\n",
        );
        check(
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F082'/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>",
            "②\n",
        );
        check(
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yào</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>要</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "要\n",
        );
    }
}
