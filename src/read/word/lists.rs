//! The lists of a Word document, however its file tells them, and the marker that each numbered paragraph gets.

use super::{
    super::{
        numbering::{Counters, Form, LEVELS, spaced},
        symbol,
    },
    styles::{NumberProperties, Styles},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What stands between a marker and its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum Suffix {
    #[default]
    Tab,
    Space,
    Nothing,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Level {
    /// Its first number.
    pub(in crate::read) start: Option<u32>,
    /// Its form; none where that is not known.
    pub(in crate::read) form: Option<Form>,
    /// The form's name in the file.
    pub(in crate::read) form_name: String,
    /// What is shown: `%1` for the number of the first level, and so on.
    pub(in crate::read) text: String,
    pub(in crate::read) suffix: Suffix,
    /// Which level starts it anew: none for all above it, 0 for no level, n for the nth and those above.
    pub(in crate::read) restart: Option<usize>,
    /// Shows the numbers of all levels in digits.
    pub(in crate::read) legal: bool,
    /// Counts without showing it.
    pub(in crate::read) hidden: bool,
    /// The font of its sign.
    pub(in crate::read) font: String,
    /// The paragraph style that stands for it.
    pub(in crate::read) style: Option<String>,
}

impl Level {
    fn start(&self) -> u32 {
        self.start.unwrap_or(0)
    }
}

pub(in crate::read) type Levels = [Option<Level>; LEVELS];

/// A definition that lists are made from.
#[derive(Debug, Default)]
pub(in crate::read) struct Abstract {
    pub(in crate::read) levels: Levels,
    /// The list style that holds its levels instead.
    pub(in crate::read) linked: Option<String>,
    /// The list style whose levels it holds.
    pub(in crate::read) style: Option<String>,
}

/// A list: a definition with what it changes in it.
#[derive(Debug, Default)]
pub(in crate::read) struct List {
    pub(in crate::read) definition: u32,
    pub(in crate::read) starts: HashMap<usize, u32>,
    pub(in crate::read) levels: HashMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(in crate::read) struct Lists {
    pub(in crate::read) definitions: HashMap<u32, Abstract>,
    pub(in crate::read) lists: HashMap<u32, List>,
    /// The definition of each list style.
    pub(in crate::read) styled: HashMap<String, u32>,
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

/// The counters of a story: the body, a text box, the footnotes. Each counts for itself.
#[derive(Default)]
struct Counting {
    /// One for each definition: lists of one definition count on together.
    counters: HashMap<u32, Counters>,
    /// The levels of lists that have begun with their own start.
    begun: HashSet<(u32, usize)>,
}

/// The numbering of a document on the way through its paragraphs.
pub(in crate::read) struct Numbering<'d> {
    lists: &'d Lists,
    styles: &'d Styles,
    /// The story that is being read.
    story: Counting,
    /// That of all text boxes, while another one is read; that of the text around, while a box is read.
    boxes: Counting,
    /// How many boxes stand in one another here.
    depth: usize,
    unknown: BTreeSet<&'d str>,
}

impl<'d> Numbering<'d> {
    pub(in crate::read) fn new(lists: &'d Lists, styles: &'d Styles) -> Self {
        Self {
            lists,
            styles,
            story: Counting::default(),
            boxes: Counting::default(),
            depth: 0,
            unknown: BTreeSet::new(),
        }
    }

    /// The styles of the document.
    pub(in crate::read) const fn styles(&self) -> &'d Styles {
        self.styles
    }

    /// Begins a text box: all of them count on together, apart from the text around.
    pub(in crate::read) fn enter_box(&mut self) {
        self.depth += 1;
        if self.depth == 1 {
            std::mem::swap(&mut self.story, &mut self.boxes);
        }
    }

    /// Ends it.
    pub(in crate::read) fn leave_box(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            std::mem::swap(&mut self.story, &mut self.boxes);
        }
    }

    /// Begins to count anew: notes count for themselves.
    pub(in crate::read) fn begin(&mut self) {
        self.story = Counting::default();
    }

    /// The names of the forms that were met and are not known.
    pub(in crate::read) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().copied()
    }

    /// The marker of the next paragraph, which has this style and these properties of its own; empty where it has none.
    pub(in crate::read) fn marker(&mut self, style: Option<&str>, own: NumberProperties) -> String {
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
        let Counting { counters, begun } = &mut self.story;
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
