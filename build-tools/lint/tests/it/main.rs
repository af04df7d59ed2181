//! `lint`: what is legal in a document but makes poor code, and what is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use api_document::bundle::Bundle;
use api_document::ingest::Source;
use api_document::located::Located;
use api_document::rule::Severity;
use api_generate::package::lacking;
use api_lint::lint;
use serde_json::Value;
use std::fmt::Write as _;

fn lint_all(source: &Source) -> Vec<Located> {
    lint(&Bundle::alone(source.clone()), |_| None, lacking)
}

fn source(text: &str) -> Source {
    Source {
        name: "api.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// The findings on a document with one operation, whose query parameters,
/// answer and components are these.
fn findings(parameters: &str, answer: &str, components: &str) -> Vec<Located> {
    lint_all(&source(&format!(
        "openapi: 3.0.3
info: {{title: t, version: '1'}}
paths:
  /a:
    get:
      operationId: a
      parameters: [{parameters}]
      responses:
        '200': {{description: d, content: {{application/json: {{schema: {answer}}}}}}}
components:
  schemas:
    Unused: {{type: string}}
{components}"
    )))
}

/// The code, line and pointer of each finding.
fn reported(findings: &[Located]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let text = finding.to_string();
            let place = text.split(": ").nth(1).unwrap();
            let place = place.strip_prefix("api.yaml").unwrap();
            format!("{} {place}", finding.diagnostic.rule.code)
        })
        .collect()
}

fn in_answer(schema: &str) -> Vec<String> {
    reported(&findings("", schema, ""))
}

fn in_component(components: &str) -> Vec<String> {
    let answer = "{$ref: '#/components/schemas/Thing'}";
    reported(&findings("", answer, components))
}

const ANSWER: &str = ":9#/paths/~1a/get/responses/200/content/application~1json/schema";

#[test]
fn a_good_document_has_no_findings() {
    let thing =
        "    Thing: {type: object, properties: {id: {type: string}, count: {type: integer}}}\n";
    assert_eq!(in_component(thing), Vec::<String>::new());
}

#[test]
fn an_object_without_members_is_found_where_it_stands() {
    let place = "untyped-object :13#/components/schemas/Thing/properties/environment";
    let thing = "    Thing:\n      properties: {environment: {type: object, nullable: true}}\n";
    assert_eq!(in_component(thing), [place.replace(":13", ":14")]);
    assert_eq!(in_answer("{}"), [format!("untyped-object {ANSWER}")]);
    for said in [
        "{type: object, additionalProperties: true}",
        "{type: object, additionalProperties: {type: string}}",
        "{type: string}",
        "{allOf: [{type: string}]}",
    ] {
        assert_eq!(in_answer(said), Vec::<String>::new(), "{said}");
    }
}

#[test]
fn one_component_is_told_of_once_however_often_it_is_used() {
    let thing = "    Thing:
      type: object
      properties:
        one: {$ref: '#/components/schemas/Any'}
        two: {$ref: '#/components/schemas/Any'}
    Any: {type: object}
";
    let expected = "untyped-object :18#/components/schemas/Any";
    assert_eq!(in_component(thing), [expected]);
}

#[test]
fn a_closed_list_is_poor_in_answers_alone() {
    let list = "{type: string, enum: [on, off]}";
    let expected = format!("closed-response-enum {ANSWER}");
    assert_eq!(in_answer(list), [expected]);
    assert_eq!(
        in_answer("{type: string, enum: [tag]}"),
        Vec::<String>::new()
    );
    let sent = format!("{{name: q, in: query, schema: {list}}}");
    assert_eq!(
        reported(&findings(&sent, "{type: string}", "")),
        Vec::<String>::new()
    );
}

#[test]
fn a_decimal_is_more_than_a_double_holds() {
    let found = [format!("decimal-as-double {ANSWER}")];
    assert_eq!(
        in_answer("{type: number, format: decimal, multipleOf: 0.01}"),
        found
    );
    for schema in [
        "{type: string, format: decimal}",
        "{type: number, format: double}",
        "{type: number}",
    ] {
        assert_eq!(in_answer(schema), Vec::<String>::new(), "{schema}");
    }
}

#[test]
fn an_integer_beyond_64_bits_is_told() {
    let found = [format!("integer-too-wide {ANSWER}")];
    for schema in [
        "{type: integer, maximum: 18446744073709551615}",
        "{type: integer, minimum: -1, maximum: 18446744073709551615}",
        "{type: integer, minimum: -2, exclusiveMinimum: true, maximum: 18446744073709551615}",
        "{type: integer, minimum: -170141183460469231731687303715884105728}",
        "{type: integer, minimum: 0, maximum: 340282366920938463463374607431768211455}",
        "{type: integer, enum: [1, 18446744073709551615]}",
        "{type: integer, default: 1e30}",
    ] {
        assert_eq!(in_answer(schema), found, "{schema}");
    }
    for schema in [
        "{type: integer, minimum: 0, maximum: 18446744073709551615}",
        "{type: integer, minimum: -1, exclusiveMinimum: true, maximum: 18446744073709551615}",
        "{type: integer, format: uint64, maximum: 18446744073709551615}",
        "{type: integer, minimum: -9223372036854775808, maximum: 9223372036854775807}",
        // As JavaScript writes the limits.
        "{type: integer, minimum: -9223372036854776000, maximum: 9223372036854776000}",
        "{type: integer, minimum: 0, maximum: 18446744073709552000}",
        "{type: number, maximum: 1e30}",
    ] {
        assert_eq!(in_answer(schema), Vec::<String>::new(), "{schema}");
    }
}

