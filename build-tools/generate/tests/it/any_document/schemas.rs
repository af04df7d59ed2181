//! Schemas: what becomes of each form.

use super::*;
use crate::small::documents::DOCUMENTS;

fn of(name: &str) -> Made {
    made(
        DOCUMENTS
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1,
    )
}

#[test]
fn schemas_of_one_name_in_rust_are_types_of_their_own() {
    let made = of("names");
    assert!(
        made.report
            .contains("rule: the schema `thing` is the type Thing2")
    );
    assert!(
        made.report
            .contains("rule: the schema `Ok` is the type Ok2")
    );
    assert!(item(&made, "pub struct ThingKind {").contains("pub a:"));
    assert!(item(&made, "pub enum ThingKind2 {").contains("Asc,"));
}

#[test]
fn properties_and_values_of_one_name_keep_theirs_on_the_wire() {
    let made = of("names");
    let thing = flat(item(&made, "pub struct Thing2 {"));
    // The exact spelling keeps its name, whatever stands before it.
    let second = thing.split("pubfoo_bar:").nth(1).unwrap();
    let second = second.split("pubfoo_bar_2:").next().unwrap();
    assert!(second.contains("#[serde(rename=\"fooBar\""), "{thing}");
    let code = flat(&made.code);
    let texts = code.split("text_enum!(ThingKind2,").nth(1).unwrap();
    let texts = texts.split(");").next().unwrap();
    for value in [
        "\"asc\"",
        "\"ASC\"",
        "\"<\"",
        "\">\"",
        "\"\"",
        "\"unknown\"",
        "\"self\"",
    ] {
        assert!(texts.contains(&format!("={value}")), "{value} in {texts}");
    }
}

