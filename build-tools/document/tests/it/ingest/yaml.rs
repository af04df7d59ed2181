//! YAML syntax, and what its scalars become.

use super::*;
use api_document::bundle::Bundle;
use api_document::diagnostic::Diagnostic;
use api_document::ingest::{api_version, openapi_version};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn value_of(content: &str) -> Value {
    read_as("doc.yaml", content)
        .unwrap_or_else(|found| panic!("{found}"))
        .value
}

#[test]
fn broken_yaml_is_located() {
    assert_snapshot!(reported(read_as(
            "doc.yaml",
            "openapi: 3.0.3\ninfo:\n  title: [é, b\npaths: {}\n"
        )), @r#"
    error[broken-yaml]: doc.yaml:4:6: this is not YAML: illegal placement of ':' indicator
      help: correct it there or just above; a download that was cut off looks like this
    "#);
}

#[test]
fn a_tab_as_indentation_is_located() {
    assert_snapshot!(reported(read_as("doc.yaml", "info:\n\ttitle: T\n")), @r#"
    error[broken-yaml]: doc.yaml:2:2: this is not YAML: tabs disallowed within this context (block indentation)
      help: correct it there or just above; a download that was cut off looks like this
    "#);
}

#[test]
fn every_duplicate_key_is_located_in_document_order() {
    let content =
        "paths:\n  /a: {é: 1, é: 2}\n  /b:\n    - x: 1\n      x: {y: 1, y: 2}\n200: a\n'200': b\n";
    assert_snapshot!(reported(read_as("doc.yaml", content)), @r#"
    error[duplicate-key]: doc.yaml:2:14: duplicate key `é` (first at line 2)
      help: keep one of the two
    error[duplicate-key]: doc.yaml:5:7: duplicate key `x` (first at line 4)
      help: keep one of the two
    error[duplicate-key]: doc.yaml:5:17: duplicate key `y` (first at line 5)
      help: keep one of the two
    error[duplicate-key]: doc.yaml:7:1: duplicate key `200` (first at line 6)
      help: keep one of the two
    "#);
}

#[test]
fn keys_are_text_whatever_they_look_like() {
    let content =
        "200: a\n1.0: b\nnull: c\n~: j\nyes: d\n2024-05-20: e\n? f\n: g\n\"\": h\n0x10: i\n";
    assert_eq!(
        value_of(content),
        json!({
            "200": "a", "1.0": "b", "null": "c", "~": "j", "yes": "d", "2024-05-20": "e", "f": "g", "": "h",
            "0x10": "i",
        })
    );
}

#[test]
fn a_key_that_is_no_text_is_refused() {
    assert_snapshot!(reported(read_as("doc.yaml", "a: 1\n? [b]\n: 2\n")), @r#"
    error[unusable-key]: doc.yaml:2:3: an object or list cannot name a member of a JSON object
      help: use plain text as the key
    "#);
    assert_snapshot!(reported(read_as("doc.yaml", "a: 1\n: 2\n")), @r#"
    error[unusable-key]: doc.yaml:2:1: an empty key cannot name a member of a JSON object
      help: use plain text as the key
    "#);
    assert_snapshot!(reported(read_as("doc.yaml", "a: &x [1]\n*x : 2\n")), @r#"
    error[unusable-key]: doc.yaml:2:1: an alias of something other than text cannot name a member of a JSON object
      help: use plain text as the key
    "#);
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    let content = "
        a: [null, ~, Null, NULL, ]
        b: [true, False, TRUE, yes, no, on, off, y, n]
        c: [0, -0, +7, -7, 0o17, 0x1F, 18446744073709551615, -9223372036854775808]
        d: [1.0, .5, 5., -1.5e3, 1e3, +1E-2]
        e: [1_000, 0b1, 1:30, 1e, e1, ., '', 1.2.3, 2024-05-20, 0x, 0xG, -0x1]";
    assert_eq!(
        value_of(content),
        json!({
            "a": [null, null, null, null],
            "b": [true, false, true, "yes", "no", "on", "off", "y", "n"],
            "c": [0, 0, 7, -7, 15, 31, u64::MAX, i64::MIN],
            "d": [1.0, 0.5, 5.0, -1500.0, 1000.0, 0.01],
            "e": [
                "1_000", "0b1", "1:30", "1e", "e1", ".", "", "1.2.3", "2024-05-20", "0x",
                "0xG", "-0x1",
            ],
        })
    );
}

#[test]
fn quoted_and_block_scalars_are_text() {
    assert_eq!(
        value_of("a: '1'\nb: \"true\"\nc: |\n  null\nd: >-\n  1\n  2\n"),
        json!({"a": "1", "b": "true", "c": "null\n", "d": "1 2"})
    );
}

#[test]
fn leading_zeros_keep_a_number_text() {
    assert_eq!(
        value_of("a: [00123, -01, 01.5, 0, 0.5]"),
        json!({"a": ["00123", "-01", "01.5", 0, 0.5]})
    );
}

#[test]
fn an_integer_beyond_64_bits_becomes_the_nearest_double_as_in_json() {
    let digits = "18446744073709551616";
    let json = read_as("doc.json", format!("{{\"a\": {digits}}}")).unwrap();
    assert_eq!(value_of(&format!("a: {digits}")), json.value);
}

#[test]
fn a_number_that_json_does_not_have_is_refused() {
    assert_snapshot!(reported(read_as(
            "doc.yaml",
            "a: [.nan, -.inf, 1e999]\nb: 0xFFFFFFFFFFFFFFFFF\n"
        )), @r#"
    error[unusable-number]: doc.yaml:1:5: `.nan` is not a JSON number
      help: write a finite number of at most double size, or quote it as text
    error[unusable-number]: doc.yaml:1:11: `-.inf` is not a JSON number
      help: write a finite number of at most double size, or quote it as text
    error[unusable-number]: doc.yaml:1:18: `1e999` is not a JSON number
      help: write a finite number of at most double size, or quote it as text
    error[unusable-number]: doc.yaml:2:4: `0xFFFFFFFFFFFFFFFFF` is not a JSON number
      help: write a finite number of at most double size, or quote it as text
    "#);
}

#[test]
fn versions_keep_their_text_unquoted() {
    let dated = read_as("doc.yaml", "openapi: 3.0.0\ninfo:\n  version: 2024-05-20\n").unwrap();
    assert_eq!(api_version(&dated), Some("2024-05-20"));
    let decimal = read_as(
        "doc.yaml",
        "openapi: 3.0\ninfo: {version: 1.10, x: {version: 1.10}}\n",
    )
    .unwrap();
    assert_eq!(api_version(&decimal), Some("1.10"));
    assert_eq!(openapi_version(&decimal), Some("3.0"));
    assert_eq!(decimal.value["info"]["x"]["version"], json!(1.1));
    assert_eq!(
        value_of("openapi: [1.10]\ninfo: {version: {a: 1.10}}\n"),
        json!({"openapi": [1.1], "info": {"version": {"a": 1.1}}})
    );
}

#[test]
fn core_tags_are_obeyed() {
    assert_eq!(
        value_of(
            "a: !!str 1\nb: !!int '2'\nc: !!float 3\nd: ! 4\ne: !!map {}\nf: !!seq []\ng: !!bool 'true'\nh: !!null ''\n"
        ),
        json!({"a": "1", "b": 2, "c": 3, "d": "4", "e": {}, "f": [], "g": true, "h": null})
    );
}

#[test]
fn tags_without_a_meaning_in_json_are_refused() {
    assert_snapshot!(reported(read_as(
            "doc.yaml",
            "a: !env HOME\nb: !!int x\nc: !!set {d}\n!x e: 1\n"
        )), @r#"
    error[unusable-tag]: doc.yaml:1:9: the tag `!env` has no meaning here
      help: remove the tag; quote the value if it is meant as text
    error[unusable-tag]: doc.yaml:2:10: the tag `!!int` has no meaning here
      help: remove the tag; quote the value if it is meant as text
    error[unusable-tag]: doc.yaml:3:10: the tag `!!set` has no meaning here
      help: remove the tag; quote the value if it is meant as text
    error[unusable-tag]: doc.yaml:4:4: the tag `!x` has no meaning here
      help: remove the tag; quote the value if it is meant as text
    "#);
}

#[test]
fn anchors_and_merge_keys_are_written_out() {
    let content = "
        base: &base {a: 1, b: 2}
        more: &more {b: 3, c: 4}
        name: &name key
        one: {b: 0, <<: *base}
        two: {<<: [*more, *base], d: 5}
        copy: *base
        *name : 6
        quoted: {'<<': 7}";
    assert_eq!(
        value_of(content),
        json!({
            "base": {"a": 1, "b": 2}, "more": {"b": 3, "c": 4}, "name": "key",
            "one": {"b": 0, "a": 1}, "two": {"d": 5, "b": 3, "c": 4, "a": 1},
            "copy": {"a": 1, "b": 2}, "key": 6, "quoted": {"<<": 7},
        })
    );
}

#[test]
fn a_merge_key_needs_objects() {
    assert_snapshot!(reported(read_as("doc.yaml", "a:\n  <<: 1\n  b: 2\n")), @r#"
    error[unusable-merge-key]: doc.yaml:2:3: expected an object to merge
      help: set `<<` to an object or a list of objects
    "#);
}

#[test]
fn an_alias_inside_its_own_value_is_refused() {
    assert_snapshot!(reported(read_as("doc.yaml", "a: &a\n  b: *a\n")), @r#"
    error[cyclic-alias]: doc.yaml:2:6: the alias is inside the value it refers to
      help: write the value out; JSON cannot contain itself
    "#);
}

#[test]
fn an_unknown_alias_is_broken_yaml() {
    assert_snapshot!(reported(read_as("doc.yaml", "a: *b\n")), @r#"
    error[broken-yaml]: doc.yaml:1:4: this is not YAML: while parsing node, found unknown anchor
      help: correct it there or just above; a download that was cut off looks like this
    "#);
}

#[test]
fn an_alias_bomb_is_refused() {
    let level = |level: usize| {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        format!("a{level}: &a{level} [{aliases}]\n")
    };
    let levels: Vec<_> = (1..30).map(level).collect();
    let bomb = format!(
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n{}",
        levels.concat()
    );
    assert_snapshot!(reported(read_as("doc.yaml", bomb)), @r#"
    error[too-many-aliases]: doc.yaml:6:45: the aliases of this source expand to too many values
      help: use `$ref` and components for what is shared
    "#);
}

#[test]
fn aliases_cannot_nest_beyond_the_limit() {
    let level = |level: usize| format!("a{level}: &a{level} [*a{}]\n", level - 1);
    let levels: Vec<_> = (1..=50).map(level).collect();
    let nested = format!("a0: &a0 []\n{}", levels.concat());
    assert_snapshot!(reported(read_as("doc.yaml", nested)), @r#"
    error[too-deep]: doc.yaml:50:12: nested deeper than 50 levels
      help: check that this is the API document; real ones do not nest this deep
    "#);
}

#[test]
fn nesting_is_read_up_to_the_limit_and_refused_beyond() {
    let nested = |depth: usize| format!("a: {}1{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    assert!(read_as("doc.yaml", nested(50)).is_ok());
    assert_snapshot!(reported(read_as("doc.yaml", nested(51))), @r#"
    error[too-deep]: doc.yaml:1:53: nested deeper than 50 levels
      help: check that this is the API document; real ones do not nest this deep
    "#);
    for opened in ["[", "{a: ", "- ", "? "] {
        let deep = format!("a:\n  {}", opened.repeat(100_000));
        let reported = reported(read_as("doc.yaml", deep));
        assert!(!reported.is_empty(), "{opened}");
    }
}

#[test]
fn a_second_document_in_one_source_is_refused() {
    assert_snapshot!(reported(read_as("doc.yaml", "openapi: 3.0.3\n---\nopenapi: 3.0.3\n")), @r#"
    error[several-yaml-documents]: doc.yaml:2:1: a second YAML document starts here
      help: split the source, so that each holds one document
    "#);
}

#[test]
fn document_markers_around_one_document_are_fine() {
    assert_eq!(value_of("%YAML 1.2\n---\na: 1\n...\n"), json!({"a": 1}));
}

#[test]
fn windows_line_ends_make_no_difference() {
    let unix = "openapi: 3.0.3\ninfo:\n  description: |\n    a\n    b\n";
    assert_eq!(value_of(&unix.replace('\n', "\r\n")), value_of(unix));
}

/// Values that are texts in a schema of texts, whatever they are elsewhere.
const TEXTS: &str = "
components:
  schemas:
    Version: {type: string, enum: [1.10, 12e03, 0x1F, +1, 1.0, true, False, ~, 08, 'x'], default: 1.10, example: 1e3}
    Constant: {type: [string, 'null'], const: 2.50, examples: [0o17, 1]}
    Shared: {type: string, enum: &values [2.20, &one 3.30]}
    Again: {type: string, enum: *values, default: *one}
    properties: {type: object, properties: {default: {type: string, enum: [4.40]}, type: {type: string, example: 5.50}}}
    Number: {type: number, enum: [1.10, 12e03], default: 1.50}
    Either: {type: [string, number], enum: [1.10]}
    Example: {example: {type: string, enum: [1.10]}, x-more: {type: string, default: 1.10}}
";

#[test]
fn a_text_of_a_schema_is_kept_as_it_is_written() {
    let value = value_of(TEXTS);
    let schemas = &value["components"]["schemas"];
    let versions = json!([
        "1.10", "12e03", "0x1F", "+1", "1.0", "true", "False", null, "08", "x"
    ]);
    assert_eq!(
        schemas["Version"],
        json!({"type": "string", "enum": versions, "default": "1.10", "example": "1e3"})
    );
    assert_eq!(schemas["Constant"]["const"], "2.50");
    assert_eq!(schemas["Constant"]["examples"], json!(["0o17", "1"]));
    assert_eq!(schemas["Shared"]["enum"], json!(["2.20", "3.30"]));
    assert_eq!(schemas["Again"]["enum"], json!(["2.20", "3.30"]));
    assert_eq!(schemas["Again"]["default"], "3.30");
    let inner = &schemas["properties"]["properties"];
    assert_eq!(inner["default"]["enum"], json!(["4.40"]));
    assert_eq!(inner["type"]["example"], "5.50");
}

#[test]
fn a_number_stays_one_where_a_schema_takes_it() {
    let value = value_of(TEXTS);
    let schemas = &value["components"]["schemas"];
    assert_eq!(schemas["Number"]["enum"], json!([1.1, 12000.0]));
    assert_eq!(schemas["Number"]["default"], 1.5);
    assert_eq!(schemas["Either"]["enum"], json!([1.1]));
    assert_eq!(schemas["Example"]["example"]["enum"], json!([1.1]));
    assert_eq!(schemas["Example"]["x-more"]["default"], 1.1);
}

fn mistyped(source: Source) -> Vec<Diagnostic> {
    Bundle::alone(source).mistyped()
}

#[test]
fn what_is_of_another_type_is_told_as_it_is_written() {
    let content = "a: {type: string, enum: [1.10, x], default: true, example: 5}\nb: {type: integer, enum: [1, 2.0, x, 2.5]}\nc: {type: number, enum: [1], default: null}\n";
    let told: Vec<String> = mistyped(source("doc.yaml", content))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    error[value-of-another-type]: doc.yaml#/a/enum/0: expected `string`, found `1.10` without quotes
      help: put it in quotes, or correct the type
    error[value-of-another-type]: doc.yaml#/a/default: expected `string`, found `true` without quotes
      help: put it in quotes, or correct the type
    error[value-of-another-type]: doc.yaml#/b/enum/2: expected `integer`, found `"x"`
      help: correct the value or the type
    error[value-of-another-type]: doc.yaml#/b/enum/3: expected `integer`, found `2.5`
      help: correct the value or the type
    "#);
    let json = r#"{"a": {"type": "string", "const": 1.10, "enum": [true]}}"#;
    let told: Vec<String> = mistyped(source("doc.json", json))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    error[value-of-another-type]: doc.json#/a/enum/0: expected `string`, found `true` without quotes
      help: put it in quotes, or correct the type
    error[value-of-another-type]: doc.json#/a/const: expected `string`, found `1.10` without quotes
      help: put it in quotes, or correct the type
    "#);
    let read = read_as("doc.json", json).unwrap().value;
    assert_eq!(
        read["a"],
        json!({"type": "string", "const": "1.10", "enum": ["true"]})
    );
    assert!(mistyped(source("doc.yaml", "a: {type: string, enum: ['1.10']}\n")).is_empty());
}
