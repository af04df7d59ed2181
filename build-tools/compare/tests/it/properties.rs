//! What holds of every edit and of every combination of edits.

use super::table::{Row, edit, rows};
use super::{base, changes, document};
use api_compare::{Change, Level, worst};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(rows);
static BASE: LazyLock<Value> = LazyLock::new(|| base().value.clone());

/// The base with some rows of the table applied, as far as they fit together.
pub(crate) fn edited(picked: &[usize]) -> Value {
    let mut value = BASE.clone();
    for index in picked {
        let row = &ROWS[index % ROWS.len()];
        let before = value.clone();
        for (sign, pointer, new) in &row.edits {
            if !fits(&value, *sign, pointer) {
                value = before;
                break;
            }
            edit(&mut value, *sign, pointer, new);
        }
    }
    value
}

fn fits(value: &Value, sign: char, pointer: &str) -> bool {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match value.pointer(parent) {
        Some(Value::Object(_)) => sign == '+' || value.pointer(pointer).is_some(),
        Some(Value::Array(_)) => name == "-" || value.pointer(pointer).is_some(),
        _ => false,
    }
}

/// The same document with its members, and lists that have no order, turned.
fn shuffled(value: &Value, turn: usize) -> Value {
    match value {
        Value::Object(members) => {
            let mut all: Vec<(String, Value)> = members
                .iter()
                .map(|(name, member)| {
                    let unordered = ["required", "enum", "tags", "parameters", "oneOf", "anyOf"];
                    let mut member = shuffled(member, turn + 1);
                    if let (true, Value::Array(items)) =
                        (unordered.contains(&name.as_str()), &mut member)
                        && !items.is_empty()
                    {
                        let by = turn % items.len();
                        items.rotate_left(by);
                    }
                    (name.clone(), member)
                })
                .collect();
            if !all.is_empty() {
                let by = turn % all.len();
                all.rotate_left(by);
            }
            Value::Object(all.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(|item| shuffled(item, turn + 1)).collect(),
        scalar => scalar.clone(),
    }
}

/// The same document with references written out, `depth` deep; alternatives
/// keep theirs, as a discriminator tells them by their place.
fn inlined(value: &Value, depth: usize) -> Value {
    if let Some(pointer) = value
        .get("$ref")
        .and_then(Value::as_str)
        .filter(|_| depth > 0)
        && let Some(target) = BASE.pointer(&pointer[1..])
    {
        return inlined(target, depth - 1);
    }
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| {
                let keep = name == "oneOf";
                (
                    name.clone(),
                    if keep {
                        member.clone()
                    } else {
                        inlined(member, depth)
                    },
                )
            })
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(|item| inlined(item, depth)).collect(),
        scalar => scalar.clone(),
    }
}

fn said(found: &[Change]) -> BTreeSet<(&str, Level, String)> {
    let each = found.iter();
    each.map(|one| (one.id, one.level, one.location.clone()))
        .collect()
}

