//! The table of edits: what is expected of each stands beside it, in
//! `fixtures/compare/edits.txt`.

use super::{base, changes, document, matrix};
use serde_json::Value;
use std::collections::BTreeSet;

const TABLE: &str = include_str!("../fixtures/compare/edits.txt");

pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) edits: Vec<(char, String, Value)>,
    expected: Vec<String>,
}

/// `# name`, then `+ pointer value` or `- pointer`, then `= id level
/// direction location` for each change.
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
    let mut value = base().value;
    for (sign, pointer, new) in &row.edits {
        edit(&mut value, *sign, pointer, new);
    }
    value
}

fn run(faults: &mut Vec<String>) -> BTreeSet<&'static str> {
    let base = base();
    let mut given = BTreeSet::new();
    for row in rows() {
        let revision = document(edited(&row));
        let found = changes(&base, &revision);
        given.extend(found.iter().map(|change| change.id));
        let mut said: Vec<String> = found
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {}",
                    one.id, one.level, one.direction, one.location
                )
            })
            .collect();
        let mut expected = row.expected.clone();
        said.sort();
        expected.sort();
        if said != expected {
            let said: Vec<String> = said.iter().map(|one| format!("= {one}")).collect();
            faults.push(format!(
                "# {}\nexpected {expected:#?}\n{}\n",
                row.name,
                said.join("\n")
            ));
        }
    }
    given
}

#[test]
fn the_table_has_enough_rows_and_no_name_twice() {
    let rows = rows();
    let names: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert!(rows.len() >= 150, "{}", rows.len());
    assert_eq!(names.len(), rows.len());
}

#[test]
fn every_edit_of_the_table_is_judged_as_written() {
    let mut faults = Vec::new();
    run(&mut faults);
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn every_id_is_explained_and_every_explained_id_is_given() {
    let mut given = run(&mut Vec::new());
    given.extend(matrix::run(&mut Vec::new()));
    let explained: BTreeSet<&str> = api_compare::all().map(|one| one.id.as_str()).collect();
    let dead: Vec<&&str> = explained.difference(&given).collect();
    assert!(
        dead.is_empty(),
        "{} ids no edit gives: {dead:#?}",
        dead.len()
    );
}
