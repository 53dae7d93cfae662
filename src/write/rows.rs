//! Records of one kind inside another record, made while they are written.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::{borrow::Cow, fmt};

/// Records that are made anew each time they are gone through: all of a document's at once would take several times
/// the memory of what they are made from.
pub struct Rows<'t, T>(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 't> + 't>);

impl<'t, T: 't> Rows<'t, T> {
    pub(super) fn new<I: Iterator<Item = T> + 't>(make: impl Fn() -> I + 't) -> Self {
        Self(Box::new(move || Box::new(make())))
    }

    /// The records in their order.
    pub fn iter(&self) -> impl Iterator<Item = T> + 't {
        (self.0)()
    }
}

impl<'t, T: fmt::Debug + 't> fmt::Debug for Rows<'t, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'t, T: Serialize + 't> Serialize for Rows<'t, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<T: JsonSchema> JsonSchema for Rows<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}
