//! Generating only what can differ gives the verdict of whole crates, on edits
//! of the table and on combinations of them.

use crate::both_ways::{Way, Whole};
use api_document::ingest::{Document, Source, read};
use semver_proof::Fixtures;
use serde_json::Value;
use std::path::Path;

fn document(value: Value) -> Document {
    let name = "made.json".to_owned();
    Document { name, value }
}

fn fixtures() -> Fixtures {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Fixtures::read(&root).unwrap_or_else(|error| panic!("{error}"))
}

/// Every fourth edit: the table has each kind several times, and its verdicts,
/// which come from what can differ alone, are held by another test.
#[test]
fn edits_of_the_table_are_judged_alike() {
    let fixtures = fixtures();
    let base = Whole::of(&read(&fixtures.base).unwrap()).unwrap();
    let edits = fixtures.edits.iter().step_by(4);
    let ways: Vec<Way> = edits
        .map(|edit| base.judge_both_ways(&edit.name, &document(edit.document.clone())))
        .collect();
    most_in_part(&ways);
}

/// The part must be what is tested, not the way out of it.
fn most_in_part(ways: &[Way]) {
    let in_part = ways.iter().filter(|way| **way == Way::Part).count();
    assert!(
        in_part * 10 >= ways.len() * 9,
        "{in_part} of {}",
        ways.len()
    );
}

/// Some edits against the one before: both sides differ from the base.
#[test]
fn edits_on_both_sides_are_judged_alike() {
    for pair in fixtures().edits.windows(2).step_by(21) {
        let [old, new] = pair else { continue };
        let name = format!("{} to {}", old.name, new.name);
        let [old, new] = [old, new].map(|edit| document(edit.document.clone()));
        judge_both_ways(&name, &old, &new);
    }
}

fn judge_both_ways(name: &str, base: &Document, revision: &Document) -> Way {
    match Whole::of(base) {
        Some(base) => base.judge_both_ways(name, revision),
        None => Way::None,
    }
}

fn small(text: &str) -> Document {
    let source = Source {
        name: "small.yaml".to_owned(),
        bytes: format!("openapi: 3.0.3\ninfo: {{title: Small, version: '1'}}\npaths: {{}}\n{text}")
            .into_bytes(),
    };
    read(&source).unwrap_or_else(|found| panic!("{found}"))
}

/// `A` leads into the circle of `B` and `C`, and decides where it is broken.
#[test]
fn what_leads_into_a_circle_is_affected_with_it() {
    let circle = |a: &str| {
        small(&format!(
            "components:
  schemas:
    A: {{type: object, properties: {{first: {{$ref: '#/components/schemas/{a}'}}}}}}
    B: {{type: object, required: [c], properties: {{c: {{$ref: '#/components/schemas/C'}}}}}}
    C: {{type: object, required: [b], properties: {{b: {{$ref: '#/components/schemas/B'}}}}}}
    D: {{type: object, properties: {{c: {{$ref: '#/components/schemas/C'}}}}}}
"
        ))
    };
    let way = judge_both_ways("circle", &circle("C"), &circle("B"));
    assert_eq!(way, Way::Part);
}

/// The order of components decides where a circle is broken, too.
#[test]
fn components_in_another_order_are_judged_alike() {
    let one =
        "    B: {type: object, required: [c], properties: {c: {$ref: '#/components/schemas/C'}}}\n";
    let other =
        "    C: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}\n";
    let ordered = |parts: [&str; 2]| small(&format!("components:\n  schemas:\n{}", parts.concat()));
    let way = judge_both_ways("order", &ordered([one, other]), &ordered([other, one]));
    assert_eq!(way, Way::Part);
}

/// The inner type of `Thing` may be called as another component is.
#[test]
fn a_name_that_something_outside_may_have_makes_it_whole() {
    let colliding = |kind: &str| {
        small(&format!(
            "components:
  schemas:
    Thing:
      oneOf:
        - {{title: Round, type: object, properties: {{kind: {{type: string, enum: [a]}}}}}}
        - {{title: Flat, type: object, properties: {{kind: {{type: string, enum: [b]}}}}}}
    RoundKind: {{type: object, properties: {{size: {{type: {kind}}}}}}}
"
        ))
    };
    let way = judge_both_ways("names", &colliding("string"), &colliding("integer"));
    assert_eq!(way, Way::Whole);
}