/// Few cases, and always the same; `PROPTEST_CASES` and `PROPTEST_RNG_SEED`
/// ask for more and others.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = std::env::var_os("PROPTEST_CASES").map_or(64, |_| asked.cases);
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_240_520),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    ProptestConfig {
        cases,
        rng_seed,
        failure_persistence: None,
        ..asked
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_document_does_not_differ_from_itself(picked in prop::collection::vec(0usize..1000, 0..6)) {
        let value = edited(&picked);
        let found = changes(&document(value.clone()), &document(value));
        prop_assert_eq!(found, vec![]);
    }

    #[test]
    fn order_changes_nothing(picked in prop::collection::vec(0usize..1000, 0..4), turn in 1usize..7) {
        let value = edited(&picked);
        let turned = shuffled(&value, turn);
        let found = changes(&document(value.clone()), &document(turned.clone()));
        prop_assert_eq!(found, vec![]);
        let (plain, other) = (changes(base(), &document(value)), changes(base(), &document(turned)));
        prop_assert_eq!(said(&plain), said(&other));
    }

    #[test]
    fn a_change_and_its_way_back_mirror_each_other(picked in prop::collection::vec(0usize..1000, 1..4)) {
        let (old, new) = (document(BASE.clone()), document(edited(&picked)));
        let (there, back) = (changes(&old, &new), changes(&new, &old));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        let docs_only = |found: &[Change]| worst(found) <= Level::Docs;
        prop_assert_eq!(docs_only(&there), docs_only(&back));
        for (one, other) in [(&there, &back), (&back, &there)] {
            for change in one {
                for (id, mirrored) in MIRRORS {
                    if change.id == *id {
                        prop_assert!(
                            other.iter().any(|two| two.id.starts_with(mirrored) && two.direction == change.direction),
                            "{} without {}", id, mirrored
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_level_of_a_union_is_the_worst_of_its_parts(pair in any::<Index>()) {
        let (first, second) = *pair.get(&APART);
        let level = |picked: &[usize]| worst(&changes(base(), &document(edited(picked))));
        prop_assert_eq!(level(&[first, second]), level(&[first]).max(level(&[second])));
    }
}

#[test]
fn writing_references_out_changes_nothing() {
    for depth in 1..4 {
        let mut value = BASE.clone();
        value["paths"] = inlined(&value["paths"], depth);
        let found = changes(base(), &document(value));
        assert!(
            found.iter().all(|one| one.level == Level::None),
            "{depth}: {found:#?}"
        );
    }
}

#[test]
fn a_scheme_that_loses_its_old_name_is_reported_both_ways() {
    let of = |name: &str| ROWS.iter().position(|row| row.name == name).unwrap();
    let picked = [of("scheme renamed"), of("ways in another order")];
    let (old, new) = (base(), document(edited(&picked)));
    for found in [changes(old, &new), changes(&new, old)] {
        let reported: Vec<(&str, Level)> = found.iter().map(|one| (one.id, one.level)).collect();
        let expected = [
            ("api-security-removed", Level::Breaking),
            ("api-security-added", Level::NonBreaking),
        ];
        assert_eq!(reported, expected);
    }
}

/// The pairs of rows that have nothing to do with each other.
static APART: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
    let places: Vec<BTreeSet<String>> = ROWS.iter().map(places).collect();
    let alone: Vec<usize> = (0..ROWS.len())
        .filter(|index| !places[*index].iter().any(|at| is_shared(at)))
        .collect();
    let all = alone.iter().flat_map(|first| {
        let later = alone.iter().filter(move |second| *second > first);
        later.map(|second| (*first, *second))
    });
    all.filter(|(first, second)| apart(&places[*first], &places[*second]))
        .collect()
});

const MIRRORS: &[(&str, &str)] = &[
    (
        "request-property-became-required",
        "request-property-became-optional",
    ),
    (
        "response-property-became-required",
        "response-property-became-optional",
    ),
    (
        "response-optional-property-added",
        "response-optional-property-removed",
    ),
    (
        "response-required-property-added",
        "response-required-property-removed",
    ),
    (
        "request-property-enum-value-added",
        "request-property-enum-value-removed",
    ),
    (
        "response-property-enum-value-added",
        "response-property-enum-value-removed",
    ),
    (
        "new-optional-request-parameter",
        "request-parameter-removed",
    ),
    (
        "request-body-media-type-added",
        "request-body-media-type-removed",
    ),
    ("response-media-type-added", "response-media-type-removed"),
    (
        "response-success-status-added",
        "response-success-status-removed",
    ),
    (
        "request-parameter-became-required",
        "request-parameter-became-optional",
    ),
    ("api-server-added", "api-server-removed"),
    ("response-body-one-of-added", "response-body-one-of-removed"),
];

/// The paths, or other parts of the document, that a row edits.
fn places(row: &Row) -> BTreeSet<String> {
    let each = row.edits.iter();
    each.map(|(_, pointer, _)| pointer.split('/').take(3).collect::<Vec<_>>().join("/"))
        .collect()
}

/// Whether several operations depend on a place.
fn is_shared(at: &str) -> bool {
    ["/components", "/security", "/servers"]
        .iter()
        .any(|shared| at.starts_with(shared))
        || at.ends_with("/parameters")
}

/// Whether no place of one row is in a place of the other.
fn apart(one: &BTreeSet<String>, two: &BTreeSet<String>) -> bool {
    let inside = |at: &String| {
        two.iter()
            .any(|other| at.starts_with(other.as_str()) || other.starts_with(at.as_str()))
    };
    !one.iter().any(inside)
}
