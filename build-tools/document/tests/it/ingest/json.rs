//! JSON syntax.

use super::*;
use insta::assert_snapshot;
use serde_json::{Value, json};

#[test]
fn broken_json_is_located_in_characters() {
    assert_snapshot!(reported(read_as("doc.json", "{\n  \"é\": \"é\" \"b\"\n}")), @r#"
    error[broken-json]: doc.json:2:12: this is not JSON: expected `,` or `}`
      help: fetch the source again; a download that was cut off looks like this
    "#);
}

#[test]
fn json_that_was_cut_off_is_located_at_its_end() {
    assert_snapshot!(reported(read_as("doc.json", "{\"a\": [1, 2")), @r#"
    error[broken-json]: doc.json:1:11: this is not JSON: EOF while parsing a list
      help: fetch the source again; a download that was cut off looks like this
    "#);
}

#[test]
fn text_after_the_outermost_object_is_broken_json() {
    assert_snapshot!(reported(read_as("doc.json", "{}\n{}")), @r#"
    error[broken-json]: doc.json:2:1: this is not JSON: trailing characters
      help: fetch the source again; a download that was cut off looks like this
    "#);
}

#[test]
fn a_number_beyond_double_range_is_broken_json() {
    assert_snapshot!(reported(read_as("doc.json", "{\"a\": 1e999}")), @r#"
    error[broken-json]: doc.json:1:12: this is not JSON: number out of range
      help: fetch the source again; a download that was cut off looks like this
    "#);
}

#[test]
fn keys_after_a_duplicate_are_remembered_too() {
    for (name, text) in [
        (
            "doc.json",
            "{\n\"a\": 1,\n\"a\": 2,\n\"b\": 3,\n\"b\": 4, \"a\": 5}",
        ),
        ("doc.yaml", "{\na: 1,\na: 2,\nb: 3,\nb: 4, a: 5}"),
    ] {
        let reported = reported(read_as(name, text));
        for duplicate in [
            "3:1: duplicate key `a` (first at line 2)",
            "5:1: duplicate key `b` (first at line 4)",
        ] {
            assert!(reported.contains(duplicate), "{reported}");
        }
        assert_eq!(reported.matches("duplicate key").count(), 3, "{reported}");
    }
}

#[test]
fn every_duplicate_key_is_located_in_document_order() {
    let content = "{\n  \"a\": {\"x/y\": 1, \"é\": 2,\n    \"x\\/y\": {\"b\": 1, \"b\": 2}},\n  \"l\": [{}, {\"c\": 1, \"c\": 1}], \"a\": 0\n}";
    assert_snapshot!(reported(read_as("doc.json", content)), @r#"
    error[duplicate-key]: doc.json:3:5: duplicate key `x/y` (first at line 2)
      help: keep one of the two
    error[duplicate-key]: doc.json:3:22: duplicate key `b` (first at line 3)
      help: keep one of the two
    error[duplicate-key]: doc.json:4:22: duplicate key `c` (first at line 4)
      help: keep one of the two
    error[duplicate-key]: doc.json:4:32: duplicate key `a` (first at line 2)
      help: keep one of the two
    "#);
}

#[test]
fn duplicate_keys_and_broken_syntax_are_both_reported() {
    let reported = reported(read_as("doc.json", "{\"a\": 1, \"a\": 2, }"));
    let codes: Vec<_> = reported
        .lines()
        .filter_map(|line| line.split(['[', ']']).nth(1))
        .collect();
    assert_eq!(codes, ["duplicate-key", "broken-json"]);
}

#[test]
fn members_keep_their_order_and_values_their_types() {
    let content = r#"{"z":null,"a":[true,-1,18446744073709551615,0.5,1e3,"\u00e9"],"m":{}}"#;
    let value = read_as("doc.json", content).unwrap().value;
    assert_eq!(
        value,
        json!({"z": null, "a": [true, -1, u64::MAX, 0.5, 1000.0, "é"], "m": {}})
    );
    assert_eq!(
        value.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["z", "a", "m"]
    );
}

#[test]
fn doubles_are_read_to_their_last_digit() {
    for number in [
        "0.9073038322028689",
        "-6.934698245112694e+276",
        "8.383658838626809e-78",
    ] {
        let exact: f64 = number.parse().unwrap();
        for content in [
            format!("{{\"a\":{number}}}"),
            format!("{{\"a\":[{number} , 2]}}"),
        ] {
            let written = canonical(read_as("doc.json", &content));
            assert!(
                written.contains(&Value::from(exact).to_string()),
                "{written}"
            );
        }
    }
}

#[test]
fn nesting_is_read_up_to_the_limit_and_refused_beyond() {
    let nested = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    assert!(read_as("doc.json", nested(50)).is_ok());
    assert_snapshot!(reported(read_as("doc.json", nested(51))), @r#"
    error[too-deep]: doc.json:1:251: nested deeper than 50 levels
      help: check that this is the API document; real ones do not nest this deep
    "#);
    let lists = format!("{{\"a\":{}", "[".repeat(100_000));
    assert!(reported(read_as("doc.json", lists)).starts_with("error[too-deep]: doc.json:1:55: "));
}