#[test]
fn two_inline_schemas_of_one_title_are_two_types() {
    let made = made("
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {description: d, content: {application/json: {schema: {title: Data, type: object, properties: {a: {type: string}}}}}}
        '404': {description: d, content: {application/json: {schema: {title: Data, type: object, properties: {b: {type: string}}}}}}
");
    assert!(item(&made, "pub struct Data {").contains("pub a:"));
    assert!(item(&made, "pub struct Data2 {").contains("pub b:"));
    assert!(
        made.code
            .contains("ResponseValue<types::Data>, Error<types::Data2>")
    );
}

#[test]
fn a_union_is_decoded_by_what_its_parts_say() {
    let made = of("schemas");
    let pet = item(&made, "impl<'de> ::serde::Deserialize<'de> for Pet {");
    assert!(
        pet.contains("value.get(\"kind\")")
            && pet.contains("Some(\"cat\")")
            && pet.contains("Some(\"Dog\")"),
        "{pet}"
    );
    assert!(item(&made, "pub enum Pet {").contains("Unknown(::serde_json::Value)"));
}

#[test]
fn parts_of_all_of_are_one_type_with_all_their_properties() {
    let made = of("schemas");
    let derived = item(&made, "pub struct Derived {");
    assert!(
        derived.contains("pub kind: ::std::string::String"),
        "{derived}"
    );
    assert!(derived.contains("pub name: DerivedName"), "{derived}");
    let own = item(&made, "pub struct DerivedOwn {");
    assert!(own.contains("pub x:") && own.contains("pub y:"), "{own}");
    assert!(!made.code.contains("deny_unknown_fields"));
}

#[test]
fn alternatives_beside_properties_lose_nothing() {
    let made = of("schemas");
    let beside = item(&made, "pub struct Beside {");
    for field in ["pub a:", "pub b:", "pub c: ::std::option::Option<BesideC>"] {
        assert!(beside.contains(field), "{field} in {beside}");
    }
}

#[test]
fn a_circle_through_a_nullable_property_is_boxed() {
    let made = of("schemas");
    let tree = item(&made, "pub struct Tree {");
    assert!(
        tree.contains("pub parent: ::std::option::Option<::std::boxed::Box<Tree>>"),
        "{tree}"
    );
}

#[test]
fn what_no_value_can_be_is_any_value_and_reported() {
    let made = of("schemas");
    let reported: Vec<String> = made.warnings.iter().map(ToString::to_string).collect();
    let names = |name: &str| {
        reported
            .iter()
            .any(|reported| reported.contains(&format!("schema `{name}` is any JSON value")))
    };
    assert!(names("Never") && names("Itself"), "{reported:?}");
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(
        made.code
            .contains("pub struct Never(pub ::serde_json::Value)")
    );
}

#[test]
fn an_extension_of_the_generator_in_a_document_has_no_effect() {
    let made = made(&schema(
        "{type: object, properties: {a: {type: string, x-rust-type: {crate: marker, version: '*', path: 'marker::Secret'}}}}",
    ));
    assert!(
        item(&made, "pub struct Thing {")
            .contains("pub a: ::std::option::Option<::std::string::String>")
    );
}

#[test]
fn alternatives_say_what_a_property_is_where_the_schema_only_names_it() {
    let made = made(&schema(
        "{type: object, properties: {a: {}, b: {description: said}, c: {type: boolean}}, oneOf: [{type: object, properties: {a: {type: number}, b: {type: string}, c: {type: string}}}, {type: object, properties: {b: {type: string}}}]}",
    ));
    let thing = item(&made, "pub struct Thing {");
    for (field, what) in [("a", "f64"), ("b", "::std::string::String"), ("c", "bool")] {
        let expected = format!("pub {field}: ::std::option::Option<{what}>");
        assert!(thing.contains(&expected), "{expected} in {thing}");
    }
    assert!(thing.contains("said"), "{thing}");
}

#[test]
fn the_integers_of_a_machine_are_64_bits_wide() {
    let made = made(&schema(
        "{type: object, properties: {a: {type: integer, format: uint, minimum: 0}, b: {type: integer, format: int}, c: {type: integer, format: u-int64}, d: {type: integer, format: u-int8}, e: {type: integer, format: uint128}, f: {type: integer, format: int32, maximum: 4294967295.0}}}",
    ));
    let thing = item(&made, "pub struct Thing {");
    for (field, what) in [
        ("a", "u64"),
        ("b", "i64"),
        ("c", "u64"),
        ("d", "u8"),
        ("e", "u64"),
        ("f", "i64"),
    ] {
        let expected = format!("pub {field}: ::std::option::Option<{what}>");
        assert!(thing.contains(&expected), "{expected} in {thing}");
    }
}

#[test]
fn a_boolean_and_what_has_no_type_may_have_a_format() {
    let made = made(&schema(
        "{type: object, properties: {a: {type: boolean, format: boolean}, b: {format: string or JSON}}}",
    ));
    assert!(codes(&made).is_empty(), "{:?}", made.warnings);
    let thing = item(&made, "pub struct Thing {");
    assert!(
        thing.contains("pub a: ::std::option::Option<bool>"),
        "{thing}"
    );
}

#[test]
fn a_part_that_only_describes_makes_no_type_of_its_own() {
    let made = made(
        "
paths: {}
components:
  schemas:
    Address: {type: object, properties: {street: {type: string}}}
    Person:
      type: object
      properties:
        home:
          allOf:
            - $ref: '#/components/schemas/Address'
            - {description: Where they live.}
        work:
          allOf:
            - {title: Person, description: Where they work.}
            - $ref: '#/components/schemas/Address'
          title: Address
          description: Where they are by day.
        shop: {allOf: [{title: Address, oneOf: [{type: string}, {type: integer}]}, {description: One shop.}]}
        other: {allOf: [{title: Address, type: object, properties: {name: {type: string}}}, {description: Another.}]}
",
    );
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    let person = flat(item(&made, "pub struct Person {"));
    assert!(
        person.contains("///Wheretheylive.")
            && person.contains("pubhome:::std::option::Option<Address>"),
        "{person}"
    );
    assert!(
        person.contains("///Wheretheyarebyday.")
            && person.contains("pubwork:::std::option::Option<Address>"),
        "{person}"
    );
}

#[test]
fn what_adds_to_a_schema_that_adds_to_it_again_is_one_type() {
    let made = made("
paths: {}
components:
  schemas:
    Rule:
      type: object
      required: [left, right]
      properties:
        name: {type: string}
        left: {allOf: [{$ref: '#/components/schemas/Rule'}, {type: object, properties: {depth: {type: integer}}}]}
        right: {allOf: [{$ref: '#/components/schemas/Rule'}, {type: object, properties: {width: {type: integer}}}]}
        both: {allOf: [{$ref: '#/components/schemas/Rule'}, {$ref: '#/components/schemas/Other'}]}
    Other:
      type: object
      properties:
        left: {allOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Rule'}]}
");
    let left = flat(item(&made, "pub struct RuleLeft {"));
    assert!(
        left.contains("pubname:") && left.contains("pubdepth:"),
        "{left}"
    );
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    assert!(made.code.len() < 400_000, "{} bytes", made.code.len());
}

#[test]
fn values_that_begin_with_a_sign_are_variants_as_others_are() {
    let made = made(
        "
paths: {}
components:
  schemas:
    Reaction: {type: string, enum: ['+1', '-1', laugh]}
",
    );
    let reaction = item(&made, "pub enum Reaction {");
    assert!(
        reaction.contains("Plus1,") && reaction.contains("Minus1,"),
        "{reaction}"
    );
    assert!(flat(&made.code).contains("Plus1=\"+1\""));
}

#[test]
fn of_one_title_are_one_type_those_that_are_the_same() {
    let error = "{title: Answer, type: object, properties: {b: {type: string, enum: [x, y]}}}";
    let made = made(&format!("
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {{description: d, content: {{application/json: {{schema: {{title: Answer, type: object, properties: {{a: {{type: string}}}}}}}}}}}}
        default: {{description: d, content: {{application/json: {{schema: {error}}}}}}}
"));
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    assert!(
        made.code
            .contains("ResponseValue<types::Answer>, Error<types::Answer2>")
    );
    assert!(!made.code.contains("Answer3"));
}

#[test]
fn the_title_of_a_constant_names_no_type() {
    let made = made("
paths: {}
components:
  schemas:
    Segment: {type: object, properties: {type: {title: Type, type: string, enum: [a, b]}}}
    Condition:
      oneOf:
        - {type: object, properties: {kind: {title: Type, type: string, enum: [x]}, a: {type: string}}}
        - {type: object, properties: {kind: {title: Type, type: string, enum: [y]}, b: {type: string}}}
");
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    assert!(item(&made, "pub enum Type {").contains("A,"));
}

#[test]
fn a_union_that_may_be_null_is_a_type_inside_of_another() {
    let made = made("
paths:
  /a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Interval'}}}}}}}
components:
  schemas:
    Delta: {type: object, required: [days], properties: {kind: {type: string}, days: {type: integer}}}
    Cron: {type: object, nullable: true, required: [value], properties: {kind: {type: string}, value: {type: string}}}
    Interval:
      anyOf: [{$ref: '#/components/schemas/Delta'}, {$ref: '#/components/schemas/Cron'}]
      discriminator: {propertyName: kind}
      nullable: true
");
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    let interval = flat(item(&made, "pub struct Interval("));
    assert!(interval.contains("Option<IntervalInner>"), "{interval}");
    assert!(item(&made, "pub enum IntervalInner {").contains("Delta("));
}

#[test]
fn a_warning_of_an_inline_schema_names_a_place_that_the_document_has() {
    let made = made("
paths: {}
components:
  schemas:
    Parcel: {type: object, properties: {weight: {allOf: [{type: string, enum: [a]}, {type: string, enum: [b]}]}}}
");
    let places: Vec<String> = made.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(places.len(), 1, "{places:?}");
    assert!(
        places[0].contains("any.yaml#/components/schemas: the schema `ParcelWeight`"),
        "{places:?}"
    );
}

#[test]
fn a_base_is_the_union_of_what_is_all_of_it_and_nothing_is_lost() {
    let base = |more: &str| {
        made(&format!(
            "
paths: {{}}
components:
  schemas:
    Base: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind{more}}}}}
    One: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{type: object, properties: {{x: {{type: string}}}}}}]}}
    Two: {{allOf: [{{$ref: '#/components/schemas/Base'}}], properties: {{y: {{type: string}}}}}}
"
        ))
    };
    let by_name = base("");
    assert!(by_name.warnings.is_empty(), "{:?}", by_name.warnings);
    let forms = flat(item(&by_name, "pub enum Base {"));
    assert!(
        forms.contains("One(One)") && forms.contains("Two(Two)"),
        "{forms}"
    );
    let decode = item(&by_name, "impl<'de> ::serde::Deserialize<'de> for Base {");
    assert!(
        decode.contains("Some(\"One\")") && decode.contains("Some(\"Two\")"),
        "{decode}"
    );
    assert!(!by_name.code.contains("BaseBase"));
    assert!(
        by_name
            .report
            .contains("`Base` is one of the 2 that are `allOf` of it")
    );
    let by_key = base(", mapping: {one: One, uno: '#/components/schemas/One', base: Base}");
    let decode = item(&by_key, "impl<'de> ::serde::Deserialize<'de> for Base {");
    for key in ["one", "uno", "Two", "base"] {
        assert!(
            decode.contains(&format!("Some(\"{key}\")")),
            "{key} in {decode}"
        );
    }
    assert!(item(&by_key, "pub struct BaseBase {").contains("pub kind:"));
}

