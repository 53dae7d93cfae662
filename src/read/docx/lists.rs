//! `word/numbering.xml`: the definitions of lists; the names of Word 2003 beside those of ECMA-376.

use super::{
    super::{
        Error,
        numbering::{Form, LEVELS},
        word::{
            codes::form_name,
            lists::{Abstract, Level, List, Lists, Suffix},
        },
        xml::{self, Node, Step},
    },
    KIND,
};
use std::io::BufRead;

/// Reads `word/numbering.xml`.
pub(super) fn read(part: impl BufRead) -> Result<Lists, Error> {
    let mut reading = Reading::default();
    xml::walk(part, KIND, |node| {
        match node {
            // The place of the numbers; what was before a change; what older programs show.
            Node::Open("pPr" | "numberingChange" | "Fallback", _) => return Step::Over,
            Node::Open(name, e) => reading.open(name, |key| xml::attribute(e, key), xml::is_on(e)),
            Node::Close(name) => reading.close(name),
            Node::Text(_) => {}
        }
        Step::Into
    })?;
    Ok(reading.lists)
}

#[derive(Default)]
struct Reading {
    lists: Lists,
    definition: Option<(u32, Abstract)>,
    list: Option<(u32, List)>,
    /// The level whose number the list changes.
    changed: Option<usize>,
    level: Option<(usize, Level)>,
}

