//! The keywords that OpenAPI 3.0 does not have, which a newer document's schemas keep
//! in one member.

use super::comparison::Comparison;
use super::fingerprint::Fingerprints;
use super::flat::Flat;
use crate::catalogue::schema as r;
use crate::part::{Part, references};
use crate::value::canonical;
use api_document::downgrade::KEYWORDS;
use std::collections::BTreeMap;

/// Keywords that mean something together only, by the first of them.
const TOGETHER: [(&str, &str); 4] = [
    ("then", "if"),
    ("else", "if"),
    ("minContains", "contains"),
    ("maxContains", "contains"),
];

/// Keywords that say how a text is read, and not which texts there are.
const OF_CONTENT: [&str; 3] = ["contentEncoding", "contentMediaType", "contentSchema"];

/// Keywords that hold schemas by name, or a list of them.
const OF_SCHEMAS: [&str; 3] = ["patternProperties", "dependentSchemas", "prefixItems"];

/// Keywords that hold something else than schemas.
const OF_VALUES: [&str; 5] = [
    "dependentRequired",
    "minContains",
    "maxContains",
    "contentEncoding",
    "contentMediaType",
];

/// What a keyword and those that belong to it are on one side.
struct Said<'d> {
    first: Part<'d>,
    meaning: Vec<String>,
}

pub(crate) fn compare(comparison: &mut Comparison<'_, '_>) {
    let pairs = &mut *comparison.pairs;
    let base = said(&mut pairs.base_prints, &comparison.base);
    let revision = said(&mut pairs.revision_prints, &comparison.revision);
    let mut names: Vec<&str> = base.keys().chain(revision.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (old, new) = (base.get(name), revision.get(name));
        let (aspect, did) = match (old, new) {
            (Some(old), Some(new)) if old.meaning == new.meaning => continue,
            (Some(_), Some(_)) => (&r::KEYWORD_CHANGED, "changed its"),
            _ if OF_CONTENT.contains(&name) => (&r::KEYWORD_CHANGED, "changed its"),
            (None, _) => (&r::KEYWORD_ADDED, "gained a"),
            (_, None) => (&r::KEYWORD_REMOVED, "lost its"),
        };
        let (old, new) = (old.map(|said| &said.first), new.map(|said| &said.first));
        comparison.add_as(aspect, old, new, format!("{did} `{name}`"));
    }
}

fn said<'d>(prints: &mut Fingerprints<'d>, flat: &Flat<'d>) -> BTreeMap<&'d str, Said<'d>> {
    let mut all: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    for (name, part) in flat.every(KEYWORDS).flat_map(|kept| kept.members()) {
        let leader = TOGETHER.iter().find(|(other, _)| *other == name);
        let leader = leader.map_or(name, |(_, leader)| leader);
        let meaning = format!("{name} {}", meaning(prints, name, &part));
        let said = all.entry(leader).or_insert_with(|| Said {
            first: part,
            meaning: Vec::new(),
        });
        said.meaning.push(meaning);
    }
    for said in all.values_mut() {
        said.meaning.sort_unstable();
        said.meaning.dedup();
    }
    all
}

/// What a keyword means: schemas by what they allow, anything else as it is.
fn meaning<'d>(prints: &mut Fingerprints<'d>, name: &str, part: &Part<'d>) -> String {
    if OF_VALUES.contains(&name) {
        return canonical::text(&canonical::component(part.value));
    }
    let schemas: Vec<(&str, Part<'d>)> = if OF_SCHEMAS.contains(&name) {
        let items = part.items().map(|item| ("", item));
        part.members().chain(items).collect()
    } else {
        vec![("", part.clone())]
    };
    let mut all: Vec<String> = schemas
        .iter()
        .map(|(name, schema)| format!("{name} {}", of_schema(prints, schema)))
        .collect();
    // Members have no order, places in a list have.
    if part.value.is_object() {
        all.sort_unstable();
    }
    all.join(", ")
}

/// Fingerprints do not go to the bottom of a schema: what refers to nothing is
/// compared as it is.
fn of_schema<'d>(prints: &mut Fingerprints<'d>, schema: &Part<'d>) -> String {
    if references(schema.value).is_empty() {
        return canonical::text(&canonical::component(schema.value));
    }
    prints.of(std::slice::from_ref(schema)).to_string()
}
