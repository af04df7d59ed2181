//! The values between the stages.

use crate::small::document;
use api_document::ingest::Document;
use api_generate::{Target, make, trace};

fn sensitive() -> Document {
    document(
        "
paths:
  /a:
    get:
      operationId: a
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  schemas:
    Thing: {type: object, properties: {api_key: {type: string}, kind: {type: string, enum: [a, b]}}}
",
    )
}

#[test]
fn each_stage_shows_its_work() {
    let traced = trace(&sensitive(), None, Target::Standalone);
    assert!(traced.failure.is_none(), "{:?}", traced.failure);
    let text = |name: &str| {
        let stage = traced.stages.iter().find(|stage| stage.name == name);
        &stage.unwrap_or_else(|| panic!("no stage {name}")).text
    };
    assert!(!text("corrected.json").contains("x-sensitive"));
    assert!(text("effective.json").contains("\"x-sensitive\": true"));
    assert!(!text("effective.json").contains("ThingKind"));
    assert!(text("simplified.json").contains("ThingKind"));
    assert!(text("simplified.json").contains("x-sensitive"));
    assert!(text("lowered.json").contains("\"format\": \"password\""));
    assert!(text("generated.rs").contains("marker::Secret"));
    assert!(text("rewritten.rs").contains("crate::Secret"));
    let made = make(
        &sensitive(),
        None,
        Target::Standalone,
        "cargo xtask generate",
    )
    .unwrap();
    assert_eq!(*text("rendered.rs"), made.code);
    let order: Vec<&str> = traced.stages.iter().map(|stage| stage.name).collect();
    let expected = [
        "document.json",
        "corrected.json",
        "effective.json",
        "simplified.json",
        "lowered.json",
        "generated.rs",
        "rewritten.rs",
        "rendered.rs",
    ];
    assert_eq!(order, expected);
}

#[test]
fn a_trace_ends_before_the_stage_that_fails() {
    let traced = trace(&sensitive(), None, Target::Published);
    let names: Vec<&str> = traced.stages.iter().map(|stage| stage.name).collect();
    assert_eq!(names, ["document.json", "corrected.json"]);
    let failure = traced.failure.unwrap().to_string();
    assert!(failure.starts_with("error[no-error-schema]"), "{failure}");
}
