//! Comparison of a JSON value with its documented shape, and tolerant repair.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use crate::casing::respell;
use crate::departure::{DepartureKind, Mismatch};
use crate::harmless::is_harmful;
use crate::operation::{Property, Shape};
use crate::{integer, members};

/// Keeps a hostile response from occupying an observer forever.
const MAX_MISMATCHES: usize = 100;
const MAX_SEGMENT_CHARS: usize = 100;

/// What a comparison found and did.
pub(crate) struct Conformed {
    pub(crate) mismatches: Vec<Mismatch>,
    /// Whether the value was repaired anywhere.
    pub(crate) changed: bool,
}

/// Finds mismatches with `shape`, and removes or nulls dispensable values that would fail
/// to decode. A mismatch never contains a value.
///
/// The values at `steering`, JSON pointers, are never repaired, nor what they stand in.
pub(crate) fn conform(
    value: &mut Value,
    shape: &Shape,
    steering: &'static [&'static str],
) -> Conformed {
    let mut walk = Walk {
        steering,
        ..Walk::default()
    };
    walk.fit(value, shape);
    Conformed {
        mismatches: walk.mismatches,
        changed: walk.changed,
    }
}

/// Appends a reference token (RFC 6901).
///
/// Names come from the server, so they are cut and cleaned for logs.
pub(crate) fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for c in segment.chars().take(MAX_SEGMENT_CHARS) {
        match c {
            c if is_harmful(c) => pointer.push(char::REPLACEMENT_CHARACTER),
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

#[derive(Default)]
struct Walk {
    pointer: String,
    mismatches: Vec<Mismatch>,
    changed: bool,
    steering: &'static [&'static str],
}

impl Walk {
    /// Returns whether the value, repaired, can be decoded.
    fn fit(&mut self, value: &mut Value, shape: &Shape) -> bool {
        match (shape, &mut *value) {
            (Shape::Any, _) => true,
            (
                Shape::Object {
                    properties,
                    additional,
                },
                Value::Object(members),
            ) => self.fit_object(members, properties, *additional),
            (
                Shape::Array {
                    items: shape,
                    nullable,
                },
                Value::Array(items),
            ) => {
                let items = items.iter_mut().enumerate();
                let mut all_fit = true;
                for (index, item) in items {
                    all_fit &= self.fit_element(&index.to_string(), item, shape, *nullable);
                }
                all_fit
            }
            (
                Shape::Map {
                    values: shape,
                    nullable,
                },
                Value::Object(members),
            ) => {
                let mut all_fit = true;
                for (name, member) in members {
                    all_fit &= self.fit_element(name, member, shape, *nullable);
                }
                all_fit
            }
            (Shape::OneOf(shapes), _) => self.fit_one_of(value, shapes),
            (Shape::Enum(known), Value::String(text)) => {
                if !known.contains(&text.as_str()) {
                    self.find(
                        DepartureKind::UnknownEnumValue,
                        expected(shape),
                        "another string",
                    );
                }
                true
            }
            (Shape::DateTime, Value::String(text)) => {
                if DateTime::parse_from_rfc3339(text).is_err() {
                    self.find(DepartureKind::WrongType, expected(shape), "another string");
                }
                // The typed decoder accepts more than RFC 3339, such as a space for the `T`.
                text.parse::<DateTime<FixedOffset>>().is_ok()
            }
            (_, value) => self.fit_scalar(value, shape),
        }
    }

    fn fit_scalar(&mut self, value: &Value, shape: &Shape) -> bool {
        let fits = match (shape, value) {
            (Shape::Boolean, Value::Bool(_))
            | (Shape::Number, Value::Number(_))
            | (Shape::String, Value::String(_)) => true,
            (Shape::Integer, Value::Number(number)) => integer::whole::<i128>(number)
                .is_some_and(|whole| i64::try_from(whole).is_ok() || u64::try_from(whole).is_ok()),
            _ => false,
        };
        if !fits {
            self.find(DepartureKind::WrongType, expected(shape), kind_of(value));
        }
        fits
    }

    fn fit_object(
        &mut self,
        members: &mut Map<String, Value>,
        properties: &[Property],
        additional: bool,
    ) -> bool {
        let respelled = respell(members, properties);
        self.changed |= !respelled.is_empty();
        let mut all_fit = true;
        for property in properties {
            let fits = self.below(property.name, |walk| walk.fit_property(members, property));
            all_fit &= fits;
        }
        if !additional {
            for (name, documented) in respelled {
                self.below(&name, |walk| {
                    let expected = format!("the property as `{documented}`");
                    walk.find(DepartureKind::UnknownField, expected, "the other casing");
                });
            }
            self.find_unknown(members, properties);
        }
        all_fit
    }

    /// Returns whether this property lets the object be decoded.
    fn fit_property(&mut self, members: &mut Map<String, Value>, property: &Property) -> bool {
        let Property {
            name,
            shape,
            required,
            nullable,
            sensitive,
        } = *property;
        let Some(member) = members.get_mut(name) else {
            if !required {
                return true;
            }
            self.find(DepartureKind::MissingField, expected(shape), "nothing");
            let dispensable = nullable && !self.steers();
            if dispensable {
                members.insert(name.to_owned(), Value::Null);
                self.changed = true;
            }
            return dispensable;
        };
        if nullable && member.is_null() {
            return true;
        }
        let fits = if sensitive {
            self.fit_outside(member, shape)
        } else {
            self.fit(member, shape)
        };
        let dispensable = (nullable || !required) && !self.steers();
        if fits || !dispensable {
            return fits;
        }
        if nullable {
            *member = Value::Null;
        } else {
            members::take(members, name);
        }
        self.changed = true;
        true
    }

    /// Returns whether the value here, or one inside it, steers what a program does next.
    fn steers(&self) -> bool {
        self.steering.iter().any(|pointer| {
            let rest = pointer.strip_prefix(&*self.pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Checks the type of a secret and nothing inside it.
    fn fit_outside(&mut self, value: &Value, shape: &Shape) -> bool {
        let fits = match shape {
            Shape::Any | Shape::OneOf(_) => true,
            Shape::Boolean => value.is_boolean(),
            Shape::Integer | Shape::Number => value.is_number(),
            Shape::String | Shape::DateTime | Shape::Enum(_) => value.is_string(),
            Shape::Array { .. } => value.is_array(),
            Shape::Map { .. } | Shape::Object { .. } => value.is_object(),
        };
        if !fits {
            self.find(DepartureKind::WrongType, expected(shape), kind_of(value));
        }
        fits
    }

    fn fit_element(
        &mut self,
        name: &str,
        value: &mut Value,
        shape: &Shape,
        nullable: bool,
    ) -> bool {
        if nullable && value.is_null() {
            return true;
        }
        let fits = self.below(name, |walk| walk.fit(value, shape));
        if !fits && nullable {
            *value = Value::Null;
            self.changed = true;
        }
        fits || nullable
    }

    /// Takes the first shape that fits without mismatches, else the first repairable one.
    fn fit_one_of(&mut self, value: &mut Value, shapes: &[&Shape]) -> bool {
        let mut repaired: Option<(Value, Walk)> = None;
        for shape in shapes {
            let mut candidate = value.clone();
            let mut walk = Walk {
                pointer: self.pointer.clone(),
                steering: self.steering,
                ..Self::default()
            };
            let fits = walk.fit(&mut candidate, shape);
            if fits && walk.mismatches.is_empty() {
                return true;
            }
            if fits && repaired.is_none() {
                repaired = Some((candidate, walk));
            }
        }
        let Some((candidate, walk)) = repaired else {
            let kind = kind_of(value);
            self.find(
                DepartureKind::WrongType,
                "one of the documented forms".to_owned(),
                kind,
            );
            return false;
        };
        *value = candidate;
        self.changed |= walk.changed;
        let room = MAX_MISMATCHES.saturating_sub(self.mismatches.len());
        self.mismatches
            .extend(walk.mismatches.into_iter().take(room));
        true
    }

    fn find_unknown(&mut self, members: &Map<String, Value>, properties: &[Property]) {
        for (name, member) in members {
            if !properties.iter().any(|property| property.name == name) {
                self.below(name, |walk| {
                    let expected = "no such property".to_owned();
                    walk.find(DepartureKind::UnknownField, expected, kind_of(member));
                });
            }
        }
    }

    fn below<T>(&mut self, segment: &str, visit: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        push_segment(&mut self.pointer, segment);
        let result = visit(self);
        self.pointer.truncate(length);
        result
    }

    fn find(&mut self, kind: DepartureKind, expected: String, found: &'static str) {
        if self.mismatches.len() < MAX_MISMATCHES {
            self.mismatches.push(Mismatch {
                pointer: self.pointer.clone(),
                kind,
                expected: expected.into(),
                found: found.into(),
            });
        }
    }
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Any => "any value".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer => "integer".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::String => "string".to_owned(),
        Shape::DateTime => "string with an RFC 3339 date and time".to_owned(),
        Shape::Enum(known) => format!("one of {}", known.join(", ")),
        Shape::Array { .. } => "array".to_owned(),
        Shape::Map { .. } | Shape::Object { .. } => "object".to_owned(),
        Shape::OneOf(_) => "one of the documented forms".to_owned(),
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operation::optional as property;

    static NAMED: Shape = Shape::Object {
        properties: &[Property {
            required: true,
            ..property("name", &Shape::String)
        }],
        additional: false,
    };

    static SUBJECT: Shape = Shape::Object {
        properties: &[
            Property {
                required: true,
                ..property("id", &Shape::Integer)
            },
            Property {
                required: true,
                nullable: true,
                ..property("place", &Shape::String)
            },
            property("since", &Shape::DateTime),
            property("status", &Shape::Enum(&["on", "off"])),
            property("named", &NAMED),
            property(
                "list",
                &Shape::Array {
                    items: &NAMED,
                    nullable: false,
                },
            ),
            property(
                "gaps",
                &Shape::Array {
                    items: &Shape::Boolean,
                    nullable: true,
                },
            ),
            property(
                "map",
                &Shape::Map {
                    values: &Shape::Number,
                    nullable: false,
                },
            ),
            property("any", &Shape::Any),
            property("either", &Shape::OneOf(&[&Shape::Integer, &NAMED])),
            Property {
                sensitive: true,
                ..property("secret", &NAMED)
            },
        ],
        additional: false,
    };

    /// The mismatches as `kind pointer: expected / found`, and the repaired value.
    fn check(mut value: Value) -> (Vec<String>, Value) {
        let mismatches = conform(&mut value, &SUBJECT, &[]).mismatches;
        let lines = mismatches.iter().map(|mismatch| {
            let Mismatch {
                pointer,
                kind,
                expected,
                found,
            } = mismatch;
            format!("{kind:?} {pointer}: {expected} / {found}")
        });
        (lines.collect(), value)
    }

    #[test]
    fn a_documented_value_passes_untouched() {
        let value = json!({
            "id": 1, "place": null, "since": "2025-01-31T15:53:52.180Z", "status": "on",
            "named": {"name": "n"}, "list": [{"name": "n"}], "gaps": [true, null],
            "map": {"a": 1.5}, "any": [{}], "either": {"name": "n"},
            "secret": {"name": "n"},
        });
        assert_eq!(check(value.clone()), (vec![], value));
    }

    #[test]
    fn dispensable_properties_of_the_wrong_type_are_removed() {
        let (lines, value) = check(json!({
            "id": 1, "place": 5, "since": "yesterday", "status": true, "named": {},
            "list": {}, "gaps": [1, false], "map": {"a/b": "c"}, "either": null,
        }));
        assert_eq!(
            lines,
            [
                "WrongType /place: string / number",
                "WrongType /since: string with an RFC 3339 date and time / another string",
                "WrongType /status: one of on, off / boolean",
                "MissingField /named/name: string / nothing",
                "WrongType /list: array / object",
                "WrongType /gaps/0: boolean / number",
                "WrongType /map/a~1b: number / string",
                "WrongType /either: one of the documented forms / null",
            ]
        );
        assert_eq!(
            value,
            json!({"id": 1, "place": null, "gaps": [null, false]})
        );
    }

    #[test]
    fn an_integer_may_be_written_with_a_fraction_of_nothing() {
        let value = json!({"id": 5.0, "place": null, "either": -2.0});
        assert_eq!(check(value.clone()), (vec![], value));
        for id in [json!(5.5), json!(1e300), json!("5")] {
            let (lines, _) = check(json!({"id": id, "place": null}));
            assert_eq!(lines.len(), 1, "{id}");
        }
    }

    #[test]
    fn null_and_any_form_are_no_departure_where_the_form_is_unknown() {
        static UNKNOWN: Shape = Shape::Object {
            properties: &[Property {
                required: true,
                nullable: true,
                ..property("it", &Shape::Any)
            }],
            additional: false,
        };
        for it in [json!(null), json!("a"), json!({"a": [1]}), json!(1.5)] {
            let mut value = json!({ "it": it });
            assert!(
                conform(&mut value, &UNKNOWN, &[]).mismatches.is_empty(),
                "{it}"
            );
        }
        let mut missing = json!({});
        let conformed = conform(&mut missing, &UNKNOWN, &[]);
        assert_eq!(conformed.mismatches.len(), 1);
        assert_eq!(missing, json!({"it": null}));
    }

    #[test]
    fn an_unusual_time_that_decodes_is_reported_and_kept() {
        let value = json!({"id": 1, "place": null, "since": "2025-01-31 15:53:52 +00:00"});
        let (lines, repaired) = check(value.clone());
        assert_eq!(
            lines,
            ["WrongType /since: string with an RFC 3339 date and time / another string"]
        );
        assert_eq!(repaired, value);
    }

    #[test]
    fn what_steers_is_reported_and_not_repaired() {
        let body = json!({"id": 1, "place": 5, "named": {}, "list": 5, "since": 5});
        let changed = |steering| {
            let mut value = body.clone();
            let found = conform(&mut value, &SUBJECT, steering);
            assert_eq!(found.mismatches.len(), 4);
            let names = ["list", "named", "place", "since"];
            names.map(|name| value.get(name) != body.get(name))
        };
        assert_eq!(changed(&[]), [true, true, true, true]);
        assert_eq!(changed(&["/place"]), [true, true, false, true]);
        assert_eq!(changed(&["/named/name"]), [true, false, true, true]);
        assert_eq!(changed(&["/list", "/sin"]), [false, true, true, true]);
    }

    #[test]
    fn a_missing_value_that_steers_does_not_become_null() {
        let mut value = json!({"id": 1});
        let found = conform(&mut value, &SUBJECT, &["/place"]);
        assert!(!found.changed && found.mismatches.len() == 1);
        assert_eq!(value, json!({"id": 1}));
    }

    #[test]
    fn an_array_does_not_lose_items() {
        let (lines, value) =
            check(json!({"id": 1, "place": "p", "list": [{"name": "n"}, {"name": 1}]}));
        assert_eq!(lines, ["WrongType /list/1/name: string / number"]);
        assert_eq!(value, json!({"id": 1, "place": "p"}));
    }

    #[test]
    fn a_missing_property_becomes_null_only_if_nullable() {
        let (lines, value) = check(json!({}));
        assert_eq!(
            lines,
            [
                "MissingField /id: integer / nothing",
                "MissingField /place: string / nothing",
            ]
        );
        assert_eq!(value, json!({"place": null}));
        let (lines, value) = check(json!({"id": 1.5, "place": null}));
        assert_eq!(lines, ["WrongType /id: integer / number"]);
        assert_eq!(value, json!({"id": 1.5, "place": null}));
    }

    #[test]
    fn unknown_properties_and_enum_values_are_reported_and_kept() {
        let value = json!({"id": 1, "place": null, "status": "hunter2", "a~b": "hunter2"});
        let (lines, repaired) = check(value.clone());
        assert_eq!(
            lines,
            [
                "UnknownEnumValue /status: one of on, off / another string",
                "UnknownField /a~0b: no such property / string",
            ]
        );
        assert_eq!(repaired, value);
    }

    #[test]
    fn nothing_inside_a_secret_is_reported() {
        let (lines, _) = check(json!({"id": 1, "place": null, "secret": {"hunter2": 1}}));
        assert_eq!(lines, Vec::<String>::new());
        let (lines, value) = check(json!({"id": 1, "place": null, "secret": "hunter2"}));
        assert_eq!(lines, ["WrongType /secret: object / string"]);
        assert_eq!(value, json!({"id": 1, "place": null}));
    }

    #[test]
    fn alternatives_are_repaired_if_none_fits() {
        let (lines, value) =
            check(json!({"id": 1, "place": null, "either": {"name": "n", "more": 1}}));
        assert_eq!(
            lines,
            ["UnknownField /either/more: no such property / number"]
        );
        assert_eq!(value["either"]["name"], "n");
    }

    #[test]
    fn names_are_cut_and_cleaned() {
        let name = format!("a\r\n{}", "b".repeat(1000));
        let (lines, _) = check(json!({"id": 1, "place": null, name: 1}));
        assert!(lines[0].starts_with("UnknownField /a\u{fffd}\u{fffd}bb"));
        assert!(lines[0].chars().count() < 200, "{lines:?}");
    }

    #[test]
    fn the_number_of_mismatches_is_bounded() {
        let many: Map<String, Value> = (0..1000).map(|n| (n.to_string(), json!(n))).collect();
        assert_eq!(check(Value::Object(many)).0.len(), MAX_MISMATCHES);
    }
}
