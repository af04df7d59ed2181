//! Documents written to do harm: a crate of theirs is harmless, or there is
//! none.

use super::*;
use api_generate::package::{self, Files};
use std::fmt::Write as _;
use std::path::{Component, Path};

fn files(yaml: &str, name: &str) -> Files {
    package::files(&read(yaml), &[], None, name).unwrap().1
}

const HEAD: &str = "openapi: 3.0.3\n";

#[test]
fn no_title_or_version_leads_out_of_the_folder_or_into_the_manifest() {
    let yaml = format!(
        "{HEAD}info: {{title: \"../../etc/passwd\\\"\\n[dependencies]\\nevil = '1'\", version: \"1.0\\\"\\n[lib]\\npath='/etc/passwd'\"}}\npaths: {{/a: {{get: {{responses: {{}}}}}}}}\n"
    );
    let name = package::default_name(&read(&yaml));
    assert_eq!(name, "etc-passwd-dependencies-evil-1");
    for (file, text) in files(&yaml, &name) {
        let path = Path::new(&file);
        assert!(
            path.components()
                .all(|part| matches!(part, Component::Normal(_)))
        );
        if path.ends_with("Cargo.toml") {
            let manifest: toml::Table = text.parse().unwrap();
            assert!(!manifest.contains_key("lib"));
            assert!(
                !manifest["dependencies"]
                    .as_table()
                    .unwrap()
                    .contains_key("evil")
            );
        } else if path.extension().is_some_and(|name| name == "rs") {
            syn::parse_file(&text).unwrap();
        } else {
            assert!(!text.contains("evil = '1'"), "{text}");
        }
    }
}

#[test]
fn a_title_that_leaves_no_name_still_gives_one() {
    for title in ["", "...", "1", "日本", "con", "self"] {
        let yaml = format!("{HEAD}info: {{title: '{title}', version: ''}}\npaths: {{}}\n");
        let name = package::default_name(&read(&yaml));
        assert!(!files(&yaml, &name).is_empty(), "{title}");
    }
}

#[test]
fn text_ends_no_comment_and_turns_nothing() {
    let evil = "*/ pub fn evil() {} /* \\u202e \\u2066 <script>alert(1)</script> ``` \\r\\n#![feature(x)] \\\"";
    let yaml = format!(
        "{HEAD}info: {{title: \"{evil}\", description: \"{evil}\", version: \"{evil}\"}}\npaths:\n  /a:\n    get:\n      summary: \"{evil}\"\n      description: \"{evil}\"\n      operationId: \"{evil}\"\n      parameters: [{{name: \"{evil}\", in: query, description: \"{evil}\", schema: {{type: string, enum: [\"{evil}\", \"\"]}}}}]\n      responses: {{'200': {{description: \"{evil}\", content: {{application/json: {{schema: {{title: \"{evil}\", description: \"{evil}\", type: object, properties: {{\"{evil}\": {{type: string, description: \"{evil}\"}}}}}}}}}}}}}}\n"
    );
    for (file, text) in files(&yaml, "evil") {
        for turned in ['\u{202E}', '\u{2066}'] {
            let shown = text
                .lines()
                .any(|line| line.trim_start().starts_with("//") && line.contains(turned));
            assert!(!shown, "{file}");
        }
        assert!(!text.contains("/// <script>"), "{file}");
        if file.ends_with(".rs") {
            let parsed = syn::parse_file(&text).unwrap();
            let evil =
                |item: &syn::Item| matches!(item, syn::Item::Fn(item) if item.sig.ident == "evil");
            assert!(!parsed.items.iter().any(evil));
        }
    }
}

#[test]
fn a_version_that_no_header_takes_is_not_sent() {
    let yaml = format!("{HEAD}info: {{title: t, version: \"1\\n\\u00e9 x\"}}\npaths: {{}}\n");
    let code = &files(&yaml, "version")["src/generated.rs"];
    assert!(code.contains("\"1 x\""), "{code}");
}

