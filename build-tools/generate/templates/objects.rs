//! What derived code takes for serde, so that a struct is decoded from an object and
//! from nothing else.
//!
//! What serde derives by itself also takes an array, whose items are the fields in their
//! order. In JSON that is never meant: the order of members means nothing.

pub(crate) use serde::*;

use serde::de::Visitor;

/// A deserializer that finds no struct in an array. It has the functions that derived
/// code of structs calls.
pub(crate) trait Deserializer<'de>: serde::Deserializer<'de> {
    /// Decodes an object.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        // Formats that nobody reads may have no names, only an order.
        if self.is_human_readable() {
            serde::Deserializer::deserialize_map(self, visitor)
        } else {
            serde::Deserializer::deserialize_struct(self, name, fields, visitor)
        }
    }

    /// Decodes the name of a member.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        serde::Deserializer::deserialize_identifier(self, visitor)
    }

    /// Decodes a map.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        serde::Deserializer::deserialize_map(self, visitor)
    }

    /// Decodes whatever there is.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        serde::Deserializer::deserialize_any(self, visitor)
    }
}

impl<'de, D: serde::Deserializer<'de>> Deserializer<'de> for D {}
