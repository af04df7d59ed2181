//! Documents of many files: what they become, what is refused, and where a
//! diagnostic says that something stands.

use api_document::bundle::{Bundle, bundle};
use api_document::diagnostic::Diagnostics;
use api_document::ingest::{self, Source};
use api_document::located::Locator;
use api_document::rule::Severity;
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Folder = BTreeMap<&'static str, String>;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

fn source(folder: &Folder, path: &str) -> Result<Source, String> {
    let text = folder.get(path).ok_or("it does not exist")?;
    Ok(Source {
        name: format!("api/{path}"),
        bytes: text.clone().into_bytes(),
    })
}

fn folder(root: &str, files: &[(&'static str, &str)]) -> Folder {
    let root = ("root.yaml", format!("{HEAD}{root}"));
    let files = files.iter().map(|(path, text)| (*path, (*text).to_owned()));
    std::iter::once(root).chain(files).collect()
}

fn bundled(folder: &Folder) -> Result<Bundle, Diagnostics> {
    let root = source(folder, "root.yaml").unwrap();
    bundle(root, "root.yaml", &|path| source(folder, path))
}

/// The whole document, which has to be sound.
fn whole(root: &str, files: &[(&'static str, &str)]) -> Value {
    let folder = folder(root, files);
    let bundle = bundled(&folder).unwrap_or_else(|found| panic!("{found}"));
    let again = self::bundle(bundle.source.clone(), "root.yaml", &|path| {
        Err(path.to_owned())
    });
    assert!(
        again.unwrap().origins.is_alone(),
        "nothing leads out of it any more"
    );
    let document = ingest::any(&bundle.source).unwrap_or_else(|found| panic!("{found}"));
    assert_eq!(document.name, "api/root.yaml");
    document.value
}

fn refused(root: &str, files: &[(&'static str, &str)]) -> String {
    bundled(&folder(root, files)).unwrap_err().to_string()
}

/// A root whose only schema is this.
fn schema(schema: &str) -> String {
    format!("paths: {{}}\ncomponents: {{schemas: {{Root: {schema}}}}}\n")
}

fn names(document: &Value) -> Vec<&str> {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    schemas.keys().map(String::as_str).collect()
}

#[test]
fn every_kind_of_object_is_found_in_files_of_both_formats() {
    let root = "paths:
  /pets/{id}: {$ref: 'paths/pet.yaml'}
  /plain:
    parameters: [{$ref: 'parts.json#/parameters/page'}]
    post:
      operationId: plain
      requestBody: {$ref: 'parts.json#/bodies/pet'}
      responses: {'201': {$ref: 'parts.json#/responses/made'}}
";
    let pet = "get:
  operationId: pet
  parameters: [{name: id, in: path, required: true, schema: {$ref: ../schemas/id.yaml}}]
  responses:
    '200':
      description: d
      headers: {X-Rate: {$ref: '../parts.json#/headers/rate'}}
      content:
        application/json:
          schema: {$ref: ../schemas/pet.yaml}
          examples: {one: {$ref: ../examples/one.yaml}}
";
    let parts = json!({
        "parameters": { "page": { "name": "page", "in": "query", "schema": { "type": "integer" } } },
        "bodies": { "pet": { "content": { "application/json": { "schema": { "$ref": "schemas/pet.yaml" } } } } },
        "responses": { "made": { "description": "made", "content": { "application/json": { "schema": { "$ref": "./schemas/../schemas/pet.yaml#" } } } } },
        "headers": { "rate": { "schema": { "type": "integer" } } }
    });
    let document = whole(
        root,
        &[
            ("paths/pet.yaml", pet),
            ("parts.json", &parts.to_string()),
            ("schemas/id.yaml", "type: string\n"),
            (
                "schemas/pet.yaml",
                "type: object\nproperties: {id: {$ref: id.yaml}, mother: {$ref: pet.yaml}}\n",
            ),
            (
                "examples/one.yaml",
                "value: {$ref: not-a-reference.yaml}\nexternalValue: one.json\n",
            ),
        ],
    );
    let pet = json!({ "$ref": "#/components/schemas/pet" });
    let id = json!({ "$ref": "#/components/schemas/id" });
    let paths = &document["paths"];
    let get = &paths["/pets/{id}"]["get"];
    assert_eq!(get["parameters"][0]["schema"], id);
    let answer = &get["responses"]["200"];
    assert_eq!(
        answer["headers"]["X-Rate"]["$ref"],
        "#/components/headers/rate"
    );
    assert_eq!(answer["content"]["application/json"]["schema"], pet);
    assert_eq!(
        answer["content"]["application/json"]["examples"]["one"]["$ref"],
        "#/components/examples/one"
    );
    let plain = &paths["/plain"];
    assert_eq!(
        plain["parameters"][0]["$ref"],
        "#/components/parameters/page"
    );
    assert_eq!(
        plain["post"]["requestBody"]["$ref"],
        "#/components/requestBodies/pet"
    );
    assert_eq!(
        plain["post"]["responses"]["201"]["$ref"],
        "#/components/responses/made"
    );
    assert_eq!(
        document["components"],
        json!({
            "examples": { "one": { "value": { "$ref": "not-a-reference.yaml" }, "externalValue": "examples/one.json" } },
            "headers": { "rate": { "schema": { "type": "integer" } } },
            "parameters": { "page": { "name": "page", "in": "query", "schema": { "type": "integer" } } },
            "requestBodies": { "pet": { "content": { "application/json": { "schema": pet } } } },
            "responses": { "made": { "description": "made", "content": { "application/json": { "schema": pet } } } },
            "schemas": {
                "id": { "type": "string" },
                "pet": { "type": "object", "properties": { "id": id, "mother": pet } }
            }
        })
    );
}

#[test]
fn a_link_leads_to_the_operation_wherever_it_is_written() {
    let root = "paths:
  /pets: {$ref: paths/pets.yaml}
  /plain:
    get:
      operationId: plain
      responses:
        '200': {description: d, links: {own: {operationRef: '#/paths/~1plain/get'}, out: {operationRef: 'paths/pets.yaml#/get'}, other: {operationRef: 'other/api.yaml#/paths/~1a/get'}}}
";
    let pets = "get:
  operationId: pets
  responses:
    '200':
      description: d
      links:
        same: {operationRef: '#/get'}
        up: {operationRef: '../root.yaml#/paths/~1plain/get'}
        other: {operationRef: '../other/api.yaml#/paths/~1a/get'}
        far: {operationRef: 'https://example.com/api.yaml#/paths/~1a/get'}
        part: {$ref: '../links.yaml#/down'}
";
    let links = "down: {operationRef: 'paths/pets.yaml#/get'}\n";
    let document = whole(root, &[("paths/pets.yaml", pets), ("links.yaml", links)]);
    let of = |links: &Value| {
        let links = links.as_object().unwrap().iter();
        let of = |link: &Value| link["operationRef"].as_str().unwrap_or("-").to_owned();
        links.map(|(_, link)| of(link)).collect::<Vec<_>>()
    };
    let links = |path: &str| of(&document["paths"][path]["get"]["responses"]["200"]["links"]);
    let (plain, pets) = ("#/paths/~1plain/get", "#/paths/~1pets/get");
    let other = "other/api.yaml#/paths/~1a/get";
    assert_eq!(links("/plain"), [plain, pets, other]);
    let far = "https://example.com/api.yaml#/paths/~1a/get";
    assert_eq!(links("/pets"), [pets, plain, other, far, "-"]);
    assert_eq!(of(&document["components"]["links"]), [pets]);
}

#[test]
fn a_link_to_an_operation_that_its_file_does_not_have_is_told() {
    let item = "get: {operationId: a, responses: {'200': {description: d, links: {l: {operationRef: '#/paths/~1b/get'}}}}}\n";
    let found = refused(
        "paths: {/a: {$ref: a.yaml}, /b: {get: {operationId: b, responses: {}}}}\n",
        &[("a.yaml", item)],
    );
    assert!(found.contains("error[dangling-ref]: api/a.yaml"), "{found}");
    assert!(
        found.contains("write `root.yaml#/paths/~1b/get`"),
        "{found}"
    );
}

#[test]
fn one_component_by_many_ways_is_one() {
    let root = schema(
        "{oneOf: [{$ref: a/pet.yaml}, {$ref: ./a/pet.yaml}, {$ref: x/../a/pet.yaml#}, {$ref: 'all.yaml#/Pet'}, {$ref: 'a/%70et.yaml'}, {$ref: 'a/back.yaml'}]}",
    );
    let document = whole(
        &root,
        &[
            ("a/pet.yaml", "type: object\n"),
            ("a/back.yaml", "$ref: '../all.yaml#/Pet'\n"),
            ("all.yaml", "Pet: {$ref: a/pet.yaml}\n"),
        ],
    );
    assert_eq!(names(&document), ["Root", "pet"]);
    let all = document["components"]["schemas"]["Root"]["oneOf"]
        .as_array()
        .unwrap();
    assert!(
        all.iter()
            .all(|one| one["$ref"] == "#/components/schemas/pet"),
        "{all:?}"
    );
}

#[test]
fn a_root_that_names_its_own_file_is_not_the_text_that_is_read() {
    let root = schema("{$ref: 'root.yaml#/components/schemas/Root'}");
    let alone = bundled(&folder(&schema("{type: string}"), &[])).unwrap();
    assert!(alone.origins.is_alone());
    // So that positions in the one are not taken for those in the other.
    let folder = folder(&root, &[]);
    let bundle = bundled(&folder).unwrap();
    assert_ne!(bundle.source.bytes, folder["root.yaml"].as_bytes());
    assert!(!bundle.origins.is_alone());
}

#[test]
fn what_the_root_document_names_keeps_that_name() {
    let root = "paths: {}\ncomponents:\n  schemas:\n    Animal: {$ref: schemas/pet.yaml}\n    Alias: {$ref: schemas/pet.yaml}\n    Zoo: {type: array, items: {$ref: 'schemas/zoo.yaml'}}\n";
    let document = whole(
        root,
        &[
            (
                "schemas/pet.yaml",
                "type: object\nproperties: {mother: {$ref: '../root.yaml#/components/schemas/Animal'}, twin: {$ref: pet.yaml}}\n",
            ),
            (
                "schemas/zoo.yaml",
                "allOf: [{$ref: pet.yaml}, {$ref: '../root.yaml#/components/schemas/Zoo'}]\n",
            ),
        ],
    );
    let animal = json!({ "$ref": "#/components/schemas/Animal" });
    assert_eq!(
        document["components"]["schemas"],
        json!({
            "Animal": { "type": "object", "properties": { "mother": animal, "twin": animal } },
            "Alias": animal,
            "Zoo": { "type": "array", "items": { "$ref": "#/components/schemas/zoo" } },
            "zoo": { "allOf": [animal, { "$ref": "#/components/schemas/Zoo" }] }
        })
    );
}

#[test]
fn whole_sections_may_be_in_files_of_their_own() {
    let root = "paths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: schemas/index.yaml}}\n";
    let document = whole(
        root,
        &[
            ("paths.yaml", "/a: {$ref: 'a.yaml#/item'}\n"),
            (
                "a.yaml",
                "item: {get: {$ref: '#/operation'}}\noperation: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'root.yaml#/components/schemas/Pet'}}}}}}\n",
            ),
            (
                "schemas/index.yaml",
                "Pet: {$ref: pet.yaml}\nId: {type: string}\n",
            ),
            (
                "schemas/pet.yaml",
                "type: object\nproperties: {id: {$ref: 'index.yaml#/Id'}}\n",
            ),
        ],
    );
    assert_eq!(names(&document), ["Pet", "Id"]);
    let operation = &document["paths"]["/a"]["get"];
    let answer = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(answer["$ref"], "#/components/schemas/Pet");
    let id = &document["components"]["schemas"]["Pet"]["properties"]["id"];
    assert_eq!(id["$ref"], "#/components/schemas/Id");
}

#[test]
fn names_of_files_and_places_may_be_percent_encoded() {
    let root = schema(
        "{oneOf: [{$ref: 'my%20pets/pet%231.yaml'}, {$ref: 'all.yaml#/a~1b/c%20d'}, {$ref: 'all.yaml#/a%7E1b/e~0f'}]}",
    );
    let document = whole(
        &root,
        &[
            ("my pets/pet#1.yaml", "type: object\n"),
            (
                "all.yaml",
                "a/b: {c d: {type: string}, e~f: {type: integer}}\n",
            ),
        ],
    );
    assert_eq!(names(&document), ["Root", "c_d", "e_f", "pet_1"]);
}

#[test]
fn files_may_refer_to_each_other_in_circles() {
    let root = schema("{$ref: a.yaml}");
    let document = whole(
        &root,
        &[
            (
                "a.yaml",
                "type: object\nproperties: {b: {$ref: b.yaml}, root: {$ref: 'root.yaml#/components/schemas/Root'}}\n",
            ),
            ("b.yaml", "type: object\nproperties: {a: {$ref: a.yaml}}\n"),
        ],
    );
    let schemas = &document["components"]["schemas"];
    assert_eq!(names(&document), ["Root", "b"]);
    assert_eq!(
        schemas["Root"]["properties"]["root"]["$ref"],
        "#/components/schemas/Root"
    );
    assert_eq!(
        schemas["b"]["properties"]["a"]["$ref"],
        "#/components/schemas/Root"
    );
}

#[test]
fn references_that_never_reach_an_object_are_refused() {
    let found = refused(
        &schema("{$ref: a.yaml}"),
        &[("a.yaml", "$ref: b.yaml\n"), ("b.yaml", "$ref: a.yaml\n")],
    );
    assert!(found.contains("error[cyclic-ref]: api/root.yaml#/components/schemas/Root: `a.yaml` leads back to itself"), "{found}");
    let found = refused(
        "paths: {/a: {$ref: a.yaml}}\n",
        &[(
            "a.yaml",
            "get: {operationId: a, responses: {}, callbacks: {c: {x: {$ref: a.yaml}}}}\n",
        )],
    );
    assert!(
        found.contains("error[cyclic-ref]: api/a.yaml#/get/callbacks/c/x: "),
        "{found}"
    );
}

#[test]
fn a_mapping_of_a_discriminator_may_name_files() {
    let root = schema(
        "{oneOf: [{$ref: cat.yaml}, {$ref: 'all.yaml#/Dog'}], discriminator: {propertyName: kind, mapping: {cat: cat.yaml, dog: './all.yaml#/Dog', self: Root}}}",
    );
    let document = whole(
        &root,
        &[
            ("cat.yaml", "type: object\n"),
            ("all.yaml", "Dog: {type: object}\n"),
        ],
    );
    assert_eq!(
        document["components"]["schemas"]["Root"]["discriminator"]["mapping"],
        json!({ "cat": "#/components/schemas/cat", "dog": "#/components/schemas/Dog", "self": "Root" })
    );
}

#[test]
fn names_do_not_depend_on_the_order_of_what_uses_them() {
    let parts = [
        "{$ref: b/pet.yaml}",
        "{$ref: a/pet.yaml}",
        "{$ref: pet.yaml}",
    ];
    let files = [
        ("pet.yaml", "type: string\n"),
        ("a/pet.yaml", "type: integer\n"),
        ("b/pet.yaml", "type: boolean\n"),
        ("first.yaml", "type: object\n"),
    ];
    let types = |order: [usize; 3], more: &str| {
        let parts: Vec<&str> = order.iter().map(|index| parts[*index]).collect();
        let root = schema(&format!("{{oneOf: [{more}{}]}}", parts.join(", ")));
        let document = whole(&root, &files);
        ["pet", "a_pet", "b_pet"]
            .map(|name| document["components"]["schemas"][name]["type"].clone())
    };
    let expected = [json!("string"), json!("integer"), json!("boolean")];
    assert_eq!(types([0, 1, 2], ""), expected);
    assert_eq!(types([2, 0, 1], "{$ref: first.yaml}, "), expected);
}

#[test]
fn a_name_of_the_root_document_is_not_taken_by_a_file() {
    let document = whole(
        "paths: {}\ncomponents: {schemas: {pet: {type: string}, Root: {$ref: 'a.yaml#/b'}}}\n",
        &[
            (
                "a.yaml",
                "b: {type: array, items: {$ref: schemas/pet.yaml}}\n",
            ),
            ("schemas/pet.yaml", "type: object\n"),
        ],
    );
    assert_eq!(names(&document), ["pet", "Root", "pet_2"]);
}

#[test]
fn the_same_text_in_two_places_stays_two_components() {
    let document = whole(
        &schema("{oneOf: [{$ref: 'a.yaml#/One'}, {$ref: 'a.yaml#/Two'}]}"),
        &[("a.yaml", "One: {type: string}\nTwo: {type: string}\n")],
    );
    assert_eq!(names(&document), ["Root", "One", "Two"]);
}

#[test]
fn a_reference_out_of_the_folder_is_refused_with_what_to_do() {
    for (reference, why, help) in [
        (
            "https://example.com/pet.yaml",
            "is an address",
            "put the file into the folder",
        ),
        (
            "file:///etc/passwd",
            "is an address",
            "put the file into the folder",
        ),
        (
            "/etc/passwd",
            "is an absolute path",
            "put the file into the folder",
        ),
        (
            "../pet.yaml",
            "leads out of the folder of the root document",
            "give `--root DIR`",
        ),
        (
            "a/../../pet.yaml",
            "leads out of the folder",
            "give `--root DIR`",
        ),
        ("..\\pet.yaml", "is not a relative path", "write `/`"),
    ] {
        let found = refused(&schema(&format!("{{$ref: '{reference}'}}")), &[]);
        let start = format!(
            "error[external-ref]: api/root.yaml#/components/schemas/Root: `{reference}` {why}"
        );
        assert!(found.starts_with(&start), "{found}");
        assert!(found.contains(&format!("help: {help}")), "{found}");
    }
}

#[test]
fn every_missing_part_is_told_where_it_is_referred_to() {
    let found = refused(
        &schema("{oneOf: [{$ref: gone.yaml}, {$ref: 'a.yaml#/Gone'}, {$ref: a.yaml}]}"),
        &[
            (
                "a.yaml",
                "type: object\nproperties: {b: {$ref: 'broken.yaml'}, c: {$ref: '#/nowhere'}}\n",
            ),
            ("broken.yaml", "a: [\n"),
        ],
    );
    for expected in [
        "error[missing-file]: api/root.yaml#/components/schemas/Root/oneOf/0: `gone.yaml` leads to `gone.yaml`: it does not exist",
        "error[dangling-ref]: api/root.yaml#/components/schemas/Root/oneOf/1: `a.yaml#/Gone` does not exist in api/a.yaml",
        "error[dangling-ref]: api/a.yaml#/properties/c: `#/nowhere` does not exist in api/a.yaml",
        "api/broken.yaml:",
    ] {
        assert!(found.contains(expected), "{expected} in {found}");
    }
}

#[test]
fn a_place_of_the_root_that_a_file_takes_for_its_own_is_told_how_to_write() {
    let found = refused(
        "paths: {/a: {$ref: paths/v1/a.yaml}}\ncomponents: {schemas: {A: {type: string}}}\n",
        &[(
            "paths/v1/a.yaml",
            "get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}\n",
        )],
    );
    assert!(found.contains("`#/components/schemas/A` does not exist in api/paths/v1/a.yaml\n  help: the root document has it: write `../../root.yaml#/components/schemas/A`"), "{found}");
}

#[test]
fn of_a_document_without_its_files_every_reference_to_one_is_told() {
    let root = Source {
        name: "https://example.com/root.yaml".to_owned(),
        bytes: format!("{HEAD}paths: {{/a: {{$ref: a.yaml}}}}\ncomponents: {{schemas: {{A: {{$ref: b.yaml}}}}}}\n").into_bytes(),
    };
    let found = ingest::ingest(&[root]).unwrap_err().to_string();
    for file in ["a.yaml", "b.yaml"] {
        let expected =
            format!("`{file}` points outside this document\n  help: clone the repository");
        assert!(found.contains(&expected), "{found}");
    }
}

#[test]
fn a_diagnostic_names_the_file_and_the_line_where_the_text_stands() {
    let folder = folder(
        "paths: {/a: {$ref: paths/a.yaml}}\n",
        &[
            (
                "paths/a.yaml",
                "get:\n  operationId: a\n  responses:\n    '200':\n      description: d\n      content:\n        application/json:\n          schema: {$ref: '../schemas/pet.yaml#/Pet'}\n    'oops': {description: d}\n",
            ),
            (
                "schemas/pet.yaml",
                "Other: 1\nPet:\n  type: object\n  properties:\n    age:\n      type: number of years\n",
            ),
        ],
    );
    let bundle = bundled(&folder).unwrap();
    let found = bundle
        .origins
        .traced(ingest::any(&bundle.source))
        .unwrap_err();
    let read = |name: &str| source(&folder, name.strip_prefix("api/")?).ok();
    let locator = Locator::of(&found, read);
    let told: Vec<String> = found
        .iter()
        .map(|one| locator.locate(Severity::Error, one).heading())
        .collect();
    assert!(
        told[0].starts_with("error[invalid-openapi]: api/paths/a.yaml:9#/get/responses/oops: "),
        "{told:?}"
    );
    assert!(
        told[1].starts_with(
            "error[invalid-openapi]: api/schemas/pet.yaml:6#/Pet/properties/age/type: "
        ),
        "{told:?}"
    );
}

#[test]
fn what_stands_beside_a_reference_to_a_path_item_is_added_to_it() {
    let folder = folder(
        "paths:\n  /a/{b}:\n    $ref: a.yaml\n    parameters: [{$ref: 'a.yaml#/x-parameter'}]\n",
        &[(
            "a.yaml",
            "get: {operationId: a, responses: {}}\nx-parameter: {name: b, in: path, required: true, schema: {type: bad}}\n",
        )],
    );
    let bundle = bundled(&folder).unwrap();
    let (file, pointer) = bundle.origins.of("/paths/~1a~1{b}/parameters/0");
    assert_eq!(
        (file, pointer.as_str()),
        ("api/root.yaml", "/paths/~1a~1{b}/parameters/0")
    );
    let (file, pointer) = bundle.origins.of("/paths/~1a~1{b}/get/operationId");
    assert_eq!((file, pointer.as_str()), ("api/a.yaml", "/get/operationId"));
    let found = bundle
        .origins
        .traced(ingest::any(&bundle.source))
        .unwrap_err();
    assert!(
        found
            .to_string()
            .contains("api/a.yaml#/x-parameter/schema/type"),
        "{found}"
    );
}

#[test]
fn a_document_of_one_file_is_left_as_it_is() {
    for root in [
        schema(
            "{type: object, properties: {$ref: {type: string}, again: {$ref: '#/components/schemas/Root'}}}",
        ),
        // Looks as if, and is not.
        schema("{type: string, example: {$ref: other.yaml}, x-note: {$ref: other.yaml}}"),
        "paths: {}\n# $ref: other.yaml\n".to_owned(),
    ] {
        let folder = folder(&root, &[]);
        let bundle = bundled(&folder).unwrap();
        assert_eq!(bundle.source, source(&folder, "root.yaml").unwrap());
    }
}

#[test]
fn files_of_json_schema_have_definitions_and_anchors() {
    let document = whole(
        &schema(
            "{oneOf: [{$ref: 'lib.json'}, {$ref: 'lib.json#pet'}, {$ref: 'lib.json#/definitions/Name'}]}",
        ),
        &[(
            "lib.json",
            r##"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://example.com/lib.json",
            "type": "object", "properties": {"a": {"$ref": "#/definitions/Name"}, "b": {"$ref": "https://example.com/lib.json#/definitions/Name"}},
            "definitions": {"Name": {"type": "string"}, "Pet": {"$anchor": "pet", "type": "object"}}}"##,
        )],
    );
    assert_eq!(names(&document), ["Root", "Name", "Pet", "lib"]);
    let name = json!({ "$ref": "#/components/schemas/Name" });
    assert_eq!(
        document["components"]["schemas"]["lib"],
        json!({ "type": "object", "properties": { "a": name, "b": name } })
    );
}

#[test]
fn the_words_of_3_1_hold_references_too() {
    let root = "paths: {}\nwebhooks: {w: {$ref: 'a.yaml#/item'}}\ncomponents:\n  schemas:\n    Root: {prefixItems: [{$ref: 'a.yaml#/A'}], if: {$ref: 'a.yaml#/A'}, patternProperties: {x: {$ref: 'a.yaml#/A'}}, $defs: {d: {$ref: 'a.yaml#/A'}}, description: d}\n  pathItems: {p: {$ref: 'a.yaml#/item'}}\n".to_owned();
    let mut folder = folder(
        &root,
        &[(
            "a.yaml",
            "A: {type: string}\nitem: {post: {operationId: w, responses: {}}}\n",
        )],
    );
    let text = folder["root.yaml"].replace("3.0.3", "3.1.1");
    folder.insert("root.yaml", text);
    let bundle = bundled(&folder).unwrap();
    let document = ingest::read(&bundle.source).unwrap().value;
    let root = &document["components"]["schemas"]["Root"];
    let a = json!({ "$ref": "#/components/schemas/A" });
    assert_eq!(root["prefixItems"], json!([a]));
    assert_eq!(
        (
            &root["if"],
            &root["patternProperties"]["x"],
            &root["$defs"]["d"]
        ),
        (&a, &a, &a)
    );
    assert_eq!(document["webhooks"]["w"]["post"]["operationId"], "w");
    assert_eq!(
        document["components"]["pathItems"]["p"],
        document["webhooks"]["w"]
    );
}

#[test]
fn what_is_written_often_is_bounded() {
    // Each path item has the next one twice: 2 to the power of 30.
    let mut files: Vec<(&'static str, String)> = Vec::new();
    let folder_names: Vec<&'static str> = (0..31).map(|n| &*format!("f{n}.yaml").leak()).collect();
    for (number, name) in folder_names.iter().enumerate().take(30) {
        let next = folder_names[number + 1];
        files.push((name, format!("x: {{$ref: {next}}}\ny: {{$ref: {next}}}\n")));
    }
    files.push((folder_names[30], "x: 1\n".to_owned()));
    let files: Vec<(&'static str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let found = refused("paths: {}\ninfo-more: {$ref: f0.yaml}\n", &files);
    assert!(found.contains("error[too-many-files]"), "{found}");
}

#[test]
fn the_number_of_files_is_bounded() {
    let root = format!("{HEAD}{}", schema("{$ref: f1.yaml}"));
    let root = Source {
        name: "root.yaml".to_owned(),
        bytes: root.into_bytes(),
    };
    let read = |path: &str| {
        let number: u32 = path
            .trim_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .unwrap();
        let text = format!("properties: {{next: {{$ref: f{}.yaml}}}}\n", number + 1);
        Ok(Source {
            name: path.to_owned(),
            bytes: text.into_bytes(),
        })
    };
    let found = bundle(root, "root.yaml", &read).unwrap_err().to_string();
    assert!(
        found.contains("error[too-many-files]: f4999.yaml#/properties/next: more than 5000 files"),
        "{found}"
    );
}

#[test]
fn nesting_through_files_is_bounded() {
    let deep = |inner: &str| format!("{}{inner}{}", "{a: ".repeat(30), "}".repeat(30));
    let root = format!("paths: {{}}\ninfo-more: {}\n", deep("{$ref: b.yaml}"));
    let found = refused(&root, &[("b.yaml", &deep("1"))]);
    assert!(
        found.starts_with("error[too-deep]: api/b.yaml#/a"),
        "{found}"
    );
}

/// A value whose references to schemas are to files in a folder.
fn split(value: &Value, schemas: &str) -> Value {
    match value {
        Value::Object(members) => (members.iter())
            .map(|(name, value)| match value.as_str() {
                Some(reference) if name == "$ref" => {
                    let schema = reference.rsplit('/').next().unwrap();
                    (name.clone(), json!(format!("{schemas}{schema}.json")))
                }
                _ => (name.clone(), split(value, schemas)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| split(item, schemas)).collect(),
        single => single.clone(),
    }
}

#[test]
fn a_document_that_was_split_into_files_is_what_it_was() {
    let text = include_str!("../fixtures/2024-05-20/management-api_2024-05-20.json");
    let whole: Value = serde_json::from_str(text).unwrap();
    let mut files = BTreeMap::new();
    let mut root = whole.clone();
    for (name, schema) in root["components"]["schemas"].as_object_mut().unwrap() {
        files.insert(format!("schemas/{name}.json"), split(schema, ""));
        *schema = json!({ "$ref": format!("schemas/{name}.json") });
    }
    for (number, (_, item)) in root["paths"]
        .as_object_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        let path = format!("paths/{number}.json");
        files.insert(path.clone(), split(item, "../schemas/"));
        *item = json!({ "$ref": path });
    }
    let source = |path: &str, value: &Value| Source {
        name: path.to_owned(),
        bytes: value.to_string().into_bytes(),
    };
    let read = |path: &str| Ok(source(path, &files[path]));
    let bundle = bundle(source("root.json", &root), "root.json", &read).unwrap();
    assert!(!bundle.origins.is_alone());
    assert_eq!(String::from_utf8(bundle.source.bytes).unwrap(), text);
}

#[test]
fn a_text_without_quotes_is_kept_and_told_in_its_own_file() {
    let root = schema(
        "{type: object, properties: {a: {$ref: version.yaml}, b: {type: string, enum: [2.20]}}}",
    );
    let folder = folder(
        &root,
        &[("version.yaml", "type: string\nenum: [1.10, 0x1F]\n")],
    );
    let bundle = bundled(&folder).unwrap();
    let document = ingest::any(&bundle.source).unwrap().value;
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Root"]["properties"]["b"]["enum"], json!(["2.20"]));
    assert_eq!(schemas["version"]["enum"], json!(["1.10", "0x1F"]));
    let told: Vec<String> = bundle.mistyped().iter().map(ToString::to_string).collect();
    let places = [
        "api/root.yaml#/components/schemas/Root/properties/b/enum/0: ",
        "api/version.yaml#/enum/0: ",
        "api/version.yaml#/enum/1: ",
    ];
    assert_eq!(told.len(), places.len(), "{told:?}");
    for (told, place) in told.iter().zip(places) {
        assert!(told.contains(place), "{told}");
    }
}
