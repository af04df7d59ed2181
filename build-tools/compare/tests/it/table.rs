//! The table of edits in `fixtures/compare/edits.txt`, each beside what is
//! reported of it.

use super::{Judged, base, changes, document, matrix};
use api_compare::Change;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../fixtures/compare/edits.txt");

pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) edits: Vec<(char, String, Value)>,
    expected: Vec<String>,
}

/// Every row: `# name`, then `+ pointer value` or `- pointer`, then
/// `= id level direction location: message` for each change.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in TABLE.lines().filter(|line| !line.trim().is_empty()) {
        let (sign, rest) = line.split_at(1);
        let rest = rest.trim();
        if sign == "#" {
            let (edits, expected) = (Vec::new(), Vec::new());
            rows.push(Row {
                name: rest.to_owned(),
                edits,
                expected,
            });
            continue;
        }
        let row = rows.last_mut().expect("a name comes first");
        match sign {
            "+" => {
                let (pointer, value) = rest.split_once(' ').expect(line);
                let value =
                    serde_json::from_str(value).unwrap_or_else(|error| panic!("{line}: {error}"));
                row.edits.push(('+', pointer.to_owned(), value));
            }
            "-" => row.edits.push(('-', rest.to_owned(), Value::Null)),
            "=" => row.expected.push(rest.to_owned()),
            _ => panic!("{line}"),
        }
    }
    rows
}

/// Adds, replaces or removes a member or an item.
pub(crate) fn edit(document: &mut Value, sign: char, pointer: &str, value: &Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    let parent = document
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("{pointer}"));
    match parent {
        Value::Object(members) if sign == '+' => drop(members.insert(name, value.clone())),
        Value::Object(members) => drop(
            members
                .shift_remove(&name)
                .unwrap_or_else(|| panic!("{pointer}")),
        ),
        Value::Array(items) if name == "-" => items.push(value.clone()),
        Value::Array(items) if sign == '+' => items[name.parse::<usize>().unwrap()] = value.clone(),
        Value::Array(items) => drop(items.remove(name.parse().unwrap())),
        other => panic!("{pointer}: {other}"),
    }
}

pub(crate) fn edited(row: &Row) -> Value {
    let mut value = base().value.clone();
    for (sign, pointer, new) in &row.edits {
        edit(&mut value, *sign, pointer, new);
    }
    value
}

/// The table compared: the rows that are judged otherwise, and every id reported.
static RUN: LazyLock<Judged> = LazyLock::new(|| {
    let mut judged = Judged::default();
    for row in rows() {
        let revision = document(edited(&row));
        let found = changes(base(), &revision);
        judged.ids.extend(found.iter().map(|change| change.id));
        let mut reported: Vec<String> = found.iter().map(line).collect();
        let mut expected = row.expected.clone();
        reported.sort();
        expected.sort();
        if reported != expected {
            judged.wrong.push(format!(
                "# {}\nexpected {expected:#?}\nfound\n= {}\n",
                row.name,
                reported.join("\n= ")
            ));
        }
    }
    judged
});

/// A change as the table has it.
fn line(change: &Change) -> String {
    format!(
        "{} {} {} {}: {}",
        change.id, change.level, change.direction, change.location, change.message
    )
}

#[test]
fn the_table_has_enough_rows_and_no_name_twice() {
    let rows = rows();
    let names: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert!(rows.len() >= 150, "{}", rows.len());
    assert_eq!(names.len(), rows.len());
}

#[test]
fn every_edit_of_the_table_is_reported_as_written() {
    RUN.assert_right();
}

#[test]
fn every_rule_is_reported_by_some_edit() {
    let reported: BTreeSet<&str> = RUN.ids.union(&matrix::RUN.ids).copied().collect();
    let known: BTreeSet<&str> = api_compare::all().map(|one| one.id.as_str()).collect();
    let dead: Vec<&&str> = known.difference(&reported).collect();
    assert!(dead.is_empty(), "no edit gives {dead:#?}");
}
