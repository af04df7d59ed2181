//! The first place where two values differ.

use crate::diagnostic::join_pointer;
use serde_json::Value;

/// Where two values differ; a side that has nothing there is `None`.
#[derive(Debug, PartialEq)]
pub(super) struct Disagreement<'v> {
    pub(super) pointer: String,
    pub(super) left: Option<&'v Value>,
    pub(super) right: Option<&'v Value>,
}

/// The first disagreement, in the order of the left value and as deep as it is.
/// The order of members makes none.
pub(super) fn first_disagreement<'v>(
    pointer: &str,
    left: &'v Value,
    right: &'v Value,
) -> Option<Disagreement<'v>> {
    if left == right {
        return None;
    }
    match (left, right) {
        (Value::Object(lefts), Value::Object(rights)) => {
            let shared = lefts.iter().find_map(|(key, left)| {
                side(&join_pointer(pointer, key), Some(left), rights.get(key))
            });
            shared.or_else(|| {
                let (key, right) = rights.iter().find(|(key, _)| !lefts.contains_key(*key))?;
                side(&join_pointer(pointer, key), None, Some(right))
            })
        }
        (Value::Array(lefts), Value::Array(rights)) => {
            let longest = lefts.len().max(rights.len());
            (0..longest).find_map(|index| {
                let pointer = format!("{pointer}/{index}");
                side(&pointer, lefts.get(index), rights.get(index))
            })
        }
        _ => Some(Disagreement {
            pointer: pointer.to_owned(),
            left: Some(left),
            right: Some(right),
        }),
    }
}

/// The first difference between two values of which one may be absent.
pub(super) fn side<'v>(
    pointer: &str,
    left: Option<&'v Value>,
    right: Option<&'v Value>,
) -> Option<Disagreement<'v>> {
    match (left, right) {
        (None, None) => None,
        (Some(left), Some(right)) => first_disagreement(pointer, left, right),
        _ => Some(Disagreement {
            pointer: pointer.to_owned(),
            left,
            right,
        }),
    }
}