#[test]
fn a_number_that_counts_is_an_integer_in_disguise() {
    let parameter = |schema: &str, name: &str| {
        let parameter = format!("{{name: {name}, in: query, schema: {schema}}}");
        reported(&findings(&parameter, "{type: string}", ""))
    };
    let found = ["number-for-integer :7#/paths/~1a/get/parameters/0/schema"];
    for (schema, name) in [
        ("{type: number}", "limit"),
        ("{type: number}", "pageSize"),
        ("{type: number, example: 10}", "retry_count"),
        ("{type: number, multipleOf: 5}", "q"),
        ("{type: number, enum: [1, 2]}", "q"),
        ("{type: number, format: int32}", "q"),
    ] {
        assert_eq!(parameter(schema, name), found, "{name}: {schema}");
    }
    for (schema, name) in [
        ("{type: integer}", "limit"),
        ("{type: number}", "ratio"),
        ("{type: number, format: double}", "count"),
        ("{type: number, example: 0.5}", "limit"),
        ("{type: number, multipleOf: 0.01}", "total"),
    ] {
        assert_eq!(
            parameter(schema, name),
            Vec::<String>::new(),
            "{name}: {schema}"
        );
    }
}

#[test]
fn the_rarer_spelling_of_a_field_is_found_across_operations() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {operationId: a, responses: {'200': {$ref: '#/components/responses/A'}}}
  /b:
    get: {operationId: b, responses: {'200': {$ref: '#/components/responses/B'}}}
  /c:
    get: {operationId: c, responses: {'200': {$ref: '#/components/responses/C'}}}
components:
  responses:
    A: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
    B: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
    C: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/C'}}}}
  schemas:
    A: {type: object, properties: {rate_limit: {$ref: '#/components/schemas/Limit'}}}
    B: {type: object, properties: {rateLimit: {$ref: '#/components/schemas/Limit'}}}
    C: {type: object, properties: {rate_limit: {$ref: '#/components/schemas/Limit'}}}
    Limit: {type: integer}
";
    let findings = lint_all(&source(text));
    let expected = "mixed-casing :17#/components/schemas/B/properties/rateLimit";
    assert_eq!(reported(&findings), [expected]);
    let message = &findings[0].diagnostic.message;
    assert_eq!(message, "GET /b: `rateLimit` is `rate_limit` elsewhere");
}

#[test]
fn names_of_headers_have_no_case() {
    let parameters = "{name: x-page, in: header, schema: {type: string}}, {name: X-Page, in: query, schema: {type: string}}";
    assert_eq!(
        reported(&findings(parameters, "{type: string}", "")),
        Vec::<String>::new()
    );
}

#[test]
fn errors_of_several_kinds_are_found_within_an_operation_and_across() {
    let operation = |path: &str, errors: &[(&str, &str)]| {
        let mut text = format!(
            "  /{path}:\n    get:\n      operationId: {path}\n      responses:\n        '204': {{description: d}}\n"
        );
        for (status, name) in errors {
            let content = match *name {
                "" => String::new(),
                name => format!(
                    ", content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
                ),
            };
            let _ = writeln!(text, "        '{status}': {{description: d{content}}}");
        }
        text
    };
    let document = |operations: &[String]| {
        let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n";
        let errors = "components:\n  schemas:\n    One: {type: object, properties: {a: {type: string}}}\n    Two: {type: object, properties: {b: {type: string}}}\n";
        lint_all(&source(&format!("{head}{}{errors}", operations.concat())))
    };
    let alike = operation("a", &[("400", "One"), ("404", "One")]);
    assert_eq!(
        reported(&document(std::slice::from_ref(&alike))),
        Vec::<String>::new()
    );
    let found = document(&[operation(
        "b",
        &[("400", "One"), ("404", "Two"), ("500", "")],
    )]);
    assert_eq!(
        reported(&found),
        ["inconsistent-error-types :7#/paths/~1b/get/responses"]
    );
    assert_eq!(
        found[0].diagnostic.message,
        "GET /b has 3 kinds of error: no body for 500; `One` for 400; `Two` for 404"
    );
    let other = operation("c", &[("400", "Two")]);
    let found = document(&[alike, operation("d", &[("500", "One")]), other]);
    assert_eq!(reported(&found).len(), 1, "{:?}", reported(&found));
    assert_eq!(
        found[0].diagnostic.message,
        "GET /c answers errors with `Two`, most operations with `One`"
    );
}

