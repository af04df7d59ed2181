//! Tells the forms of a value apart by how well each of them fits it.

use crate::open_enum::{count, counted};
use crate::whole_value;
use serde::de::{DeserializeOwned, Deserializer};
use serde::Serialize;
use serde_json::Value;

/// A form that a value may have.
pub(crate) struct Form<T> {
    /// Takes a value, if it has the form.
    decode: fn(&Value) -> Option<T>,
    /// Whether any text has the form.
    is_any_text: bool,
}

impl<T> Form<T> {
    pub(crate) fn of(decode: fn(&Value) -> Option<T>) -> Self {
        Self {
            decode,
            is_any_text: false,
        }
    }

    /// One that any text has.
    pub(crate) fn of_text(decode: fn(&Value) -> Option<T>) -> Self {
        Self {
            decode,
            is_any_text: true,
        }
    }
}

/// Takes what a form holds of a value, if it has the form.
pub(crate) fn held<H: DeserializeOwned, T>(value: &Value, form: fn(H) -> T) -> Option<T> {
    H::deserialize(value).map(form).ok()
}

/// Decodes a value of the union `name`.
pub(crate) fn decode<'de, D: Deserializer<'de>, T: Serialize>(
    deserializer: D,
    name: &str,
    forms: &[Form<T>],
) -> Result<T, D::Error> {
    whole_value::decode(deserializer, |value| {
        fullest(&value, forms).ok_or_else(|| format!("data did not match any form of `{name}`"))
    })
}

/// The form that fits `value` best; of those that fit it equally, the first.
fn fullest<T: Serialize>(value: &Value, forms: &[Form<T>]) -> Option<T> {
    let mut best: Option<(Misfit, T)> = None;
    for form in forms {
        let (decoded, unlisted) = counted(|| (form.decode)(value));
        let Some(decoded) = decoded else { continue };
        let mut misfit = Misfit {
            unlisted,
            any_text: form.is_any_text && value.is_string(),
            ..Misfit::default()
        };
        match serde_json::to_value(&decoded) {
            Ok(held) => misfit.compare(value, &held),
            Err(_) => misfit.lost = usize::MAX,
        }
        if best.as_ref().is_none_or(|(least, _)| misfit < *least) {
            let fits = misfit == Misfit::default();
            best = Some((misfit, decoded));
            if fits {
                break;
            }
        }
    }
    best.map(|(misfit, decoded)| {
        count(misfit.unlisted);
        decoded
    })
}

/// What of a value a form does not hold as it is, the worst first.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Misfit {
    /// How many members and items the form has no place for.
    lost: usize,
    /// How many texts are kept that an enum of the form does not list.
    unlisted: usize,
    /// How many single values the form gives back as others, such as `3.0` for `3`.
    changed: usize,
    /// Whether it is a text, and any other would do.
    any_text: bool,
}

impl Misfit {
    fn compare(&mut self, value: &Value, held: &Value) {
        match (value, held) {
            (Value::Object(members), Value::Object(held)) => {
                for (name, value) in members {
                    match held.get(name) {
                        Some(held) => self.compare(value, held),
                        // What is null may be written by leaving it out.
                        None => self.lost += usize::from(!value.is_null()),
                    }
                }
            }
            (Value::Array(items), Value::Array(held)) => {
                self.lost += items.len().saturating_sub(held.len());
                for (value, held) in items.iter().zip(held) {
                    self.compare(value, held);
                }
            }
            (Value::Object(_) | Value::Array(_), _) => self.lost += 1,
            _ => self.changed += usize::from(value != held),
        }
    }
}
