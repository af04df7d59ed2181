//! A request property that can be omitted, null or a value.
//!
//! Self-contained (serde, `serde_json`, and schemars behind its feature): the generator
//! copies this file into stand-alone crates.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// An optional property for which `null` has a meaning of its own.
///
/// `Option` alone cannot distinguish "omit it" from "send null". In `POST /webhooks`, for
/// example, an `environment` of null asks for a global webhook.
///
/// ```
/// use fingerprint_management::Nullable;
///
/// let absent: Nullable<String> = Nullable::Absent;
/// let null: Nullable<String> = None.into();
/// let value: Nullable<String> = "env_1".into();
///
/// assert!(absent.is_absent());
/// assert_eq!(serde_json::to_string(&null)?, "null");
/// assert_eq!(value.as_option(), Some(Some(&"env_1".to_owned())));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The property is not sent.
    #[default]
    Absent,
    /// The property is sent as `null`.
    Null,
    /// The property is sent with this value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns whether the property is omitted.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Converts to a `Nullable` of a reference to the value.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Returns `None` if absent, `Some(None)` if null, and `Some(Some(value))` otherwise.
    pub const fn as_option(&self) -> Option<Option<&T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// Returns the value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// Of a property whose form is unknown: whatever is plainly a JSON value.
macro_rules! from_plain_values {
    ($($plain:ty),*) => {
        $(
            impl From<$plain> for Nullable<Value> {
                fn from(value: $plain) -> Self {
                    Self::Value(value.into())
                }
            }

            impl From<Option<$plain>> for Nullable<Value> {
                fn from(value: Option<$plain>) -> Self {
                    value.map(Value::from).into()
                }
            }
        )*
    };
}

from_plain_values!(&str, String, bool, i32, i64, u32, u64, f64);

/// Converts `None` to `null`: an explicit "none" is not an omission.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Serializes `Absent` as null too; a struct omits it with
/// `#[serde(skip_serializing_if = "Nullable::is_absent")]`.
impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(Self::from)
    }
}

/// Decodes null as what an absent value is: an answer that says nothing in either way says
/// the same.
#[allow(
    dead_code,
    reason = "whether there is a list or a map that may be absent depends on the document"
)]
pub(crate) fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Nullable<T> {
    fn inline_schema() -> bool {
        Option::<T>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder {
        #[serde(default, skip_serializing_if = "Nullable::is_absent")]
        place: Nullable<String>,
    }

    #[test]
    fn each_state_survives_a_round_trip() {
        for (place, json) in [
            (Nullable::Absent, "{}"),
            (Nullable::Null, r#"{"place":null}"#),
            (Nullable::from("here"), r#"{"place":"here"}"#),
        ] {
            let holder = Holder { place };
            assert_eq!(serde_json::to_string(&holder).unwrap(), json);
            assert_eq!(serde_json::from_str::<Holder>(json).unwrap(), holder);
        }
    }

    #[test]
    fn null_for_a_list_that_may_be_absent_is_no_item() {
        #[derive(Deserialize)]
        struct List {
            #[serde(default, deserialize_with = "or_default")]
            items: Vec<u8>,
        }
        for (json, items) in [
            ("{}", &[][..]),
            (r#"{"items":null}"#, &[]),
            (r#"{"items":[1]}"#, &[1]),
        ] {
            assert_eq!(serde_json::from_str::<List>(json).unwrap().items, items);
        }
        assert!(serde_json::from_str::<List>(r#"{"items":{}}"#).is_err());
    }

    #[test]
    fn none_is_null_and_not_absent() {
        assert_eq!(Nullable::<String>::from(None), Nullable::Null);
        assert_eq!(Nullable::from(Some(1)), Nullable::Value(1));
    }

    #[test]
    fn a_value_of_unknown_form_is_made_of_what_is_plainly_json() {
        let null = Nullable::<Value>::Null;
        assert_eq!(Nullable::from("ae_1"), Nullable::Value(json!("ae_1")));
        assert_eq!(Nullable::from(5), Nullable::Value(json!(5)));
        assert_eq!(
            Nullable::from(json!({"a": 1})),
            Nullable::Value(json!({"a": 1}))
        );
        assert_eq!(Nullable::from(Some("ae_1")), Nullable::Value(json!("ae_1")));
        assert_eq!(Nullable::from(None::<String>), null);
        assert_eq!(Nullable::from(None::<Value>), null);
    }

    #[cfg(feature = "schemars")]
    #[test]
    fn the_schema_is_that_of_an_option() {
        assert_eq!(
            schemars::schema_for!(Nullable<String>),
            schemars::schema_for!(Option<String>)
        );
    }
}