/// Whether a type has a builder hangs on every request that has it in it, also on
/// those that are the same in both documents.
#[test]
fn a_type_that_a_request_no_longer_has_is_judged_alike() {
    let requests = |first: &str, second: &str| {
        let operation = |name: &str, body: &str| {
            format!(
                "  /{name}: {{post: {{operationId: {name}, requestBody: {{content: {{application/json: {{schema: {body}}}}}}}, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}}}}}}}\n"
            )
        };
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Small, version: '1'}}\npaths:\n{}{}components:\n  schemas:\n    T: {{type: object, properties: {{a: {{type: string}}}}}}\n    Other: {{type: object, properties: {{b: {{type: string}}}}}}\n",
            operation("first", first),
            operation("second", second)
        );
        let source = Source {
            name: "small.yaml".to_owned(),
            bytes: text.into_bytes(),
        };
        read(&source).unwrap_or_else(|found| panic!("{found}"))
    };
    let (t, other) = ["T", "Other"]
        .map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"))
        .into();
    for (name, base, revision) in [
        ("still sent", requests(&t, &t), requests(&other, &t)),
        (
            "sent no more",
            requests(&t, &other),
            requests(&other, &other),
        ),
    ] {
        let way = judge_both_ways(name, &base, &revision);
        assert_eq!(way, Way::Part, "{name}");
    }
}

/// Everything that a component can be, in each place that it can be used in. Where
/// it becomes another thing, what uses it may have other code.
#[test]
fn a_component_that_becomes_another_thing_is_judged_alike() {
    let sides: Vec<Whole> = KINDS
        .iter()
        .map(|kind| Whole::of(&used_everywhere(kind)).unwrap_or_else(|| panic!("{kind}")))
        .collect();
    let mut ways = Vec::new();
    for (at, base) in sides.iter().enumerate() {
        for step in [1, 7] {
            let next = (at + step) % sides.len();
            let name = format!("{} to {}", KINDS[at], KINDS[next]);
            ways.push(base.judge_beside(&name, &sides[next]));
        }
    }
    most_in_part(&ways);
}

const KINDS: [&str; 20] = [
    "{type: object, properties: {a: {type: string}}}",
    "{type: object, required: [a], properties: {a: {type: integer}, b: {$ref: '#/components/schemas/Other'}}}",
    "{type: object, nullable: true, properties: {a: {type: string}}}",
    "{type: object, properties: {again: {$ref: '#/components/schemas/Uuid'}}}",
    "{type: object, additionalProperties: {type: string}}",
    "{type: object}",
    "{type: string}",
    "{type: string, format: uuid}",
    "{type: string, nullable: true}",
    "{type: string, enum: [a, b]}",
    "{type: string, enum: [a, b, c]}",
    "{type: integer, format: int32}",
    "{type: boolean}",
    "{type: array, items: {$ref: '#/components/schemas/Other'}}",
    "{oneOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Text'}]}",
    "{anyOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Text'}]}",
    "{allOf: [{$ref: '#/components/schemas/Other'}, {type: object, properties: {a: {type: string}}}]}",
    "{allOf: [{$ref: '#/components/schemas/Other'}]}",
    "{$ref: '#/components/schemas/Text'}",
    "{}",
];

/// The component has the name of a type that the generator may take for it.
fn used_everywhere(kind: &str) -> Document {
    let used = "{$ref: '#/components/schemas/Uuid'}";
    let text = format!(
        "openapi: 3.0.3
info: {{title: Small, version: '1'}}
paths:
  /sent:
    post:
      operationId: send
      requestBody: {{content: {{application/json: {{schema: {used}}}}}}}
      responses: {{'200': {{description: D, content: {{application/json: {{schema: {used}}}}}}}}}
  /listed:
    post:
      operationId: send_all
      requestBody: {{required: true, content: {{application/json: {{schema: {{type: array, items: {used}}}}}}}}}
      responses:
        '200': {{description: D, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Text'}}}}}}}}
        '202': {{description: D, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Other'}}}}}}}}
  /asked:
    get:
      operationId: ask
      parameters:
        - {{name: one, in: query, schema: {used}}}
        - {{name: two, in: query, required: true, schema: {used}}}
      responses: {{'204': {{description: D}}}}
components:
  schemas:
    Uuid: {kind}
    Other: {{type: object, properties: {{o: {{type: string}}}}}}
    Text: {{type: string}}
    Alias: {used}
    List: {{type: array, items: {used}}}
    Either: {{oneOf: [{used}, {{type: boolean}}]}}
    Any: {{anyOf: [{used}, {{$ref: '#/components/schemas/Other'}}]}}
    Holder:
      type: object
      required: [needed, described]
      properties:
        needed: {used}
        optional: {used}
        described: {{description: It, allOf: [{used}]}}
        nullable: {{nullable: true, allOf: [{used}]}}
        list: {{type: array, items: {used}}}
        map: {{type: object, additionalProperties: {used}}}
        inside: {{type: object, properties: {{deep: {used}}}}}
    Tree: {{type: object, properties: {{tree: {{$ref: '#/components/schemas/Tree'}}, leaf: {used}}}}}
"
    );
    let source = Source {
        name: "small.yaml".to_owned(),
        bytes: text.into_bytes(),
    };
    read(&source).unwrap_or_else(|found| panic!("{found}"))
}
