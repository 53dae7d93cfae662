//! `word/numbering.xml`: the definitions of lists, and the marker that each numbered paragraph gets.

use super::{
    super::{
        Error,
        numbering::{Counters, Form, LEVELS, spaced},
        symbol,
        xml::{self, Node, Step},
    },
    KIND,
    styles::{NumberProperties, Styles},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    io::BufRead,
};

/// What stands between a marker and its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Suffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    /// Its first number.
    start: Option<u32>,
    /// Its form; none where that is not known.
    form: Option<Form>,
    /// The form's name in the file.
    form_name: String,
    /// What is shown: `%1` for the number of the first level, and so on.
    text: String,
    suffix: Suffix,
    /// Which level starts it anew: none for all above it, 0 for no level, n for the nth and those above.
    restart: Option<usize>,
    /// Shows the numbers of all levels in digits.
    legal: bool,
    /// Counts without showing it.
    hidden: bool,
    /// The font of its sign.
    font: String,
    /// The paragraph style that stands for it.
    style: Option<String>,
}

impl Level {
    fn start(&self) -> u32 {
        self.start.unwrap_or(0)
    }
}

type Levels = [Option<Level>; LEVELS];

/// A definition that lists are made from.
#[derive(Debug, Default)]
struct Abstract {
    levels: Levels,
    /// The list style that holds its levels instead.
    linked: Option<String>,
    /// The list style whose levels it holds.
    style: Option<String>,
}

/// A list: a definition with what it changes in it.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    definitions: HashMap<u32, Abstract>,
    lists: HashMap<u32, List>,
    /// The definition of each list style.
    styled: HashMap<String, u32>,
}

impl Lists {
    /// The list's definition, through the list style that it may link to.
    fn definition(&self, list: &List) -> Option<(u32, &Abstract)> {
        let found = self.definitions.get(&list.definition)?;
        let linked = found.linked.as_ref().and_then(|style| self.styled.get(style));
        match linked.and_then(|id| Some((*id, self.definitions.get(id)?))) {
            Some(linked) => Some(linked),
            None => Some((list.definition, found)),
        }
    }

    fn level<'l>(&'l self, list: &'l List, level: usize) -> Option<&'l Level> {
        list.levels.get(&level).or_else(|| self.definition(list)?.1.levels[level].as_ref())
    }
}

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
            "abstractNum" => self.definition = number("abstractNumId").map(|id| (id, Abstract::default())),
            "num" => self.list = number("numId").map(|id| (id, List::default())),
            "lvlOverride" => self.changed = index(number("ilvl")),
            "lvl" => self.level = index(number("ilvl")).map(|at| (at, Level::default())),
            "abstractNumId" => {
                if let (Some((_, list)), Some(id)) = (&mut self.list, number("val")) {
                    list.definition = id;
                }
            }
            "startOverride" => {
                if let (Some((_, list)), Some(at), Some(n)) = (&mut self.list, self.changed, number("val")) {
                    list.starts.insert(at, n);
                }
            }
            "numStyleLink" | "styleLink" => {
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
                    "lvlText" => level.text = value("val").unwrap_or_default(),
                    "lvlRestart" => level.restart = number("val").map(|n| n as usize),
                    "isLgl" => level.legal = on,
                    "vanish" => level.hidden |= on,
                    "rFonts" => level.font = value("ascii").or_else(|| value("hAnsi")).unwrap_or_default(),
                    "pStyle" => level.style = value("val"),
                    "suff" => {
                        level.suffix = match value("val").as_deref() {
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
            "abstractNum" => {
                if let Some((id, definition)) = self.definition.take() {
                    self.lists.styled.extend(definition.style.clone().map(|style| (style, id)));
                    self.lists.definitions.insert(id, definition);
                }
            }
            "num" => self.lists.lists.extend(self.list.take()),
            _ => {}
        }
    }
}

/// The counters of a story: the body, a text box, the footnotes. Each counts for itself.
#[derive(Default)]
struct Story {
    /// One for each definition: lists of one definition count on together.
    counters: HashMap<u32, Counters>,
    /// The levels of lists that have begun with their own start.
    begun: HashSet<(u32, usize)>,
}

/// The numbering of a document on the way through its paragraphs.
pub(super) struct Numbering<'d> {
    lists: &'d Lists,
    styles: &'d Styles,
    /// The story that is being read.
    story: Story,
    /// That of all text boxes, while another one is read; that of the text around, while a box is read.
    boxes: Story,
    /// How many boxes stand in one another here.
    depth: usize,
    unknown: BTreeSet<&'d str>,
}

