//! Leaves fields and variants the names that they have had.
//!
//! Where several members of one type would have one name in Rust, all but one
//! get a number. Which that are is marked for the stage that tells them apart.

use super::held::Held;
use super::inline::is_enum;
use api_document::names::{field_name, variant_name};
use api_document::schema::components_mut;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The member of a schema that has the numbers, by the names on the wire.
pub(crate) const NUMBERS: &str = "x-rust-numbers";

/// No type has more members of one name.
const MOST: usize = 1000;

/// Marks the members that get a number, and gives the names of all.
pub(super) fn hold(
    document: &mut Value,
    held: &Held,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut record = BTreeMap::new();
    for (ty, schema) in components_mut(document).into_iter().flatten() {
        let members = Members::of(schema);
        let numbers = members.numbers(|member| held.member(ty, member));
        let names: BTreeMap<String, String> = numbers
            .iter()
            .map(|(member, number)| (member.clone(), members.named(member, *number)))
            .collect();
        let marked: Map<String, Value> = numbers
            .iter()
            .filter(|(member, number)| **number > 1 || members.is_shared(member))
            .map(|(member, number)| (member.clone(), json!(number)))
            .collect();
        if !marked.is_empty() {
            schema[NUMBERS] = Value::Object(marked);
        }
        if !names.is_empty() {
            record.insert(ty.clone(), names);
        }
    }
    record
}

/// The properties or values of a schema.
struct Members {
    all: Vec<String>,
    is_enum: bool,
}

impl Members {
    fn of(schema: &Value) -> Self {
        let is_enum = is_enum(schema);
        let mut all: Vec<String> = if is_enum {
            let values = schema.get("enum").and_then(Value::as_array);
            let texts = values.into_iter().flatten().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        } else {
            let properties = schema.get("properties").and_then(Value::as_object);
            properties
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect()
        };
        if !is_enum {
            all.sort();
        }
        Self { all, is_enum }
    }

    /// The name of a member with a number, as the generator will give it.
    fn named(&self, member: &str, number: usize) -> String {
        let text = if number > 1 {
            format!("{member}\u{E000}{number}\u{E001}")
        } else {
            member.to_owned()
        };
        if self.is_enum {
            variant_name(&text)
        } else {
            field_name(&text)
        }
    }

    /// Whether another member would have the same name.
    fn is_shared(&self, member: &str) -> bool {
        let name = self.named(member, 1);
        self.all
            .iter()
            .filter(|other| self.named(other, 1) == name)
            .count()
            > 1
    }

    /// The number of each member: those that have a name keep it.
    fn numbers<'h>(&self, held: impl Fn(&str) -> Option<&'h str>) -> BTreeMap<String, usize> {
        let mut numbers = BTreeMap::new();
        // The variant for all values that are not listed.
        let mut taken: BTreeSet<String> = BTreeSet::from(["UnknownValue".to_owned()]);
        for member in &self.all {
            let Some(name) = held(member) else { continue };
            let number = (1..MOST).find(|number| self.named(member, *number) == name);
            if let Some(number) = number.filter(|_| taken.insert(name.to_owned())) {
                numbers.insert(member.clone(), number);
            }
        }
        for member in &self.all {
            if numbers.contains_key(member) {
                continue;
            }
            let number = (1..MOST).find(|number| taken.insert(self.named(member, *number)));
            numbers.insert(member.clone(), number.unwrap_or(1));
        }
        numbers
    }
}