#[test]
fn a_base_without_kinds_keeps_what_it_does_not_name() {
    let made = made(&schema(
        "{type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}",
    ));
    assert!(item(&made, "pub struct Thing {").contains("pub extra:"));
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
}

#[test]
fn a_base_between_a_base_and_others_is_a_kind_too() {
    let made = made(
        "
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {claws: {type: integer}}}]}
    Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {mane: {type: boolean}}}]}
    Tiger: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {stripes: {type: integer}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
    Box: {type: object, properties: {type: {type: string}}, discriminator: {propertyName: type}}
    Ring: {allOf: [{$ref: '#/components/schemas/Box'}, {$ref: '#/components/schemas/Chain'}]}
    Chain: {allOf: [{$ref: '#/components/schemas/Ring'}]}
",
    );
    let forms = flat(item(&made, "pub enum Cat {"));
    for form in ["(CatBase)", "(Lion)", "(Tiger)", "Unknown("] {
        assert!(forms.contains(form), "{form} in {forms}");
    }
    assert!(item(&made, "pub enum Pet {").matches("One of").count() == 4);
    assert!(item(&made, "pub struct Lion {").contains("pub claws:"));
}

#[test]
fn a_document_of_3_1_lacks_nothing_but_its_webhooks() {
    let document = read(crate::small::documents::NEWER);
    let made = pipeline::make(&document, None, Target::Standalone, "test").unwrap();
    assert!(codes(&made).iter().all(|code| *code == "older-keyword"));
    let thing = item(&made, "pub struct Thing {");
    let fields = thing
        .lines()
        .filter(|line| line.starts_with("        pub "));
    assert_eq!(fields.count(), 16, "{thing}");
}
