//! Schemas, keyword by keyword.

use super::{document, downgraded, told, yaml};
use insta::assert_snapshot;
use serde_json::Value;

/// What becomes of a schema that is a component, `Here`, beside another, `Other`.
fn schema(text: &str) -> (Value, String) {
    let components = format!("components:\n  schemas:\n    Other: {{}}\n    Here: {text}\n");
    let (mut value, warnings) = downgraded(&document(&components));
    let here = value["components"]["schemas"]["Here"].take();
    (here, told(&warnings))
}

/// What is written, and what it is in the words of 3.0.
const SAID: &[(&str, &str)] = &[
    // One type, null, and several types.
    ("{type: [string]}", "{type: string}"),
    ("{type: [string, 'null']}", "{type: string, nullable: true}"),
    ("{type: 'null'}", "{enum: [null], nullable: true}"),
    ("{type: ['null']}", "{enum: [null], nullable: true}"),
    ("{type: [integer, number]}", "{type: number}"),
    (
        "{type: [string, integer, 'null'], minLength: 1, minimum: 2, title: T}",
        "{title: T, oneOf: [{type: string, minLength: 1}, {type: integer, minimum: 2}], nullable: true}",
    ),
    (
        "{type: [object, array], items: {type: string}, properties: {a: {type: [integer, 'null']}}, required: [a]}",
        "{oneOf: [{type: object, properties: {a: {type: integer, nullable: true}}, required: [a]}, {type: array, items: {type: string}}]}",
    ),
    (
        "{type: [string, integer], enum: [a, 1, 2.0]}",
        "{oneOf: [{type: string, enum: [a]}, {type: integer, enum: [1, 2.0]}]}",
    ),
    (
        "{type: [string, integer], format: int64}",
        "{oneOf: [{type: string}, {type: integer, format: int64}]}",
    ),
    (
        "{type: [string, integer], oneOf: [{minLength: 1}, {minimum: 2}]}",
        "{oneOf: [{minLength: 1}, {minimum: 2}], anyOf: [{type: string}, {type: integer}]}",
    ),
    // Null in unions and lists of values.
    (
        "{anyOf: [{type: 'null'}, {type: string, maxLength: 3}], title: T}",
        "{type: string, maxLength: 3, title: T, nullable: true}",
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}], description: d}",
        "{allOf: [{$ref: '#/components/schemas/Other'}], description: d, nullable: true}",
    ),
    (
        "{oneOf: [{type: string}, {type: 'null'}, {type: integer}]}",
        "{oneOf: [{type: string}, {type: integer}], nullable: true}",
    ),
    (
        "{anyOf: [{anyOf: [{type: string}, {const: null}]}, {type: 'null'}]}",
        "{type: string, nullable: true}",
    ),
    (
        "{anyOf: [{type: 'null'}]}",
        "{enum: [null], nullable: true}",
    ),
    // The type beside the union does not allow it.
    (
        "{type: string, anyOf: [{maxLength: 3}, {type: 'null'}]}",
        "{type: string, maxLength: 3}",
    ),
    (
        "{type: integer, anyOf: [{type: string}, {type: 'null'}]}",
        "{type: integer, allOf: [{type: string}]}",
    ),
    ("{enum: [a, null]}", "{enum: [a, null]}"),
    // Single values.
    ("{const: a}", "{enum: [a]}"),
    ("{type: integer, const: 3}", "{type: integer, enum: [3]}"),
    ("{const: null}", "{enum: [null], nullable: true}"),
    (
        "{oneOf: [{const: a, title: First}, {const: b, deprecated: true}, {const: c}], description: d}",
        "{type: string, enum: [a, b, c], description: \"d\\n\\n- `a`: First\\n- `b`: deprecated\"}",
    ),
    (
        "{oneOf: [{const: a}, {const: 1}]}",
        "{oneOf: [{enum: [a]}, {enum: [1]}]}",
    ),
    // Bounds.
    (
        "{exclusiveMinimum: 0}",
        "{minimum: 0, exclusiveMinimum: true}",
    ),
    (
        "{minimum: 1, exclusiveMinimum: 3, maximum: 9, exclusiveMaximum: 9}",
        "{minimum: 3, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true}",
    ),
    ("{minimum: 1, exclusiveMinimum: 0}", "{minimum: 1}"),
    ("{maximum: 1, exclusiveMaximum: 2}", "{maximum: 1}"),
    (
        "{minLength: 2.0, maxItems: 3.5}",
        "{minLength: 2, maxItems: 3.5}",
    ),
    // Examples.
    (
        "{type: string, examples: [a]}",
        "{type: string, example: a}",
    ),
    ("{examples: [a, b]}", "{example: a, x-examples: [a, b]}"),
    (
        "{example: c, examples: [a]}",
        "{example: c, x-examples: [a]}",
    ),
    ("{examples: []}", "{}"),
    // Beside a reference.
    (
        "{$ref: '#/components/schemas/Other', description: d, type: [object, 'null']}",
        "{allOf: [{$ref: '#/components/schemas/Other'}], description: d, type: object, nullable: true}",
    ),
    (
        "{$ref: '#/components/schemas/Other', allOf: [{minLength: 1}]}",
        "{allOf: [{$ref: '#/components/schemas/Other'}, {minLength: 1}]}",
    ),
    (
        "{$ref: '#/components/schemas/Other', $comment: for authors}",
        "{$ref: '#/components/schemas/Other'}",
    ),
    // True and false.
    ("true", "{}"),
    ("false", "{not: {}}"),
    (
        "{properties: {a: true, b: false}, additionalProperties: false}",
        "{properties: {a: {}, b: {not: {}}}, additionalProperties: false}",
    ),
    ("{items: false}", "{maxItems: 0}"),
    ("{items: true}", "{items: {}}"),
    ("{not: true, allOf: [true]}", "{not: {}, allOf: [{}]}"),
    // Text that holds something else.
    (
        "{type: string, contentEncoding: base64, contentMediaType: image/png}",
        "{type: string, format: byte, x-json-schema-2020-12: {contentMediaType: image/png}}",
    ),
    (
        "{type: string, contentMediaType: application/octet-stream}",
        "{type: string, format: binary}",
    ),
    (
        "{type: string, contentMediaType: application/json, contentSchema: {type: [object, 'null']}}",
        "{type: string, x-json-schema-2020-12: {contentMediaType: application/json, contentSchema: {type: object, nullable: true}}}",
    ),
    // Lists by place.
    (
        "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
        "{type: array, maxItems: 2, items: {anyOf: [{type: string}, {type: integer}]}, x-json-schema-2020-12: {prefixItems: [{type: string}, {type: integer}]}}",
    ),
    (
        "{type: array, prefixItems: [{type: number}, {type: number}], minItems: 2, maxItems: 2}",
        "{type: array, minItems: 2, maxItems: 2, items: {type: number}, x-json-schema-2020-12: {prefixItems: [{type: number}, {type: number}]}}",
    ),
    (
        "{prefixItems: [{type: string}], items: {type: boolean}}",
        "{items: {anyOf: [{type: string}, {type: boolean}]}, x-json-schema-2020-12: {prefixItems: [{type: string}]}}",
    ),
    (
        "{prefixItems: [{type: string}]}",
        "{items: {}, x-json-schema-2020-12: {prefixItems: [{type: string}]}}",
    ),
    (
        "{items: [{type: string}], additionalItems: {type: boolean}}",
        "{items: {anyOf: [{type: string}, {type: boolean}]}, x-json-schema-2020-12: {prefixItems: [{type: string}]}}",
    ),
    (
        "{contains: {type: ['null', string]}, minContains: 2, unevaluatedItems: false}",
        "{x-json-schema-2020-12: {unevaluatedItems: {not: {}}, contains: {type: string, nullable: true}, minContains: 2}}",
    ),
    // Objects by pattern.
    (
        "{patternProperties: {'^x': {type: integer}}, additionalProperties: false}",
        "{additionalProperties: {type: integer}, x-json-schema-2020-12: {patternProperties: {'^x': {type: integer}}}}",
    ),
    (
        "{patternProperties: {'^x': {type: integer}}, additionalProperties: {type: string}}",
        "{additionalProperties: {anyOf: [{type: integer}, {type: string}]}, x-json-schema-2020-12: {patternProperties: {'^x': {type: integer}}}}",
    ),
    (
        "{patternProperties: {'^x': {type: integer}}}",
        "{x-json-schema-2020-12: {patternProperties: {'^x': {type: integer}}}}",
    ),
    (
        "{patternProperties: {'^.*$': {type: integer}}}",
        "{additionalProperties: {type: integer}, x-json-schema-2020-12: {patternProperties: {'^.*$': {type: integer}}}}",
    ),
    (
        "{properties: {a: {}}, unevaluatedProperties: false}",
        "{properties: {a: {}}, additionalProperties: false}",
    ),
    (
        "{allOf: [{properties: {a: {}}}], unevaluatedProperties: false}",
        "{allOf: [{properties: {a: {}}}], x-json-schema-2020-12: {unevaluatedProperties: {not: {}}}}",
    ),
    (
        "{propertyNames: {pattern: a}, dependentRequired: {a: [b]}}",
        "{x-json-schema-2020-12: {propertyNames: {pattern: a}, dependentRequired: {a: [b]}}}",
    ),
    (
        "{dependencies: {a: [b], c: {required: [d]}}}",
        "{x-json-schema-2020-12: {dependentRequired: {a: [b]}, dependentSchemas: {c: {required: [d]}}}}",
    ),
    (
        "{if: {properties: {a: {const: b}}}, then: {required: [c]}, else: false}",
        "{x-json-schema-2020-12: {if: {properties: {a: {enum: [b]}}}, then: {required: [c]}, else: {not: {}}}}",
    ),
    // What only names a schema, or is for its authors.
    (
        "{$schema: 'https://json-schema.org/draft/2020-12/schema', $id: a, $anchor: b, $comment: c, type: string}",
        "{type: string}",
    ),
];

