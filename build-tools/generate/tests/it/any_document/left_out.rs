//! What the generator cannot take is found, named and left out.

use super::*;
use api_document::located::Locator;
use api_document::rule::Severity;
use std::fmt::Write as _;

#[test]
fn an_operation_that_cannot_be_generated_is_left_out_alone() {
    let made = made("
paths:
  /good: {get: {operationId: good, responses: {}}}
  /bad: {get: {operationId: bad, parameters: [{name: 'a b', in: header, required: true, schema: {type: string}}], responses: {}}}
");
    let reported = Locator::default()
        .locate(Severity::Warning, &made.warnings[0])
        .to_string();
    assert!(
        reported.starts_with(
            "warning[operation-left-out]: any.yaml#/paths/~1bad/get: GET /bad is left out"
        ),
        "{reported}"
    );
    assert!(reported.contains("help: "), "{reported}");
    assert!(made.code.contains("pub fn good(&self)") && !made.code.contains("pub fn bad(&self)"));
}

#[test]
fn forms_that_multiply_are_any_value_and_take_no_time() {
    let mut inside = schema("{allOf: [{$ref: '#/components/schemas/S0'}]}");
    for level in 0..40 {
        let next = level + 1;
        let _ = writeln!(
            inside,
            "    S{level}: {{allOf: [{{$ref: '#/components/schemas/S{next}'}}, {{$ref: '#/components/schemas/S{next}'}}]}}"
        );
    }
    inside.push_str("    S40: {type: object, properties: {a: {type: string}}}\n");
    let made = made(&inside);
    assert!(codes(&made).iter().all(|code| *code == "untyped-schema"));
    assert!(!made.warnings.is_empty());
}
