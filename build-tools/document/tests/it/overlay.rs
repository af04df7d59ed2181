//! The overlay stage: what it does, and every way it objects.

use api_document::diagnostic::Diagnostics;
use api_document::ingest::{Document, Source};
use api_document::overlay::{any, apply, idle, parse};
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
    parse(&text("1.0.0", actions))
}

fn text(version: &str, actions: &str) -> Source {
    let head = format!("overlay: {version}\ninfo: {{title: t, version: '1'}}\n");
    Source {
        name: "overlay.yaml".to_owned(),
        bytes: format!("{head}actions:\n{actions}").into_bytes(),
    }
}

/// What one action of another's overlay makes of the document, or why not.
fn by_others(version: &str, action: &str) -> Result<Value, String> {
    let (overlay, _) = any(&text(version, &format!("  - {action}"))).map_err(|e| e.to_string())?;
    let corrected = apply(&document(), &overlay).map_err(|e| e.to_string())?;
    Ok(corrected.0.value)
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

#[test]
fn in_1_1_a_list_is_appended_to_a_list_item_by_item() {
    let updated = |version, update: &str| {
        let action = format!("{{target: $.a.list, x-matches: 1, update: {update}}}");
        by_others(version, &action).unwrap()["a"]["list"].clone()
    };
    assert_eq!(updated("1.1.0", "[3, 4]"), json!([1, 2, 3, 4]));
    assert_eq!(updated("1.1.0", "{n: 3}"), json!([1, 2, { "n": 3 }]));
    assert_eq!(updated("1.1.0", "3"), json!([1, 2, 3]));
    assert_eq!(updated("1.1.7", "[[3]]"), json!([1, 2, [3]]));
    assert_eq!(updated("1.0.0", "[3, 4]"), json!([1, 2, [3, 4]]));
}

#[test]
fn in_1_1_a_single_value_replaces_a_single_value() {
    let action = "{target: $.a.type, x-matches: 1, update: string}";
    let value = by_others("1.1.0", action).unwrap();
    assert_eq!(value["a"]["type"], json!("string"));
    let action = "{target: '$.items[*].n', x-matches: 3, update: null}";
    let value = by_others("1.1.0", action).unwrap();
    assert_eq!(value["items"][1], json!({ "n": null }));
}

#[test]
fn in_1_1_what_does_not_go_together_is_told_with_its_action() {
    for (action, why) in [
        (
            "{target: $.a.type, update: {a: 1}}",
            "cannot update document.json#/a/type: expected a single value, to replace one, found an object of size 1",
        ),
        (
            "{target: $.a.type, update: [a]}",
            "expected a single value, to replace one, found a list of length 1",
        ),
        (
            "{target: $.a, update: [1]}",
            "expected an object, to merge into an object, found a list of length 1",
        ),
        (
            "{target: $.a, update: {type: {deep: 1}}}",
            "at `/type`, expected a single value, to replace one",
        ),
        (
            "{target: $, update: {a: {list: 3}}}",
            "at `/a/list`, expected a list, to append to a list, found `3`",
        ),
        (
            "{target: '$.a.*', update: 1}",
            "expected nodes of one form in document.json",
        ),
    ] {
        let found = by_others("1.1.0", action).unwrap_err();
        assert!(found.contains(why), "{action}: {found}");
        assert!(found.contains("error[overlay-mismatch]: overlay.yaml#/actions/0: "));
        assert!(found.contains("action 0"), "{found}");
    }
    let replaced = by_others("1.0.0", "{target: $.a, update: {type: {deep: 1}}}").unwrap();
    assert_eq!(replaced["a"]["type"], json!({ "deep": 1 }));
}

#[test]
fn a_copy_updates_with_what_the_document_has_elsewhere() {
    let copied = |target: &str, from: &str| {
        by_others("1.1.0", &format!("{{target: {target}, copy: {from}}}")).unwrap()
    };
    let b = json!({ "type": "object", "list": [1, 2] });
    assert_eq!(copied("$.b", "$.a")["b"], b);
    let items = json!([{ "n": 0 }, { "n": 1 }, { "n": 2 }, 1, 2]);
    assert_eq!(copied("$.items", "$.a.list")["items"], items);
    let value = copied("'$.items[0].n'", "'$.items[2].n'");
    assert_eq!(value["items"][0], json!({ "n": 2 }));
}

#[test]
fn a_copy_sees_what_earlier_actions_did() {
    let actions = "  - {target: $, description: d, x-matches: 1, update: {c: {}}}\n  - {target: $.b, description: d, x-matches: 1, update: {new: 1}}\n  - {target: $.c, description: d, x-matches: 1, copy: $.b}\n";
    let overlay = parse(&text("1.1.0", actions)).unwrap();
    let (corrected, applied) = apply(&document(), &overlay).unwrap();
    assert_eq!(corrected.value["c"], json!({ "type": "object", "new": 1 }));
    assert_eq!(applied[2].verb, "copy");
}

#[test]
fn a_copy_of_another_number_of_nodes_than_one_is_refused() {
    for (version, action, why) in [
        (
            "1.1.0",
            "{target: $.b, copy: $.gone}",
            "expected one node to copy at `$.gone` of document.json, found 0",
        ),
        ("1.1.0", "{target: $.b, copy: '$.items[*]'}", "found 3"),
        (
            "1.1.0",
            "{target: $.b, copy: 'a b'}",
            "the copy `a b` is not a JSONPath",
        ),
        (
            "1.1.0",
            "{target: $.b, copy: {a: 1}}",
            "expected a JSONPath in `copy`",
        ),
        (
            "1.1.0",
            "{target: $.b, copy: $.a, update: {}}",
            "exactly one of",
        ),
        (
            "1.1.0",
            "{target: $.a.type, copy: $.b}",
            "expected a single value, to replace one",
        ),
        (
            "1.0.0",
            "{target: $.b, copy: $.a}",
            "start the file with `overlay: 1.1.0`",
        ),
    ] {
        let found = by_others(version, action).unwrap_err();
        assert!(found.contains(why), "{action}: {found}");
    }
}

#[test]
fn an_overlay_of_others_goes_without_our_marks_with_a_warning() {
    let actions = "  - {target: $.a, update: {type: string}}\n  - {target: $.gone, remove: true}\n  - {target: $.b, update: {type: object}}\n  - {target: $.b, x-matches: 1, remove: true, update: {}}\n";
    let (overlay, warnings) = any(&text("1.0.0", actions)).unwrap();
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert!(
        warnings[0].contains("[unmarked-overlay]: overlay.yaml#/actions/0: actions without a number of nodes to match: 0, 1, 2\n"),
        "{warnings:?}"
    );
    let (corrected, _) = apply(&document(), &overlay).unwrap();
    assert_eq!(corrected.value["a"]["type"], json!("string"));
    assert_eq!(corrected.value.get("b"), None);
    let idle = idle(&document(), &overlay);
    let told: Vec<&str> = idle.iter().map(|one| one.message.as_str()).collect();
    assert!(told[0].starts_with("`$.gone` matches 0 nodes"), "{told:?}");
    assert!(told[1].starts_with("the action changes nothing at document.json#/b"));
    assert_eq!(told.len(), 2);
    let ours = parse(&text("1.0.0", actions)).unwrap_err().to_string();
    assert_eq!(ours.matches("error[invalid-overlay]").count(), 4, "{ours}");
}

#[test]
fn a_number_of_matches_holds_in_an_overlay_of_others_too() {
    let (overlay, warnings) = any(&text(
        "1.1.0",
        "  - {target: $.gone, x-matches: 1, remove: true}",
    ))
    .unwrap();
    assert!(warnings.is_empty() && idle(&document(), &overlay).is_empty());
    let found = apply(&document(), &overlay).unwrap_err().to_string();
    assert!(found.contains("matches 0 nodes of document.json, not 1"));
}