#[test]
fn each_keyword_is_said_in_the_words_of_3_0() {
    for (written, expected) in SAID {
        let (found, warnings) = schema(written);
        assert_eq!(found, yaml(expected), "{written}");
        assert_eq!(warnings, "", "{written}");
    }
}

/// What a schema says stands in the order it was written in.
#[test]
fn members_keep_their_order() {
    let (found, _) = schema(
        "{title: T, anyOf: [{type: string, format: date}, {type: 'null'}], exclusiveMinimum: 1, description: d}",
    );
    let names: Vec<&String> = found.as_object().unwrap().keys().collect();
    let expected = [
        "title",
        "type",
        "format",
        "minimum",
        "exclusiveMinimum",
        "description",
        "nullable",
    ];
    assert_eq!(names, expected);
}

#[test]
fn keywords_as_3_0_had_them_are_read_so_and_told() {
    let (found, warnings) = schema(
        "{type: number, nullable: true, minimum: 0, exclusiveMinimum: true, not: {nullable: true}}",
    );
    let same =
        "{type: number, nullable: true, minimum: 0, exclusiveMinimum: true, not: {nullable: true}}";
    assert_eq!(found, yaml(same));
    assert_snapshot!(warnings, @r"
    error[older-keyword]: doc.yaml#/components/schemas/Here/exclusiveMinimum: `exclusiveMinimum` is read as in OpenAPI 3.0
    error[older-keyword]: doc.yaml#/components/schemas/Here/nullable: `nullable` is read as in OpenAPI 3.0, here and at another place
    ");
}

#[test]
fn what_would_be_lost_is_told() {
    let (_, warnings) = schema(
        "{$schema: 'http://json-schema.org/draft-04/schema#', properties: {a: {}}, then: {properties: {a: {}}}, \
         else: {properties: {b: {}}}, dependentSchemas: {a: {properties: {c: {}}}}}",
    );
    assert_snapshot!(warnings, @r"
    error[newer-feature]: doc.yaml#/components/schemas/Here/$schema: the dialect `http://json-schema.org/draft-04/schema#` is read as JSON Schema 2020-12
    error[newer-feature]: doc.yaml#/components/schemas/Here/dependentSchemas: `c`, which only `dependentSchemas` declares, has no field
    error[newer-feature]: doc.yaml#/components/schemas/Here/else: `b`, which only `else` declares, has no field
    ");
}

/// What is no schema is left for the validation to find.
#[test]
fn nonsense_is_left_as_it_is() {
    for written in [
        "{type: []}",
        "{type: [5]}",
        "{type: {}}",
        "{anyOf: 3}",
        "5",
        "[]",
    ] {
        assert_eq!(schema(written).0, yaml(written), "{written}");
    }
}
