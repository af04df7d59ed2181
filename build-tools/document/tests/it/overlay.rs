//! The overlay stage: what it does, and every way it objects.

use api_document::diagnostic::Diagnostics;
use api_document::ingest::{Document, Source};
use api_document::overlay::{apply, parse};
use serde_json::{Value, json};

fn document() -> Document {
    Document {
        name: "document.json".to_owned(),
        value: json!({
            "a": { "type": "object", "list": [1, 2] },
            "b": { "type": "object" },
            "items": [{ "n": 0 }, { "n": 1 }, { "n": 2 }]
        }),
    }
}

fn overlay(actions: &str) -> Result<api_document::overlay::Overlay, Diagnostics> {
    parse(&Source {
        name: "overlay.yaml".to_owned(),
        bytes: format!("overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}")
            .into_bytes(),
    })
}

fn corrected(actions: &str) -> Value {
    apply(&document(), &overlay(actions).unwrap())
        .unwrap()
        .0
        .value
}

fn objection(actions: &str) -> String {
    match overlay(actions) {
        Ok(overlay) => apply(&document(), &overlay).unwrap_err().to_string(),
        Err(diagnostics) => diagnostics.to_string(),
    }
}

#[test]
fn an_update_merges_objects_appends_arrays_and_replaces_the_rest() {
    let value = corrected(
        "  - {target: $.a, description: d, x-matches: 1, update: {type: string, list: [3], new: {deep: 1}}}",
    );
    assert_eq!(
        value["a"],
        json!({ "type": "string", "list": [1, 2, 3], "new": { "deep": 1 } })
    );
}

#[test]
fn an_update_of_an_array_appends_to_it() {
    let value = corrected("  - {target: $.a.list, description: d, x-matches: 1, update: 7}");
    assert_eq!(value["a"]["list"], json!([1, 2, 7]));
}

#[test]
fn a_removal_takes_out_every_match_whatever_the_order() {
    let value =
        corrected("  - {target: '$.items[2,0]', description: d, x-matches: 2, remove: true}");
    assert_eq!(value["items"], json!([{ "n": 1 }]));
    let value = corrected("  - {target: $.b, description: d, x-matches: 1, remove: true}");
    assert_eq!(value.get("b"), None);
}

#[test]
fn an_action_on_each_of_a_kind_matches_any_number_and_skips_what_is_right() {
    let each = |target: &str, update: &str| {
        format!("  - {{target: '{target}', description: d, x-matches: 1+, update: {update}}}")
    };
    let value = corrected(&each("$.items[*]", "{n: 1}"));
    assert_eq!(value["items"], json!([{ "n": 1 }, { "n": 1 }, { "n": 1 }]));
    let found = objection(&each("$.items[?@.m]", "{n: 1}"));
    assert!(
        found.contains("matches 0 nodes of document.json, not at least 1"),
        "{found}"
    );
    let found = objection(&each("$.items[1]", "{n: 1}"));
    assert!(found.contains("error[overlay-stale]"), "{found}");
    for wrong in ["0+", "+", "1 +", "-1+", "x"] {
        let found = objection(&each("$.a", "{n: 1}").replace("1+", wrong));
        assert!(
            found.contains("how many nodes it must match"),
            "{wrong}: {found}"
        );
    }
}

#[test]
fn later_actions_see_what_earlier_ones_did() {
    let value = corrected(
        "  - {target: $.b, description: d, x-matches: 1, update: {mark: true}}\n  - {target: '$[?@.mark]', description: d, x-matches: 1, update: {seen: 1}}",
    );
    assert_eq!(value["b"]["seen"], json!(1));
}

#[test]
fn every_changed_node_is_named() {
    let actions = "  - {target: '$.items[*]', description: why, x-matches: 3, update: {m: 1}}";
    let (_, applied) = apply(&document(), &overlay(actions).unwrap()).unwrap();
    assert_eq!(applied[0].nodes, ["/items/0", "/items/1", "/items/2"]);
    assert_eq!(applied[0].description, "why");
}

#[test]
fn an_action_that_matches_another_number_of_nodes_is_refused() {
    let text =
        objection("  - {target: '$.items[*]', description: d, x-matches: 2, update: {m: 1}}");
    assert!(text.starts_with("error[overlay-mismatch]: overlay.yaml#/actions/0: `$.items[*]` matches 3 nodes of document.json, not 2"));
    assert!(text.contains("set `x-matches: 3` in action 0"));
}

#[test]
fn an_action_whose_target_is_gone_says_to_delete_it() {
    let text = objection("  - {target: $.gone, description: d, x-matches: 1, update: {m: 1}}");
    assert!(text.contains("matches 0 nodes"), "{text}");
    assert!(text.contains("delete action 0"), "{text}");
}

#[test]
fn an_action_that_upstream_made_unnecessary_says_to_delete_it() {
    let text = objection("  - {target: $.b, description: d, x-matches: 1, update: {type: object}}");
    assert!(text.starts_with("error[overlay-stale]: overlay.yaml#/actions/0: the action changes nothing at document.json#/b"));
    assert!(text.contains("delete action 0 (`$.b`)"));
}

#[test]
fn every_objection_is_reported_at_once() {
    let text = objection(
        "  - {target: $.gone, description: d, x-matches: 1, update: {}}\n  - {target: $.b, description: d, x-matches: 9, update: {}}",
    );
    assert!(text.contains("/actions/0") && text.contains("/actions/1"));
}

#[test]
fn an_action_that_is_not_well_formed_is_refused() {
    for (action, why) in [
        (
            "{description: d, x-matches: 1, remove: true}",
            "the action has no target",
        ),
        (
            "{target: 'a b', description: d, x-matches: 1, remove: true}",
            "not a JSONPath",
        ),
        (
            "{target: $.a, x-matches: 1, remove: true}",
            "the action has no description",
        ),
        (
            "{target: $.a, description: d, remove: true}",
            "does not say how many nodes",
        ),
        (
            "{target: $.a, description: d, x-matches: 0, remove: true}",
            "does not say how many nodes",
        ),
        (
            "{target: $.a, description: d, x-matches: 1}",
            "neither updates nor removes",
        ),
        (
            "{target: $.a, description: d, x-matches: 1, update: {}, remove: true}",
            "or does both",
        ),
        (
            "{target: $.a, description: d, x-matches: 1, remove: true, updat: {}}",
            "`updat` is not a member",
        ),
        (
            "{target: $.a.type, description: d, x-matches: 1, update: {a: 1}}",
            "an update merges an object",
        ),
    ] {
        let text = objection(&format!("  - {action}"));
        assert!(text.contains(why), "{action}: {text}");
        assert!(text.contains("overlay.yaml#/actions/0"), "{text}");
    }
}

#[test]
fn a_file_that_is_not_an_overlay_is_refused() {
    for (text, why) in [
        ("openapi: 3.0.0\n", "not an Overlay 1.0 or 1.1 document"),
        (
            "overlay: 2.0.0\nactions: []\n",
            "not an Overlay 1.0 or 1.1 document",
        ),
        ("overlay: 1.1.0\n", "no list of actions"),
    ] {
        let source = Source {
            name: "o.yaml".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        assert!(
            parse(&source).unwrap_err().to_string().contains(why),
            "{text}"
        );
    }
}
