//! Makes integers of the numbers that count.
//!
//! NestJS writes `type: number` for every number of JavaScript. As a float, a
//! limit of 2 is `2.0`. What counts is told by its name, its own bounds,
//! default and example, and by what is called like it elsewhere. A rate stays
//! a float, and so does all that has a fraction anywhere.

mod words;

use super::sites::{Kind, Site, sites};
use api_document::ingest::Document;
use api_document::names::field_name;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use words::Meaning;

/// The members whose values say whether there are fractions.
const VALUES: [&str; 5] = ["minimum", "maximum", "default", "example", "multipleOf"];

pub(super) fn make_integers(document: &mut Document) -> Vec<String> {
    let found = counted(&document.value);
    let noted = found.into_iter().map(|(pointer, because)| {
        if let Some(Value::Object(schema)) = document.value.pointer_mut(&pointer) {
            schema.insert("type".to_owned(), json!("integer"));
        }
        format!("number at #{pointer}: an integer, because {because}")
    });
    noted.collect()
}

/// Where the numbers are that count, and why they do.
fn counted(document: &Value) -> Vec<(String, String)> {
    let sites = sites(document);
    let named: Vec<Number<'_, '_>> = sites.iter().filter_map(Number::of).collect();
    let mut groups: BTreeMap<String, Vec<&Number<'_, '_>>> = BTreeMap::new();
    for number in &named {
        groups
            .entry(field_name(&number.site.name))
            .or_default()
            .push(number);
    }
    named
        .iter()
        .filter(|number| number.ty == "number")
        .filter_map(|number| {
            let name = field_name(&number.site.name);
            let because = why_integer(number, &name, groups.get(&name)?)?;
            Some((number.site.pointer.clone(), because))
        })
        .collect()
}

/// A property, parameter or component that is a number.
struct Number<'s, 'd> {
    site: &'s Site<'d>,
    ty: &'d str,
    format: Option<&'d str>,
    /// What is said of its values, by the member that says it.
    values: Vec<(&'static str, &'d Value)>,
}

impl<'s, 'd> Number<'s, 'd> {
    fn of(site: &'s Site<'d>) -> Option<Self> {
        let ty = site.schema.get("type").and_then(Value::as_str)?;
        let is_named = matches!(
            site.kind,
            Kind::Property | Kind::Parameter | Kind::Component
        );
        if !is_named || !["number", "integer"].contains(&ty) {
            return None;
        }
        let own = VALUES.iter().map(|key| (*key, site.schema.get(*key)));
        let beside = (site.kind == Kind::Parameter).then(|| site.around.get("example"));
        let listed = site.schema.get("enum").and_then(Value::as_array);
        let values = own
            .chain(beside.map(|value| ("example", value)))
            .filter_map(|(key, value)| Some((key, value?)))
            .chain(listed.into_iter().flatten().map(|value| ("enum", value)))
            .filter(|(_, value)| value.is_number());
        Some(Self {
            site,
            ty,
            format: site.schema.get("format").and_then(Value::as_str),
            values: values.collect(),
        })
    }

    fn has_fraction(&self) -> bool {
        self.values.iter().any(|(_, value)| {
            let value = value.as_f64();
            value.is_some_and(|value| value.fract() != 0.0)
        })
    }

    /// What only an integer says of itself.
    fn certainly(&self) -> Option<String> {
        if let Some(format @ ("int32" | "int64" | "uint32" | "uint64")) = self.format {
            return Some(format!("its format is `{format}`"));
        }
        let says = |key: &str| self.values.iter().any(|(said, _)| *said == key);
        if self.has_fraction() {
            None
        } else if says("multipleOf") {
            Some("it is a multiple of an integer".to_owned())
        } else if says("enum") {
            Some("all its values are integers".to_owned())
        } else {
            None
        }
    }

    /// The members that have integers, for people.
    fn evidence(&self) -> Option<String> {
        let mut keys: Vec<&str> = self.values.iter().map(|(key, _)| *key).collect();
        keys.dedup();
        match keys.as_slice() {
            [] => None,
            [only] => Some(format!("its {only} is an integer")),
            [first @ .., last] => {
                let first = first.join(", ");
                Some(format!("its {first} and {last} are integers"))
            }
        }
    }
}

/// Why a number is an integer; nothing where it is none, or may not be.
fn why_integer(number: &Number<'_, '_>, name: &str, group: &[&Number<'_, '_>]) -> Option<String> {
    if matches!(number.format, Some("float" | "double" | "decimal")) {
        return None;
    }
    if let Some(because) = number.certainly() {
        return Some(because);
    }
    let meaning = words::meaning(name);
    if meaning == Meaning::Rate || group.iter().any(|twin| twin.has_fraction()) {
        return None;
    }
    let name = &number.site.name;
    let counts = (meaning == Meaning::Count).then(|| format!("`{name}` counts"));
    let own = number.evidence();
    let twin = group.iter().find(|twin| twin.ty == "integer").map(|twin| {
        let Site { name, pointer, .. } = twin.site;
        format!("`{name}` is an integer at #{pointer}")
    });
    let elsewhere = group.iter().find_map(|twin| {
        let evidence = twin.evidence()?;
        Some(format!("at #{} {evidence}", twin.site.pointer))
    });
    let likely = meaning == Meaning::Amount && own.is_some();
    let told = if number.site.received {
        // One that is no integer after all would fail the answer: a name alone,
        // or a bound alone, does not decide.
        counts.is_some() && (own.is_some() || twin.is_some() || elsewhere.is_some())
            || own.is_some() && twin.is_some()
    } else {
        counts.is_some() || twin.is_some()
    };
    (told || likely).then(|| {
        let other = twin.or(elsewhere);
        let reasons: Vec<String> = [counts, own, other].into_iter().flatten().collect();
        reasons[..reasons.len().min(2)].join(", and ")
    })
}