impl Reading {
    fn open(&mut self, name: &str, value: impl Fn(&str) -> Option<String>, on: bool) {
        let number = |key: &str| value(key).and_then(|v| v.trim().parse::<u32>().ok());
        let index = |n: Option<u32>| n.map(|n| n as usize).filter(|&n| n < LEVELS);
        match name {
            "abstractNum" | "listDef" => {
                self.definition =
                    number("abstractNumId").or(number("listDefId")).map(|id| (id, Abstract::default()))
            }
            "num" | "list" => self.list = number("numId").or(number("ilfo")).map(|id| (id, List::default())),
            "lvlOverride" => self.changed = index(number("ilvl")),
            "lvl" => self.level = index(number("ilvl")).map(|at| (at, Level::default())),
            "abstractNumId" | "ilst" => {
                if let (Some((_, list)), Some(id)) = (&mut self.list, number("val")) {
                    list.definition = id;
                }
            }
            "startOverride" => {
                if let (Some((_, list)), Some(at), Some(n)) = (&mut self.list, self.changed, number("val")) {
                    list.starts.insert(at, n);
                }
            }
            "numStyleLink" | "styleLink" | "listStyleLink" => {
                if let Some((_, definition)) = &mut self.definition {
                    let field =
                        if name == "styleLink" { &mut definition.style } else { &mut definition.linked };
                    *field = value("val");
                }
            }
            _ => {
                let Some((_, level)) = &mut self.level else { return };
                match name {
                    "start" => level.start = number("val"),
                    "numFmt" => {
                        level.form_name = value("val").unwrap_or_default();
                        level.form = match value("format") {
                            // 001, 002, 003, ...
                            Some(custom) if custom.starts_with('0') => {
                                Some(Form::Padded(custom.split(',').next().map_or(2, str::len).min(8)))
                            }
                            _ => Form::of_word(&level.form_name),
                        };
                    }
                    "nfc" => {
                        level.form_name = form_name(number("val").unwrap_or(0)).into();
                        level.form = Form::of_word(&level.form_name);
                    }
                    "lvlText" => level.text = value("val").unwrap_or_default(),
                    "lvlRestart" => level.restart = number("val").map(|n| n as usize),
                    "isLgl" => level.legal = on,
                    "vanish" => level.hidden |= on,
                    "rFonts" => level.font = value("ascii").or_else(|| value("hAnsi")).unwrap_or_default(),
                    "pStyle" => level.style = value("val"),
                    "suff" => {
                        level.suffix = match value("val").map(|v| v.to_ascii_lowercase()).as_deref() {
                            Some("nothing") => Suffix::Nothing,
                            Some("space") => Suffix::Space,
                            _ => Suffix::Tab,
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "lvl" => {
                let Some((at, level)) = self.level.take() else { return };
                match (&mut self.definition, &mut self.list) {
                    (Some((_, definition)), _) => definition.levels[at] = Some(level),
                    (None, Some((_, list))) => {
                        list.levels.insert(at, level);
                    }
                    _ => {}
                }
            }
            "lvlOverride" => self.changed = None,
            "abstractNum" | "listDef" => {
                if let Some((id, definition)) = self.definition.take() {
                    self.lists.styled.extend(definition.style.clone().map(|style| (style, id)));
                    self.lists.definitions.insert(id, definition);
                }
            }
            "num" | "list" => self.lists.lists.extend(self.list.take()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::word::{
        lists::Numbering,
        styles::{NumberProperties, Styles},
    };
    use super::*;

    fn lists(levels: &str, lists: &str) -> Lists {
        let xml = format!(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{lists}</w:numbering>"#
        );
        read(xml.as_bytes()).unwrap()
    }

    fn level(at: usize, form: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    const ONE: &str = r#"<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;

    fn markers(lists: &Lists, paragraphs: &[(u32, usize)]) -> Vec<String> {
        let styles = Styles::default();
        let mut numbering = Numbering::new(lists, &styles);
        let own = |&(list, level)| NumberProperties { list: Some(list), level: Some(level) };
        paragraphs.iter().map(|p| numbering.marker(None, own(p)).trim_end().to_owned()).collect()
    }

    #[test]
    fn three_levels_in_the_forms_of_official_documents() {
        let levels = level(0, "chineseCounting", "%1、", "")
            + &level(1, "chineseCountingThousand", "（%2）", "")
            + &level(2, "decimal", "%3.", "");
        let lists = lists(&levels, ONE);
        let found = markers(&lists, &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]);
        assert_eq!(found, ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."]);
    }

    #[test]
    fn articles_count_on_through_chapters_and_legal_numbers_are_arabic() {
        let levels = level(0, "chineseCounting", "第%1章", "")
            + &level(1, "chineseCounting", "第%2条", r#"<w:lvlRestart w:val="0"/>"#)
            + &level(2, "decimal", "%1.%3", "<w:isLgl/>");
        let lists = lists(&levels, ONE);
        let found = markers(&lists, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)]);
        assert_eq!(found, ["第一章", "第一条", "第二条", "第二章", "第三条", "2.1"]);
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_say_where_they_start() {
        let levels = level(0, "decimal", "%1.", "");
        let more = format!(
            r#"{ONE}<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
            <w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{}</w:lvlOverride></w:num>"#,
            level(0, "decimalEnclosedCircle", "%1", "")
        );
        let lists = lists(&levels, &more);
        let found = markers(&lists, &[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0)]);
        assert_eq!(found, ["1.", "2.", "5.", "6.", "7.", "⑧"]);
    }

    #[test]
    fn list_zero_takes_a_paragraph_out_of_its_style_and_a_style_tells_its_level() {
        let levels = level(0, "chineseCounting", "%1、", r#"<w:pStyle w:val="H1"/>"#)
            + &level(1, "chineseCounting", "（%2）", r#"<w:pStyle w:val="H2"/>"#);
        let lists = lists(&levels, ONE);
        let style = |name: &str| {
            format!(
                r#"<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#
            )
        };
        let xml = format!("<w:styles xmlns:w='w'>{}{}</w:styles>", style("H1"), style("H2"));
        let styles = super::super::styles::read(xml.as_bytes()).unwrap();
        let mut numbering = Numbering::new(&lists, &styles);
        let out = NumberProperties { list: Some(0), level: None };
        let none = NumberProperties::default();
        assert_eq!(numbering.marker(Some("H1"), none), "一、");
        assert_eq!(numbering.marker(Some("H2"), none), "（一）");
        assert_eq!(numbering.marker(Some("H1"), out), "");
        assert_eq!(numbering.marker(Some("H1"), none), "二、");
    }

    #[test]
    fn a_list_style_lends_its_levels() {
        let xml = format!(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>
            <w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>{}</w:abstractNum>{ONE}</w:numbering>"#,
            level(0, "ideographTraditional", "%1、", "")
        );
        assert_eq!(markers(&read(xml.as_bytes()).unwrap(), &[(1, 0), (1, 0)]), ["甲、", "乙、"]);
    }

    #[test]
    fn a_text_box_counts_for_itself() {
        let lists = lists(&level(0, "chineseCounting", "%1、", ""), ONE);
        let styles = Styles::default();
        let mut numbering = Numbering::new(&lists, &styles);
        let own = NumberProperties { list: Some(1), level: None };
        assert_eq!(numbering.marker(None, own), "一、");
        numbering.enter_box();
        assert_eq!(numbering.marker(None, own), "一、");
        numbering.leave_box();
        assert_eq!(numbering.marker(None, own), "二、");
    }

    #[test]
    fn a_start_of_its_own_holds_once() {
        let levels = level(0, "decimal", "%1.", "") + &level(1, "decimal", "(%2)", "");
        let more = r#"<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride></w:num>"#;
        let lists = lists(&levels, more);
        assert_eq!(markers(&lists, &[(1, 0), (1, 1), (1, 0), (1, 1)]), ["1.", "(4)", "2.", "(1)"]);
    }

    #[test]
    fn an_unknown_form_is_told_and_written_in_digits() {
        let lists = lists(&level(0, "hebrew1", "%1)", ""), ONE);
        let styles = Styles::default();
        let mut numbering = Numbering::new(&lists, &styles);
        let own = NumberProperties { list: Some(1), level: None };
        assert_eq!(numbering.marker(None, own), "1) ");
        assert_eq!(numbering.unknown().collect::<Vec<_>>(), ["hebrew1"]);
    }
}
