//! Holds the way to what does not fit against that of a decoder which keeps track of it.
#![allow(clippy::unwrap_used, unreachable_pub)]

use std::collections::HashMap;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use serde_path_to_error::Segment;

use crate::misfit::{Step, way_to};
use crate::object::Object;
use crate::text_enum::text_enum;
use crate::{Nullable, SecretJson, integer, nullable, whole_value};

/// Everything that the types of answers are made of.
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Answer {
    id: String,
    #[serde(deserialize_with = "integer::decode")]
    count: i32,
    ratio: f64,
    flag: bool,
    light: Light,
    #[serde(default, deserialize_with = "integer::decode")]
    maybe: Option<u8>,
    #[serde(default)]
    nullable: Nullable<Box<Part>>,
    #[serde(default, deserialize_with = "nullable::or_default")]
    parts: Vec<Part>,
    #[serde(default, deserialize_with = "integer::decode_or_default")]
    grid: Vec<Vec<i64>>,
    by_name: HashMap<String, Part>,
    union: Union,
    unions: Vec<Union>,
    anything: Value,
    secret: Option<SecretJson>,
    open: Open,
    object: Strict,
    last: Union,
}

#[derive(Debug, Deserialize, Serialize)]
struct Part {
    #[serde(rename = "the name", alias = "a\"b\n")]
    name: String,
    at: Option<std::net::Ipv4Addr>,
}

/// Members that are not named are kept.
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Open {
    named: bool,
    #[serde(flatten)]
    rest: HashMap<String, Vec<bool>>,
}

#[derive(Debug)]
#[allow(dead_code)]
struct Strict {
    parts: Vec<Part>,
}

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(remote = "Strict")]
        struct Members {
            parts: Vec<Part>,
        }
        Members::deserialize(Object(deserializer))
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Light {
    On,
    Unknown(String),
}

text_enum!(Light, On = "on");

/// What is told when all of it was read.
#[derive(Debug)]
#[allow(dead_code)]
enum Union {
    Part(Part),
    Flags(Vec<bool>),
}

impl<'de> Deserialize<'de> for Union {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        whole_value::decode(deserializer, |value| {
            let part = Part::deserialize(&value).map(Union::Part);
            part.or_else(|_| Vec::deserialize(&value).map(Union::Flags))
                .map_err(|_| "no form of it".to_owned())
        })
    }
}

fn answer() -> Value {
    let part = json!({ "the name": "a\"\\ b", "at": "10.0.0.1" });
    json!({
        "id": "a,]}{[", "count": 5, "ratio": 1.5, "flag": true, "light": "dim", "maybe": 3,
        "nullable": part, "parts": [part, part], "grid": [[1, 2], [], [3.0]],
        "by_name": { "": part, "ü.\n[0]": part }, "union": part, "unions": [part, [true], part],
        "anything": { "a": [{}] }, "secret": [{ "a": 1 }],
        "open": { "named": true, "a": [true, false], "b": [] },
        "object": { "parts": [part, part] }, "last": [false],
    })
}

/// The value with each value in it replaced, in turn, by each of these, or left out.
fn damaged(value: &Value, by: &[Value]) -> Vec<Value> {
    let mut all = by.to_vec();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let with = |member: Option<Value>| {
                    let mut members = members.clone();
                    match member {
                        Some(member) => members.insert(name.clone(), member),
                        None => members.remove(name),
                    };
                    Value::Object(members)
                };
                all.push(with(None));
                all.extend(damaged(member, by).into_iter().map(|one| with(Some(one))));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                all.extend(damaged(item, by).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[index] = item;
                    Value::Array(items)
                }));
            }
        }
        _ => {}
    }
    all
}

fn tracked(text: &str) -> Option<Vec<Step>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let decoded: Result<Answer, _> = serde_path_to_error::deserialize(&mut deserializer);
    let error = decoded.err()?;
    let steps = error.path().iter().map(|segment| match segment {
        Segment::Seq { index } => Step::Item(*index),
        Segment::Map { key } => Step::Member(key.clone()),
        other => Step::Member(format!("?{other}")),
    });
    Some(steps.collect())
}

fn found(text: &str) -> Option<Vec<Step>> {
    let error = serde_json::from_str::<Answer>(text).err()?;
    assert!(error.is_data(), "{error}");
    Some(way_to(&error, text.as_bytes()))
}

#[test]
fn each_damage_is_found_where_a_tracking_decoder_finds_it() {
    let answer = answer();
    assert!(found(&answer.to_string()).is_none());
    let by = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(300),
        json!("x"),
        json!([]),
        json!([1]),
        json!([[2], "x"]),
        json!([{ "a": 1 }, [2]]),
        json!({}),
        json!({ "a": { "b": [1] } }),
    ];
    let damaged = damaged(&answer, &by);
    let mut faults = 0;
    for value in &damaged {
        let pretty = serde_json::to_string_pretty(value).unwrap();
        for text in [value.to_string(), pretty] {
            let (found, tracked) = (found(&text), tracked(&text));
            assert_eq!(found, tracked, "{text}");
            faults += usize::from(found.is_some());
        }
    }
    assert!(faults > 1000, "{faults} of {}", damaged.len());
}

#[test]
fn a_member_that_is_given_twice_is_found_at_its_object() {
    let text = answer().to_string();
    for (part, twice, outermost) in [
        (r#""flag":true"#, r#""flag" : true, "flag":true"#, true),
        (r#""at":"10.0.0.1""#, r#""at":null,"at": "10.0.0.1""#, false),
    ] {
        let text = text.replacen(part, twice, 1);
        let found = found(&text).unwrap();
        assert_eq!(Some(&found), tracked(&text).as_ref());
        assert_eq!(found.is_empty(), outermost, "{text}");
    }
}

#[test]
fn a_list_that_is_refused_at_its_opening_is_found_itself() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Counted {
        number: serde_json::Number,
    }
    for text in [r#"{"number": [1]}"#, r#"{"number":[ ]}"#] {
        let error = serde_json::from_str::<Counted>(text).unwrap_err();
        let way = way_to(&error, text.as_bytes());
        assert_eq!(way, [Step::Member("number".to_owned())], "{text}");
    }
}
