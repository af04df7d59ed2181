//! Answers: by status, by media type, and those that are only errors.

use super::*;
use crate::small::documents::DOCUMENTS;

fn answers() -> Made {
    made(
        DOCUMENTS
            .iter()
            .find(|(known, _)| *known == "answers")
            .unwrap()
            .1,
    )
}

#[test]
fn successes_that_differ_are_an_enum_by_status() {
    let made = answers();
    let success = item(&made, "pub enum GetBothSuccess {");
    for variant in [
        "Status200(GetBothResponse200)",
        "Status201(B)",
        "Status204,",
        "Status206(::progenitor_client::ByteStream)",
    ] {
        assert!(success.contains(variant), "{variant} in {success}");
    }
    assert!(made.code.contains("ResponseValue<types::GetBothSuccess>"));
    assert!(
        made.code
            .contains("#[non_exhaustive]\n    pub enum GetBothSuccess")
    );
}

#[test]
fn errors_that_differ_are_one_type_or_any_value() {
    let made = answers();
    assert!(made.report.contains("GET /both: 2 error schemas are one"));
    assert!(
        made.report
            .contains("GET /any: its errors are any JSON value")
    );
}

#[test]
fn default_is_a_success_only_where_no_other_is_documented() {
    let made = answers();
    let code = made.code.split("impl<'a> GetDefault<'a>").nth(1).unwrap();
    let send = code.split("match response").nth(1).unwrap();
    let send = send.split("UnexpectedResponse").next().unwrap();
    for range in ["200u16..=299u16", "400u16..=499u16", "500u16..=599u16"] {
        assert!(
            send.replace("200..=299", "200u16..=299u16").contains(range),
            "{range} in {send}"
        );
    }
}

#[test]
fn json_is_asked_for_under_its_own_name() {
    let made = answers();
    assert!(flat(&made.code).contains("header::ACCEPT,\"application/vnd.api+json\")"));
    assert!(
        made.code
            .contains("ResponseValue<::std::vec::Vec<types::B>>")
    );
}

#[test]
fn what_is_asked_for_is_what_the_document_has() {
    let content = |names: &[&str]| {
        let all: Vec<String> = names.iter().map(|name| format!("'{name}': {{}}")).collect();
        format!("{{description: d, content: {{{}}}}}", all.join(", "))
    };
    let accept = |responses: &[(&str, String)]| {
        let all: Vec<String> = responses
            .iter()
            .map(|(status, response)| format!("'{status}': {response}"))
            .collect();
        let members = format!("\n      responses: {{{}}}\n", all.join(", "));
        let code = flat(&made(&operation(&members)).code);
        let header = code.split("header::ACCEPT").nth(1);
        let header = header.and_then(|rest| rest.split('"').nth(1));
        assert!(code.matches("header::ACCEPT").count() < 2);
        // This asks for it where nothing else is asked for.
        let json = code
            .contains("decoding::json(")
            .then_some("application/json");
        header.or(json).map(str::to_owned)
    };
    let (json, nothing) = (
        content(&["application/json"]),
        "{description: d}".to_owned(),
    );
    let problem = content(&["application/problem+json"]);
    for (responses, expected) in [
        (vec![("200", json.clone())], Some("application/json")),
        (
            vec![("200", content(&["text/csv", "image/png"]))],
            Some("text/csv,image/png"),
        ),
        (
            vec![("200", content(&["application/xml", "application/json"]))],
            Some("application/json"),
        ),
        (
            vec![("200", json.clone()), ("404", problem.clone())],
            Some("application/json,application/problem+json"),
        ),
        (
            vec![("200", content(&["text/csv"])), ("404", json.clone())],
            Some("text/csv,application/json"),
        ),
        (
            vec![("200", json.clone()), ("404", json.clone())],
            Some("application/json"),
        ),
        (
            vec![("204", nothing.clone()), ("404", problem)],
            Some("application/problem+json"),
        ),
        (vec![("204", nothing.clone())], None),
        // A success that is not documented may be anything.
        (vec![("404", json)], None),
        (vec![("200", content(&["a\u{e4}/b"]))], None),
    ] {
        assert_eq!(accept(&responses).as_deref(), expected, "{responses:?}");
    }
}

#[test]
fn a_redirect_is_the_success_of_an_operation_without_another() {
    let arms = |responses: &str| {
        let made = made(&operation(&format!("\n      responses: {responses}\n")));
        let code = flat(&made.code);
        let arms = code.split("as_u16(){").nth(1).unwrap();
        (arms.split("_=>Err").next().unwrap().to_owned(), made)
    };
    let taken = "=>Ok(ResponseValue::stream(response))";
    let json = "{description: d, content: {application/json: {schema: {type: string}}}}";
    let (alone, made) = arms(&format!("{{'303': {{description: d}}, default: {json}}}"));
    assert!(alone.contains(&format!("303u16{taken}")), "{alone}");
    assert!(
        made.code.contains("ResponseValue<ByteStream>"),
        "not what an error brings"
    );
    assert!(
        made.report
            .contains("it is the success of an operation that has no other: 1")
    );
    let (range, _) = arms("{3XX: {description: d}}");
    assert!(
        range.contains(&format!("300u16..=303u16|305u16..=399u16{taken}")),
        "{range}"
    );
    for responses in [
        "{'200': {description: d}, '302': {description: d}}",
        "{'204': {description: d}, 3XX: {description: d}}",
        "{'304': {description: d}}",
    ] {
        let (arms, made) = arms(responses);
        assert!(!arms.contains("30"), "{arms}");
        assert!(
            made.report.contains("an unexpected response: 1"),
            "{responses}"
        );
    }
}

#[test]
fn answers_of_any_media_type_with_a_described_schema_are_json() {
    let made = answers();
    assert!(
        made.code
            .contains("ResponseValue<types::B>, Error<::serde_json::Value>")
    );
}

#[test]
fn a_single_status_goes_before_the_range_it_is_in() {
    let (_, inside) = DOCUMENTS
        .iter()
        .find(|(known, _)| *known == "ranges")
        .unwrap();
    let code = flat(&made(inside).code);
    let place = |arm: &str| code.find(arm).unwrap_or_else(|| panic!("{arm} in {code}"));
    assert!(place("201u16") < place("200..=299=>"));
    assert!(place("404u16") < place("400u16..=499u16"));
}

#[test]
fn error_schemas_are_merged_in_a_document_without_components() {
    let (_, inside) = DOCUMENTS
        .iter()
        .find(|(known, _)| *known == "no_components")
        .unwrap();
    let made = made(inside);
    assert!(made.report.contains("GET /a: 2 error schemas are one"));
    assert!(item(&made, "pub struct AError {").contains("pub b:"));
}

#[test]
fn what_an_unused_component_uses_stays_when_errors_are_merged() {
    let made = made("
paths:
  /a: {get: {operationId: a, responses: {'400': {description: d, content: {application/json: {schema: {type: object, properties: {a: {$ref: '#/components/schemas/Detail'}}}}}}, '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Other'}}}}}}}
components:
  schemas:
    Detail: {type: object, properties: {x: {type: string}}}
    Other: {type: object, properties: {y: {$ref: '#/components/schemas/Detail'}}}
    Unused: {type: object, properties: {d: {$ref: '#/components/schemas/Other'}}}
");
    assert!(made.code.contains("pub struct Unused {"));
}
