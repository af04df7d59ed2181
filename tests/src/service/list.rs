//! Lists a collection: filters it, and cuts a page out of it.

use serde_json::{Value, json};

use super::call::Call;
use super::cursor::Cursor;
use super::store::{Item, Store};
use crate::answer::Answer;
use crate::refusals;
use crate::violation::Violation;

/// What a page has where neither the request nor the document says so.
const DEFAULT_LIMIT: usize = 10;

/// A page of a collection.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    /// The cursor of the page after, or null.
    pub(crate) next: Value,
    /// The cursor of the page before, or null.
    pub(crate) previous: Value,
}

pub(crate) fn page(call: &Call<'_>, store: &Store) -> Result<Page, Answer> {
    let collection = call.collection();
    let all: Vec<&Item> = store
        .items(&collection)
        .iter()
        .filter(|item| is_wanted(item, call))
        .collect();
    let has_cursor = call
        .operation
        .parameters
        .iter()
        .any(|parameter| parameter.name == "cursor");
    if !has_cursor {
        return Ok(Page {
            items: all.into_iter().cloned().collect(),
            next: Value::Null,
            previous: Value::Null,
        });
    }
    let cursor = match call.query.get("cursor").and_then(Value::as_str) {
        None => Cursor::After(0),
        Some(text) => Cursor::parse(text, &collection).ok_or_else(|| {
            refusals::invalid(call.operation, vec![Violation::new("cursor", "is not one")])
        })?,
    };
    let limit = call.query.get("limit").and_then(Value::as_f64);
    let limit = limit.map_or(DEFAULT_LIMIT, whole);
    Ok(cut(&all, cursor, limit, &collection))
}

/// A limit as a count. It was checked against the document before.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "out of range, it is the nearest count"
)]
fn whole(limit: f64) -> usize {
    limit as usize
}

fn cut(all: &[&Item], cursor: Cursor, limit: usize, collection: &str) -> Page {
    let (from, to) = match cursor {
        Cursor::After(number) => {
            let from = all.iter().filter(|item| item.number <= number).count();
            (from, from.saturating_add(limit).min(all.len()))
        }
        Cursor::Before(number) => {
            let to = all.iter().filter(|item| item.number < number).count();
            (to.saturating_sub(limit), to)
        }
    };
    let items = &all[from..to];
    let (first, last) = match (items.first(), items.last()) {
        (Some(first), Some(last)) => (first.number, last.number),
        // Nothing was asked for, or nothing is there: there are no neighbours.
        _ => {
            return Page {
                items: Vec::new(),
                next: Value::Null,
                previous: Value::Null,
            };
        }
    };
    let text = |cursor: Cursor| json!(cursor.text(collection));
    Page {
        items: items.iter().map(|item| (*item).clone()).collect(),
        next: (to < all.len()).then(|| text(Cursor::After(last))).into(),
        previous: (from > 0).then(|| text(Cursor::Before(first))).into(),
    }
}

/// Whether an item has what the query wants: a parameter that is called like a
/// member filters by it. A name need be a part only.
fn is_wanted(item: &Item, call: &Call<'_>) -> bool {
    call.query
        .iter()
        .all(|(name, wanted)| match item.get(name) {
            None => true,
            Some(Value::String(has)) if name == "name" => {
                wanted.as_str().is_some_and(|part| has.contains(part))
            }
            Some(has) => match wanted {
                Value::Array(several) => several.contains(has),
                one => has == one,
            },
        })
}
