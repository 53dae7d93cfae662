//! Nested values taken apart into columns, with repetition and definition levels: Melnik et al., Dremel, PVLDB 3 (2010),
//! section 4.

use super::column::{Column, Levels, Values};
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;
use std::{borrow::Cow, fmt};

/// What a value of a row is.
pub(super) enum Node {
    /// A value in the column of this number.
    Leaf(usize),
    /// A record.
    Record(Vec<(String, Node)>),
    /// A list.
    List(Box<Node>),
}

impl Node {
    /// Says in every column below that nothing is there.
    fn lack(&self, at: Levels, columns: &mut [Column]) {
        match self {
            Self::Leaf(column) => columns[*column].level(at),
            Self::Record(fields) => fields.iter().for_each(|(_, node)| node.lack(at, columns)),
            Self::List(node) => node.lack(at, columns),
        }
    }
}

/// Takes a value apart into columns while it is read, so that no row is built.
pub(super) struct Taker<'t> {
    pub(super) node: &'t Node,
    pub(super) at: Levels,
    pub(super) columns: &'t mut [Column],
}

impl Taker<'_> {
    /// A value that a leaf holds; whatever else is there holds none.
    fn leaf<E>(self, push: impl FnOnce(&mut Values) -> bool) -> Result<(), E> {
        match self.node {
            Node::Leaf(column) => {
                let column = &mut self.columns[*column];
                let there = push(&mut column.values);
                column.level(Levels { definition: self.at.definition + i16::from(there), ..self.at });
            }
            other => other.lack(self.at, self.columns),
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Taker<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Taker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the schema")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.node.lack(self.at, self.columns);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.leaf(|values| values.truth(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.leaf(|values| values.integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.leaf(|values| i64::try_from(value).is_ok_and(|value| values.integer(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.leaf(|values| values.number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.leaf(|values| values.text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        let Node::List(node) = self.node else {
            let value = Value::deserialize(SeqAccessDeserializer::new(all))?;
            return self.leaf(|values| values.text(&value.to_string()));
        };
        let lists = self.at.lists + 1;
        let mut one = Levels { definition: self.at.definition + 2, lists, ..self.at };
        let mut any = false;
        while all.next_element_seed(Taker { node, at: one, columns: &mut *self.columns })?.is_some() {
            any = true;
            one.repetition = lists;
        }
        if !any {
            node.lack(Levels { definition: self.at.definition + 1, ..self.at }, self.columns);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        let Node::Record(fields) = self.node else {
            let value = Value::deserialize(MapAccessDeserializer::new(all))?;
            return self.leaf(|values| values.text(&value.to_string()));
        };
        let at = Levels { definition: self.at.definition + 1, ..self.at };
        let mut seen = vec![false; fields.len()];
        let mut next = 0;
        while let Some(name) = all.next_key::<Cow<'_, str>>()? {
            // Rows have their fields in the order of the schema, nearly always.
            let places = (next..fields.len()).chain(0..next);
            match places.into_iter().find(|place| fields[*place].0 == *name) {
                Some(place) => {
                    let node = &fields[place].1;
                    all.next_value_seed(Taker { node, at, columns: &mut *self.columns })?;
                    seen[place] = true;
                    next = place + 1;
                }
                None => drop(all.next_value::<IgnoredAny>()?),
            }
        }
        for ((_, node), _) in fields.iter().zip(seen).filter(|(_, seen)| !seen) {
            node.lack(at, self.columns);
        }
        Ok(())
    }
}