impl<'d> Numbering<'d> {
    pub(super) fn new(lists: &'d Lists, styles: &'d Styles) -> Self {
        Self {
            lists,
            styles,
            story: Story::default(),
            boxes: Story::default(),
            depth: 0,
            unknown: BTreeSet::new(),
        }
    }

    /// The styles of the document.
    pub(super) const fn styles(&self) -> &'d Styles {
        self.styles
    }

    /// Begins a text box: all of them count on together, apart from the text around.
    pub(super) fn enter_box(&mut self) {
        self.depth += 1;
        if self.depth == 1 {
            std::mem::swap(&mut self.story, &mut self.boxes);
        }
    }

    /// Ends it.
    pub(super) fn leave_box(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            std::mem::swap(&mut self.story, &mut self.boxes);
        }
    }

    /// Begins to count anew: notes count for themselves.
    pub(super) fn begin(&mut self) {
        self.story = Story::default();
    }

    /// The names of the forms that were met and are not known.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().copied()
    }

    /// The marker of the next paragraph, which has this style and these properties of its own; empty where it has none.
    pub(super) fn marker(&mut self, style: Option<&str>, own: NumberProperties) -> String {
        let inherited = self.styles.numbering(style);
        let id = own.list.or(inherited.list).unwrap_or(0);
        let lists = self.lists;
        let Some(list) = lists.lists.get(&id).filter(|_| id != 0) else { return String::new() };
        let Some((_, levels)) = lists.definition(list) else { return String::new() };
        let linked = || {
            let of = |name: &str| {
                levels.levels.iter().position(|l| l.as_ref().and_then(|l| l.style.as_deref()) == Some(name))
            };
            self.styles.chain(style).find_map(of)
        };
        // A level's style tells the level where the paragraph doesn't.
        let at = own.level.or_else(|| linked().or(inherited.level)).unwrap_or(0).min(LEVELS - 1);
        let Some(level) = lists.level(list, at) else { return String::new() };
        // A style has the numbers of a level that another style stands for only where it is based on that.
        let foreign = |name: &str| own.list.is_none() && !self.styles.chain(style).any(|s| s == name);
        if level.style.as_deref().is_some_and(foreign) {
            return String::new();
        }
        self.count((id, list), at, level);
        if level.hidden { String::new() } else { self.shown(list, level) }
    }

    fn count(&mut self, (id, list): (u32, &List), at: usize, level: &Level) {
        let Story { counters, begun } = &mut self.story;
        let counters = counters.entry(list.definition).or_default();
        // A list that says where it starts does so once.
        let own_start = list.starts.get(&at).filter(|_| begun.insert((id, at)));
        if own_start.is_some() {
            counters.restart(at);
        }
        let start = own_start.copied().unwrap_or_else(|| level.start());
        // What a list changes in a level doesn't change what starts that anew.
        let levels = self.lists.definition(list).map(|(_, definition)| &definition.levels);
        counters.count(at, start, |deeper| {
            let restart = levels.and_then(|levels| levels[deeper].as_ref()?.restart);
            restart.is_none_or(|n| at < n)
        });
    }

    fn shown(&mut self, list: &'d List, level: &'d Level) -> String {
        let counters = self.story.counters.entry(list.definition).or_default().clone();
        if level.form == Some(Form::Bullet) {
            let sign: String = level.text.chars().map(|c| symbol::bullet(&level.font, c)).collect();
            return spaced(&sign, !sign.is_empty());
        }
        let mut out = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let placeholder =
                rest.peek().filter(|_| c == '%').and_then(|d| d.to_digit(10)).filter(|&n| n > 0);
            let Some(n) = placeholder else {
                out.push(c);
                continue;
            };
            rest.next();
            let shown = n as usize - 1;
            let Some(of) = self.lists.level(list, shown) else { continue };
            let number = counters.number(shown).unwrap_or_else(|| of.start());
            let form = of.form.unwrap_or(Form::Decimal);
            if of.form.is_none() && !of.form_name.is_empty() {
                self.unknown.insert(&of.form_name);
            }
            // Legal numbers are Arabic; those with zeros before them stay so.
            let form = match form {
                Form::Bullet => Form::None,
                Form::Padded(_) => form,
                _ if level.legal && form.counts() => Form::Decimal,
                _ => form,
            };
            out.push_str(&form.write(number));
        }
        spaced(&out, level.suffix != Suffix::Nothing)
    }
}

#[cfg(test)]
mod tests {
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
