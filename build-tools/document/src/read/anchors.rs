//! The values of the anchors of a YAML source, with a limit on copies: a few
//! lines of aliases to aliases can expand to more than fits in memory.

use serde_json::Value;
use std::collections::HashMap;

/// How much may be copied for one source, in bytes of text with
/// [`NODE_WEIGHT`] for each value. Real documents hardly use aliases.
const BUDGET: usize = 64 * 1024 * 1024;

/// What one value costs beside its text.
const NODE_WEIGHT: usize = 64;

/// The budget is used up.
#[derive(Debug)]
pub(super) struct TooMuch;

/// The values that aliases can repeat, by the number of their anchor.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    values: HashMap<usize, Anchored>,
    spent: usize,
}

#[derive(Debug)]
struct Anchored {
    value: Value,
    size: Size,
}

#[derive(Debug, Clone, Copy)]
struct Size {
    weight: usize,
    depth: usize,
}

impl Anchors {
    /// Keeps a copy of a value.
    pub(super) fn remember(&mut self, anchor: usize, value: &Value) -> Result<(), TooMuch> {
        let size = Size::of(value);
        self.spend(size)?;
        let value = value.clone();
        self.values.insert(anchor, Anchored { value, size });
        Ok(())
    }

    /// The value of an anchor and how deep it nests; `None` while the value is
    /// still being read.
    pub(super) fn get(&self, anchor: usize) -> Option<(&Value, usize)> {
        let anchored = self.values.get(&anchor)?;
        Some((&anchored.value, anchored.size.depth))
    }

    /// A copy of the value of an anchor; null for an unknown one.
    pub(super) fn copy(&mut self, anchor: usize) -> Result<Value, TooMuch> {
        let Some(size) = self.values.get(&anchor).map(|anchored| anchored.size) else {
            return Ok(Value::Null);
        };
        self.spend(size)?;
        let copy = self.get(anchor).map(|(value, _)| value.clone());
        Ok(copy.unwrap_or_default())
    }

    fn spend(&mut self, size: Size) -> Result<(), TooMuch> {
        self.spent = self.spent.saturating_add(size.weight);
        if self.spent <= BUDGET {
            Ok(())
        } else {
            Err(TooMuch)
        }
    }
}

impl Size {
    /// Recurses as deep as the value, which the reader has limited.
    fn of(value: &Value) -> Self {
        let empty = Self {
            weight: 0,
            depth: 0,
        };
        let (own, inner) = match value {
            Value::String(text) => (text.len(), empty),
            Value::Array(items) => (0, items.iter().map(Self::of).fold(empty, Self::beside)),
            Value::Object(members) => (
                members.keys().map(String::len).sum(),
                members.values().map(Self::of).fold(empty, Self::beside),
            ),
            _ => (0, empty),
        };
        Self {
            weight: NODE_WEIGHT + own + inner.weight,
            depth: inner.depth + usize::from(value.is_array() || value.is_object()),
        }
    }

    fn beside(self, other: Self) -> Self {
        Self {
            weight: self.weight + other.weight,
            depth: self.depth.max(other.depth),
        }
    }
}