#[test]
fn brackets_in_a_document_are_not_taken_for_ours() {
    let made = made(
        "
paths:
  /a:
    get:
      operationId: a
      parameters:
        - {name: \"q\\uE0001\\uE001\", in: query, schema: {type: string}}
        - {name: Q, in: query, schema: {type: string}}
        - {name: q, in: query, schema: {type: string}}
      responses: {}
",
    );
    let code = flat(&made.code)
        .replace("\\u{e000}", "\u{E000}")
        .replace("\\u{e001}", "\u{E001}");
    assert!(
        code.contains("QueryParam::new(\"q\u{E000}1\u{E001}\""),
        "{code}"
    );
    assert!(code.contains("QueryParam::new(\"Q\"") && code.contains("QueryParam::new(\"q\""));
}

#[test]
fn nothing_is_cut_out_between_texts_that_look_like_our_brackets() {
    let made = made(
        "
paths:
  /a:
    get:
      description: from \\u{e000} on
      operationId: a
      parameters:
        - {name: Q, in: query, description: 'to \\u{e001}', schema: {type: string}}
        - {name: q, in: query, schema: {type: string}}
      responses: {}
",
    );
    assert!(made.code.contains("from \\u{e000} on"), "{}", made.code);
    assert!(made.code.contains("to \\u{e001}"));
    assert!(flat(&made.code).contains("QueryParam::new(\"Q\""));
}

#[test]
fn a_document_that_leaves_no_character_for_our_brackets_is_refused() {
    let all: String = ('\u{E000}'..='\u{F8FF}').collect();
    let yaml = format!("{HEAD}info: {{title: t, description: {all}, version: '1'}}\npaths: {{}}\n");
    let found = pipeline::make(&read(&yaml), None, Target::Standalone, "test").unwrap_err();
    assert!(found.to_string().contains("private use"), "{found}");
}

#[test]
fn no_document_names_the_rust_types_of_its_crate() {
    let types = [
        ("marker", "marker::Foreign"),
        ("marker", "marker::x<{ std::process::abort() }>"),
        ("marker", "marker::a) {} fn evil("),
        ("std", "std::process::ExitCode"),
    ];
    for (name, path) in types {
        let foreign =
            format!("x-rust-type: {{crate: {name}, version: '*', path: '{path}', parameters: []}}");
        let yaml = format!(
            "
paths:
  /a:
    post:
      operationId: a
      parameters:
        - {{name: p, in: query, schema: {{type: string, {foreign}}}}}
      requestBody: {{content: {{application/json: {{schema: {{{foreign}}}}}}}}}
      responses:
        '200': {{description: d, headers: {{H: {{schema: {{{foreign}}}}}}}, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
        '400': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Error'}}}}}}}}
components:
  schemas:
    Error: {{type: object, required: [error], properties: {{error: {{$ref: '#/components/schemas/Details'}}}}}}
    Details: {{type: object, required: [code, message], properties: {{code: {{type: string}}, message: {{type: string}}, violations: {{type: array, items: {{$ref: '#/components/schemas/Violation'}}}}}}}}
    Violation: {{type: object, required: [property, message], properties: {{property: {{type: string}}, message: {{type: string}}}}}}
    Other: {{{foreign}}}
    Thing:
      type: object
      {foreign}
      properties:
        a: {{{foreign}}}
        b: {{type: array, items: {{{foreign}}}}}
        c: {{additionalProperties: {{{foreign}}}}}
        d: {{oneOf: [{{{foreign}}}, {{type: string}}], not: {{{foreign}}}}}
        e: {{allOf: [{{{foreign}}}, {{$ref: '#/components/schemas/Other'}}]}}
"
        );
        for target in [Target::Standalone, Target::Published] {
            let made = pipeline::make(&document(&yaml), None, target, "test")
                .unwrap_or_else(|found| panic!("{path}: {found}"));
            let code = flat(&made.code);
            for evil in ["Foreign", "abort", "fnevil", "ExitCode", "rust-type"] {
                assert!(!code.contains(evil), "{evil} by {path} in {target:?}");
            }
            assert!(made.report.contains("`x-rust-type`"), "{}", made.report);
        }
    }
}

#[test]
fn circles_of_every_kind_come_to_an_end() {
    for thing in [
        "{allOf: [{$ref: '#/components/schemas/Other'}]}\n    Other: {allOf: [{$ref: '#/components/schemas/Thing'}]}",
        "{oneOf: [{$ref: '#/components/schemas/Thing'}, {type: string}]}",
        "{anyOf: [{type: object, properties: {a: {$ref: '#/components/schemas/Thing'}}}, {$ref: '#/components/schemas/Thing'}]}",
        "{type: array, items: {$ref: '#/components/schemas/Thing'}}",
        "{type: object, additionalProperties: {$ref: '#/components/schemas/Thing'}}",
        "{not: {$ref: '#/components/schemas/Thing'}}",
        "{nullable: true, allOf: [{type: object, properties: {a: {$ref: '#/components/schemas/Thing'}}}]}",
    ] {
        let made = made(&schema(thing));
        assert!(made.code.contains("types::Thing"), "{thing}");
    }
}

#[test]
fn what_adds_to_a_union_that_it_is_in_comes_to_an_end() {
    const OTHER: &str = "
    Other:
      oneOf:
        - {type: object, properties: {a: {allOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Thing'}]}}}
        - {type: integer}
";
    for part in [
        "{required: [x]}",
        "{oneOf: [{type: object, properties: {c: {type: string}}}, {type: object, properties: {d: {type: string}}}]}",
        "{$ref: '#/components/schemas/Other'}",
    ] {
        let thing = format!(
            "{{oneOf: [{{type: object, properties: {{a: {{allOf: [{{$ref: '#/components/schemas/Thing'}}, {part}]}}}}}}, {{type: string}}]}}"
        );
        let made = made(&format!("{}{OTHER}", schema(&thing).trim_end()));
        assert!(made.code.contains("types::Thing"), "{part}");
        assert!(codes(&made).contains(&"untyped-schema"), "{part}");
    }
}

#[test]
fn a_schema_that_no_operation_uses_keeps_what_it_refers_to() {
    let made = made(
        "
paths:
  /a:
    get:
      operationId: a
      responses:
        '400': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/One'}}}}
        default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Two'}}}}
components:
  schemas:
    One: {type: object, properties: {a: {type: string}}}
    Two: {type: object, properties: {b: {type: string}}}
    Unused: {type: object, properties: {one: {$ref: '#/components/schemas/One'}}}
",
    );
    assert!(made.code.contains("pub struct One") && made.code.contains("pub struct Unused"));
    assert!(!made.code.contains("pub struct Two"));
}

#[test]
fn unions_of_what_is_merged_from_unions_are_bounded() {
    // Each schema is one of two things that the one before it is merged with.
    for key in ["anyOf", "oneOf"] {
        let mut schemas = schema("{type: object, properties: {a: {type: string}}}");
        let mut before = "Thing".to_owned();
        for level in 1..12 {
            let part = |name: char| {
                format!(
                    "{{allOf: [{{$ref: '#/components/schemas/{before}'}}, {{type: object, properties: {{{name}{level}: {{type: string}}}}}}]}}"
                )
            };
            let _ = writeln!(
                schemas,
                "    S{level}: {{{key}: [{}, {}]}}",
                part('x'),
                part('y')
            );
            before = format!("S{level}");
        }
        let made = made(&schemas);
        let untyped: Vec<&str> = made.warnings.iter().map(|one| one.rule.code).collect();
        assert!(untyped.len() > 7 && untyped.iter().all(|code| *code == "untyped-schema"));
        assert!(made.code.contains("types::Thing"));
    }
}

#[test]
fn schemas_that_say_nothing_possible_are_taken() {
    for thing in [
        "{}",
        "{type: object, required: [a, a]}",
        "{type: string, enum: [null]}",
        "{enum: []}",
        "{type: integer, enum: ['1']}",
        "{type: array, items: {type: string, enum: ['', ' ', '\"', \"'\", '\\\\', '{}', '{']}}",
        "{type: string, minimum: 5, properties: {a: {type: string}}}",
        "{allOf: []}",
        "{oneOf: [{}]}",
        "{oneOf: [{type: string}, {type: string}]}",
        "{anyOf: [{}, {type: string}]}",
        "{type: object, properties: {}}",
        "{type: object, discriminator: {propertyName: x}}",
        "{type: number, format: int32, multipleOf: 0.1}",
        "{type: string, format: secret-json}",
        "{nullable: true}",
        "{type: boolean, enum: [true]}",
        "{allOf: [{type: object, properties: {a: {type: string}}}, {oneOf: [{type: object, properties: {b: {type: string}}}, {type: object, properties: {c: {type: string}}}]}]}",
    ] {
        let made = made(&schema(thing));
        assert!(made.code.contains("types::"), "{thing}");
        syn::parse_file(&made.code).unwrap();
    }
}

#[test]
fn texts_of_any_length_are_cut_or_no_names() {
    let long = "x".repeat(200_000);
    let yaml = format!(
        "{HEAD}info: {{title: t, description: {long}, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: {long}\n      description: {long}\n      parameters: [{{name: {long}, in: query, schema: {{type: string}}}}, {{name: q, in: query, schema: {{type: string, enum: [{long}]}}}}]\n      responses: {{}}\n"
    );
    let made = pipeline::make(&read(&yaml), None, Target::Standalone, "test").unwrap();
    assert!(made.code.contains("pub fn get_a(&self)"));
    assert!(
        made.code
            .contains("q: given::Argument<Option<::std::string::String>>")
    );
    assert_eq!(codes(&made), ["parameter-left-out"]);
    assert!(made.code.len() < 160_000, "{}", made.code.len());
}

#[test]
fn a_property_with_an_endless_name_is_left_out() {
    let long = "x".repeat(100_000);
    let made = made(&schema(&format!(
        "{{type: object, required: [{long}, a], properties: {{? {long} : {{type: string}}, a: {{type: string}}}}}}"
    )));
    assert!(made.report.contains("are left out"), "{}", made.report);
    assert!(made.code.contains("pub a: ::std::string::String"));
    assert!(made.code.len() < 50_000, "{}", made.code.len());
}

#[test]
fn names_that_are_all_one_in_rust_are_all_there() {
    let mut paths = String::from("paths:\n");
    for length in 1..60 {
        let _ = writeln!(
            paths,
            "  /a{}: {{get: {{responses: {{}}}}}}",
            "-".repeat(length)
        );
    }
    let made = made(&paths);
    assert_eq!(made.code.matches("pub fn get_a").count(), 59);
}
