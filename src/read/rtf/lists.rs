//! The list table and what lists change in it ([RTF 1.9.1], "List Tables").

use super::super::{
    numbering::{Form, LEVELS},
    word::{
        codes::{form_name, suffix, template},
        lists::{Abstract, Level, List, Lists},
    },
};

/// The lists on the way through their tables.
#[derive(Default)]
pub(super) struct Reading {
    lists: Lists,
    definition: Option<Abstract>,
    /// The id of the open definition.
    id: u32,
    /// How many levels of the open definition, or changes of the open list, were met.
    met: usize,
    list: Option<List>,
    /// The number by which paragraphs name the open list.
    number: Option<u32>,
    /// The open change: its start, if it has one of its own; and whether it begins anew.
    change: Option<Option<u32>>,
    restarts: bool,
    level: Option<Level>,
    /// The open level's text in units of UTF-16, its length before it.
    text: Vec<u16>,
}

impl Reading {
    /// Takes a control word; whether it opens a group whose end is to be told.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) -> bool {
        let value = number.and_then(|n| u32::try_from(n).ok());
        match name {
            "list" => (self.definition, self.met) = (Some(Abstract::default()), 0),
            "listoverride" => (self.list, self.number, self.met) = (Some(List::default()), None, 0),
            "lfolevel" => self.change = Some(None),
            "listlevel" => self.level = Some(Level { form: Some(Form::Decimal), ..Level::default() }),
            "leveltext" => self.text.clear(),
            _ => {
                self.property(name, value, number.is_none_or(|n| n != 0));
                return false;
            }
        }
        true
    }

    fn property(&mut self, name: &str, value: Option<u32>, on: bool) {
        match (name, &mut self.level) {
            ("ls", None) => self.number = value,
            ("listoverridestartat", _) => self.restarts = true,
            ("levelstartat", Some(level)) => level.start = value,
            ("levelstartat", None) => self.change = self.change.map(|_| value),
            ("levelnfc" | "levelnfcn", Some(level)) => {
                level.form_name = form_name(value.unwrap_or(0)).into();
                level.form = Form::of_word(&level.form_name);
            }
            ("levelfollow", Some(level)) => level.suffix = suffix(value.map_or(0, |n| n.min(255) as u8)),
            ("levellegal", Some(level)) => level.legal = on,
            ("levelnorestart", Some(level)) => level.restart = on.then_some(0),
            ("v", Some(level)) => level.hidden = on,
            _ => {}
        }
    }

    /// Takes the id of the open definition, or of that which the open list is made from; it may be negative.
    pub(super) fn identity(&mut self, number: i32) {
        let id = number.cast_unsigned();
        if let Some(list) = &mut self.list {
            list.definition = id;
        } else {
            self.id = id;
        }
    }

    /// Names the font of the open level's signs.
    pub(super) fn font(&mut self, name: &str) {
        if let Some(level) = &mut self.level {
            name.clone_into(&mut level.font);
        }
    }

    /// Adds to the open level's text.
    pub(super) fn text(&mut self, text: impl Iterator<Item = u16>) {
        self.text.extend(text);
    }

    /// Ends the group that this word has opened.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "leveltext" => {
                if let (Some(level), Some((length, text))) = (&mut self.level, self.text.split_first()) {
                    level.text = template(&text[..text.len().min(usize::from(*length))]);
                }
            }
            "listlevel" => {
                let Some(level) = self.level.take() else { return };
                match (&mut self.definition, &mut self.list) {
                    (_, Some(list)) if self.met < LEVELS => {
                        list.levels.insert(self.met, level);
                    }
                    (Some(definition), None) if self.met < LEVELS => {
                        definition.levels[self.met] = Some(level);
                        self.met += 1;
                    }
                    _ => {}
                }
            }
            "lfolevel" => {
                if let (Some(start), Some(list)) = (self.change.take(), &mut self.list) {
                    // A level of its own tells its start itself.
                    let of_level = || list.levels.get(&self.met).and_then(|level| level.start);
                    let start = start.or_else(of_level).filter(|_| self.restarts && self.met < LEVELS);
                    list.starts.extend(start.map(|start| (self.met, start)));
                }
                self.restarts = false;
                self.met += 1;
            }
            "list" => {
                let definition = self.definition.take().map(|definition| (self.id, definition));
                self.lists.definitions.extend(definition);
            }
            "listoverride" => self.lists.lists.extend(self.number.zip(self.list.take())),
            _ => {}
        }
    }

    pub(super) fn finish(self) -> Lists {
        self.lists
    }
}
