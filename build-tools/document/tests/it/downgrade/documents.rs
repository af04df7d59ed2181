//! What stands around schemas: webhooks, path items, references, definitions.

use super::{document, downgraded, told, whole, yaml};
use insta::assert_snapshot;
use serde_json::{Value, json};

#[test]
fn a_document_of_3_0_is_as_it_was() {
    let text = "openapi: 3.0.1\ninfo: {}\nwebhooks: {a: {$ref: b}}\n\
                components: {schemas: {A: {type: [string, 'null'], const: a}}}\n";
    let document = whole(text);
    assert_eq!(downgraded(&document), (document.value, Vec::new()));
}

#[test]
fn what_3_0_has_no_words_for_is_kept_in_extensions() {
    let (value, warnings) = downgraded(&whole(
        "openapi: 3.1.1
info: {title: T, version: '1', summary: S, license: {name: MIT, identifier: MIT}}
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
webhooks:
  made: {post: {requestBody: {content: {application/json: {schema: {type: [string, 'null']}}}}}}
",
    ));
    let expected = "
  openapi: 3.0.3
  info: {title: T, version: '1', x-summary: S, license: {name: MIT, x-identifier: MIT}}
  x-jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
  paths: {}
  x-webhooks:
    made:
      post:
        requestBody: {content: {application/json: {schema: {type: string, nullable: true}}}}
        responses: {}
";
    assert_eq!(value, yaml(expected));
    assert_eq!(told(&warnings), "");
}

#[test]
fn a_path_item_by_reference_is_written_out() {
    let (value, _) = downgraded(&document(
        "paths:
  /a: {$ref: '#/components/pathItems/A', summary: own}
  /b: {post: {callbacks: {c: {'{$url}': {$ref: '#/components/pathItems/A'}}}, responses: {}}}
  /c: {$ref: '#/paths/~1a'}
components:
  pathItems:
    A: {summary: shared, get: {parameters: [{$ref: '#/components/parameters/P', description: mine}]}}
    Unused: {get: {}}
  parameters:
    P: {name: p, in: query, description: theirs, schema: {type: ['null', string]}}
",
    ));
    let expected = "
  openapi: 3.0.3
  info: {title: T, version: '1'}
  paths:
    /a: &a
      summary: own
      get:
        parameters: [{name: p, in: query, description: mine, schema: {type: string, nullable: true}}]
        responses: {}
    /b:
      post:
        callbacks:
          c:
            '{$url}':
              summary: shared
              get:
                parameters: [{name: p, in: query, description: mine, schema: {type: string, nullable: true}}]
                responses: {}
        responses: {}
    /c: *a
  components:
    parameters:
      P: {name: p, in: query, description: theirs, schema: {type: string, nullable: true}}
    x-pathItems: {Unused: {get: {}}}
";
    let mut expected = yaml(expected);
    // A path item that leads to another one has what that one has.
    expected["paths"]["/c"]["summary"] = json!("shared");
    assert_eq!(value, expected);
}

#[test]
fn definitions_become_components_wherever_they_are() {
    let (value, _) = downgraded(&document(
        "paths: {}
components:
  schemas:
    In: {type: string}
    A:
      $id: https://x.example/a
      properties: {i: {$ref: '#/$defs/In'}, j: {$ref: '#in'}, k: {$ref: 'https://x.example/b#/$defs/Deep'}}
      $defs: {In: {$anchor: in, type: [integer, 'null']}}
    B:
      $id: https://x.example/b
      definitions: {One: {properties: {d: {$ref: '#/$defs/Deep'}}, $defs: {Deep: {type: boolean}}}}
      $defs: {Deep: {const: d}}
",
    ));
    let expected = "
  In: {type: string}
  A:
    properties:
      i: {$ref: '#/components/schemas/In2'}
      j: {$ref: '#/components/schemas/In2'}
      k: {$ref: '#/components/schemas/Deep'}
  B: {}
  In2: {type: integer, nullable: true}
  Deep: {enum: [d]}
  One: {properties: {d: {$ref: '#/components/schemas/Deep'}}}
  Deep2: {type: boolean}
";
    assert_eq!(value["components"]["schemas"], yaml(expected));
}

#[test]
fn a_reference_leads_to_where_a_schema_moved_and_to_all_that_stands_beside_another() {
    let (value, _) = downgraded(&document(
        "paths: {}
components:
  schemas:
    Base: {type: object}
    A: {$ref: '#/components/schemas/Base', description: d, properties: {p: {type: string}}}
    B: {anyOf: [{type: 'null'}, {type: integer}, {type: object, properties: {q: {type: boolean}}}]}
    C: {items: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A/properties/p'}]}
    D: {properties: {i: {$ref: '#/components/schemas/B/anyOf/1'}, q: {$ref: '#/components/schemas/B/anyOf/2/properties/q'}}}
",
    ));
    let schemas = &value["components"]["schemas"];
    let kept = &schemas["C"]["x-json-schema-2020-12"]["prefixItems"];
    assert_eq!(kept[0]["$ref"], "#/components/schemas/A");
    let target = |reference: &Value| {
        let pointer = reference["$ref"].as_str().unwrap().strip_prefix('#');
        value.pointer(pointer.unwrap()).unwrap().clone()
    };
    assert_eq!(target(&kept[1]), json!({ "type": "string" }));
    let properties = &schemas["D"]["properties"];
    assert_eq!(target(&properties["i"]), json!({ "type": "integer" }));
    assert_eq!(target(&properties["q"]), json!({ "type": "boolean" }));
}

#[test]
fn what_only_3_2_has_is_told() {
    let (value, warnings) = downgraded(&whole(
        "openapi: 3.2.0
$self: https://x.example/api
info: {title: T, version: '1'}
paths:
  /a:
    query: {responses: {}}
    additionalOperations: {LINK: {responses: {}}}
    get:
      responses:
        '200': {content: {text/event-stream: {itemSchema: {type: string}}}}
        '201': {description: d, content: {application/json: {$ref: '#/components/mediaTypes/M'}}}
components:
  mediaTypes: {M: {schema: {type: string}}}
  securitySchemes: {tls: {type: mutualTLS}}
",
    ));
    assert_snapshot!(told(&warnings), @r"
    error[newer-feature]: doc.yaml#/$self: `$self` is followed inside this document only
    error[newer-feature]: doc.yaml#/paths/~1a/query: QUERY /a is left out: expected a method of OpenAPI 3.0
    error[newer-feature]: doc.yaml#/paths/~1a/additionalOperations/LINK: LINK /a is left out: expected a method of OpenAPI 3.0
    error[newer-feature]: doc.yaml#/paths/~1a/get/responses/200/content/text~1event-stream/itemSchema: the items of a stream are not read one by one
    error[newer-feature]: doc.yaml#/components/securitySchemes/tls/type: the certificate of mutual TLS is not the generated client's
    ");
    let get = "
  responses:
    '200': {content: {text/event-stream: {x-itemSchema: {type: string}}}, description: ''}
    '201': {description: d, content: {application/json: {schema: {type: string}}}}
";
    assert_eq!(value["paths"]["/a"]["get"], yaml(get));
}
