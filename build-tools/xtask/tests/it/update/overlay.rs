//! Overlay actions that upstream made stale.

use super::{answer, base, edited, request};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use api_document::overlay;
use build_tools::update::{self, Update};
use serde_json::{Value, json};

const OVERLAY: &str = "spec/overlay.yaml";

fn plan(edit: fn(&mut Value), drop_stale: bool) -> Outcome<Update> {
    update::plan(base(), &[edited(edit)], drop_stale)
}

/// Upstream declares the environment as what it is, in both schemas.
fn fix_environment(document: &mut Value) {
    let right = json!({
        "type": "string", "nullable": true, "example": "ae_47abaca3db2c7c43",
        "description": request(document)["properties"]["environment"]["description"],
    });
    for schema in [request as fn(&mut Value) -> &mut Value, answer] {
        let environment = &mut schema(document)["properties"]["environment"];
        for (key, value) in right.as_object().unwrap() {
            environment[key] = value.clone();
        }
    }
}

#[test]
fn a_stale_action_is_named_with_the_way_to_drop_it() {
    let found = plan(fix_environment, false).unwrap_err().to_string();
    assert!(
        found.contains("error[overlay-stale]: spec/overlay.yaml#/actions/0"),
        "{found}"
    );
    assert!(found.contains("--drop-stale"), "{found}");
    assert!(!found.contains("/actions/1"), "{found}");
}

#[test]
fn a_stale_action_is_dropped_with_its_lines_and_nothing_else() {
    let update = plan(fix_environment, true).unwrap_or_else(|found| panic!("{found}"));
    let reported = update.notes.join("\n");
    assert!(
        reported.contains("dropped action 0 of spec/overlay.yaml"),
        "{reported}"
    );
    let old = String::from_utf8(base().inputs.overlay.bytes.clone()).unwrap();
    let new = &update.transaction.unwrap().write[OVERLAY];
    let from = old.find("  - target:").unwrap();
    let to = from + 1 + old[from + 1..].find("  - target:").unwrap();
    assert_eq!(*new, format!("{}{}", &old[..from], &old[to..]));
}

#[test]
fn an_action_that_still_changes_one_of_its_nodes_is_not_dropped() {
    let found = plan(
        |document| {
            let environment = &mut answer(document)["properties"]["environment"];
            environment["type"] = json!("string");
            environment["nullable"] = json!(true);
            environment["example"] = json!("ae_47abaca3db2c7c43");
        },
        true,
    );
    let found = found.unwrap_err().to_string();
    assert!(found.contains("narrow its target"), "{found}");
}

#[test]
fn an_action_for_something_that_is_gone_is_stale_too() {
    fn rename(document: &mut Value) {
        let operation = document["paths"]["/webhooks"].take();
        let paths = document["paths"].as_object_mut().unwrap();
        paths.remove("/webhooks");
        paths.insert("/hooks".to_owned(), operation);
    }
    let found = plan(rename, false).unwrap_err().to_string();
    assert!(found.contains("/actions/2"), "{found}");
    let update = plan(rename, true).unwrap_or_else(|found| panic!("{found}"));
    assert!(!update.transaction.unwrap().write[OVERLAY].contains("create_webhook"));
}

fn overlay(text: &str) -> Source {
    Source {
        name: OVERLAY.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn without(text: &str, index: usize) -> Outcome<String> {
    let stale = overlay::Stale {
        index,
        target: String::new(),
        why: "",
    };
    let source = overlay::without(&overlay(text), &[stale])?;
    Ok(String::from_utf8(source.bytes).unwrap())
}

const HEAD: &str = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n";

fn action(target: &str) -> String {
    format!(
        "  - target: {target}\n    description: >-\n      - not an action\n    x-matches: 1\n    remove: true\n"
    )
}

#[test]
fn a_comment_right_above_goes_with_the_action_and_a_heading_stays() {
    let (one, two) = (action("$.a"), action("$.b"));
    let text = format!("{HEAD}  # --- Part ---\n\n  # about one\n{one}\n  # about two\n{two}");
    assert_eq!(
        without(&text, 0).unwrap(),
        format!("{HEAD}  # --- Part ---\n\n  # about two\n{two}")
    );
    assert_eq!(
        without(&text, 1).unwrap(),
        format!("{HEAD}  # --- Part ---\n\n  # about one\n{one}\n")
    );
}

#[test]
fn the_last_action_leaves_an_empty_list() {
    let text = format!("{HEAD}{}", action("$.a"));
    assert_eq!(
        without(&text, 0).unwrap(),
        HEAD.replace("actions:", "actions: []")
    );
}

#[test]
fn a_layout_that_cannot_be_edited_is_refused() {
    let text = format!(
        "{}[{{target: $.a, description: d, x-matches: 1, remove: true}}, {{target: $.b, description: d, x-matches: 1, remove: true}}]\n",
        HEAD.trim_end().to_owned() + " "
    );
    let found = without(&text, 1).unwrap_err().to_string();
    assert!(found.contains("overlay-layout"), "{found}");
    assert!(found.contains("stale actions: 1"), "{found}");
}