#[test]
fn names_that_are_one_in_rust_are_found_in_every_kind() {
    let properties =
        "{type: object, properties: {fooBar: {type: string}, foo_bar: {type: string}}}";
    let found = in_answer(properties);
    let collision = format!("rust-name-collision {ANSWER}/properties/foo_bar");
    assert!(found.contains(&collision), "{found:?}");
    let values = in_answer("{type: string, enum: [a-b, a_b]}");
    assert!(
        values.contains(&format!("rust-name-collision {ANSWER}/enum/1")),
        "{values:?}"
    );
    let schemas = in_component("    Thing: {type: string}\n    thing: {type: string}\n");
    assert_eq!(
        schemas,
        ["rust-name-collision :14#/components/schemas/thing"]
    );
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {operationId: getIt, responses: {'204': {description: d}}}\n  /b:\n    get: {operationId: get_it, responses: {'204': {description: d}}}\n";
    assert_eq!(
        reported(&lint_all(&source(text))),
        ["rust-name-collision :7#/paths/~1b/get"]
    );
}

#[test]
fn a_name_that_is_a_digest_is_found() {
    let thing = "    Thing: {$ref: '#/components/schemas/43bcdb2376818c770704c'}\n    43bcdb2376818c770704c: {type: string}\n    defaced: {type: string}\n";
    let expected = "opaque-schema-name :14#/components/schemas/43bcdb2376818c770704c";
    assert_eq!(in_component(thing), [expected]);
}

#[test]
fn an_operation_without_a_name_is_found() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {responses: {'204': {description: d}}}\n";
    assert_eq!(
        reported(&lint_all(&source(text))),
        ["missing-operation-id :5#/paths/~1a/get"]
    );
}

#[test]
fn a_union_whose_first_part_takes_all_is_found() {
    let cat = "{type: object, required: [name], properties: {name: {type: string}}}";
    let dog = "{type: object, required: [name, bark], properties: {name: {type: string}, bark: {type: string}}}";
    let union = |parts: &[&str]| in_answer(&format!("{{oneOf: [{}]}}", parts.join(", ")));
    assert_eq!(
        union(&[cat, dog]),
        [format!("ambiguous-union {ANSWER}/oneOf")]
    );
    assert_eq!(union(&[dog, cat]), Vec::<String>::new());
    let tagged = |kind: &str| {
        format!(
            "{{type: object, required: [kind], properties: {{kind: {{type: string, enum: [{kind}]}}}}}}"
        )
    };
    assert_eq!(union(&[&tagged("a"), &tagged("b")]), Vec::<String>::new());
    assert_eq!(
        union(&["{type: string}", "{type: integer}"]),
        Vec::<String>::new()
    );
}

#[test]
fn what_a_crate_would_lack_is_told_of_too() {
    let thing = "    Thing: {allOf: [{$ref: '#/components/schemas/Thing'}]}\n";
    let expected = "untyped-schema :13#/components/schemas/Thing";
    assert!(
        in_component(thing).contains(&expected.to_owned()),
        "{:?}",
        in_component(thing)
    );
}

#[test]
fn a_document_that_is_not_valid_has_its_errors_and_its_warnings() {
    let findings = findings(
        "",
        "{type: object}",
        "    Bad: {$ref: '#/components/schemas/Gone'}\n",
    );
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert_eq!(severities, [Severity::Warning, Severity::Error]);
    assert_eq!(
        reported(&findings),
        [
            format!("untyped-object {ANSWER}"),
            "dangling-ref :13#/components/schemas/Bad".to_owned()
        ]
    );
    assert_eq!(api_lint::totals(&findings), "1 error, 1 warning");
}

#[test]
fn a_source_that_cannot_be_read_has_that_one_error() {
    let findings = lint_all(&source("openapi: [3.0.3\n"));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity, Severity::Error);
    assert_eq!(findings[0].diagnostic.rule.code, "broken-yaml");
}

#[test]
fn the_json_has_every_part_of_a_finding() {
    let findings = findings("", "{type: object}", "");
    let json: Value = serde_json::from_str(&api_lint::to_json(&findings)).unwrap();
    let entry = &json[0];
    assert_eq!(entry["code"], "untyped-object");
    assert_eq!(entry["severity"], "warning");
    assert_eq!(entry["file"], "api.yaml");
    assert_eq!(entry["line"], 9);
    assert_eq!(format!(":9#{}", entry["pointer"].as_str().unwrap()), ANSWER);
    assert!(!entry["message"].as_str().unwrap().is_empty());
    assert!(!entry["remedy"].as_str().unwrap().is_empty());
    assert_eq!(api_lint::to_json(&[]), "[]\n");
}

#[test]
fn the_findings_on_our_document_are_the_reasons_of_the_overlay() {
    let page = include_bytes!(
        "../../../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json"
    );
    let findings = lint_all(&Source {
        name: "api.yaml".to_owned(),
        bytes: page.to_vec(),
    });
    let untyped: Vec<String> = reported(&findings)
        .into_iter()
        .filter_map(|one| {
            Some(
                one.strip_prefix("untyped-object ")?
                    .rsplit_once('/')?
                    .1
                    .to_owned(),
            )
        })
        .collect();
    assert_eq!(
        untyped,
        [
            "environment",
            "environment",
            "basic_auth",
            "last_enabled_at",
            "last_disabled_at"
        ]
    );
}
