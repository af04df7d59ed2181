//! What a document says in vain or gives away: it is told, for ours as an error.

use api_document::diagnostic::Diagnostic;
use api_document::ingest::{self, Source, to_canonical_json};

fn source(inside: &str) -> Source {
    let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";
    Source {
        name: "api.yaml".to_owned(),
        bytes: format!("{head}{inside}").into_bytes(),
    }
}

fn told<'d>(found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<String> {
    let line = |one: &Diagnostic| {
        one.to_string()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    found.into_iter().map(line).collect()
}

/// What there is to doubt in a document; the same is an error in ours.
fn doubts(inside: &str) -> Vec<String> {
    let source = source(inside);
    let (_, warnings) = ingest::repaired(&source).unwrap_or_else(|found| panic!("{found}"));
    let warnings = told(&warnings);
    let (_, doubts) = ingest::any_with_doubts(&source).unwrap();
    assert_eq!(told(&doubts), warnings);
    match ingest::ingest(&[source]) {
        Ok(_) => assert!(warnings.is_empty()),
        Err(found) => assert_eq!(told(&found), warnings),
    }
    warnings
}

/// One path whose item has these members.
fn path(members: &str) -> Vec<String> {
    doubts(&format!("paths:\n  /a:\n{members}"))
}

const ANSWER: &str = "responses: {'200': {description: d}}";

#[test]
fn what_looks_like_a_method_and_is_none_is_told() {
    for (name, expected) in [
        ("POST", "`post`"),
        ("Get", "`get`"),
        ("pots", "`post`"),
        ("dlete", "`delete`"),
        ("optoins", "`options`"),
        ("connect", "a method such as `get` or `post`"),
        ("query", "a method such as `get` or `post`"),
    ] {
        let found = path(&format!("    {name}: {{operationId: a, {ANSWER}}}\n"));
        let expected = format!(
            "error[unknown-method]: api.yaml#/paths/~1a/{name}: expected {expected}, found `{name}`"
        );
        assert!(found[0].starts_with(&expected), "{found:?}");
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn what_a_path_may_have_beside_its_methods_is_not_told() {
    let all: String = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ]
    .map(|method| format!("    {method}: {{operationId: {method}, {ANSWER}}}\n"))
    .concat();
    let more = "    summary: s\n    description: d\n    servers: []\n    parameters: []\n    x-get: 1\n    x-post: {responses: {}}\n    note: {text: t}\n";
    assert_eq!(path(&(all + more)), [""; 0]);
}

/// The codes and places of what there is to doubt in a newer document.
fn newer(version: &str, inside: &str) -> Vec<String> {
    let source = Source {
        name: "api.yaml".to_owned(),
        bytes: format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{inside}")
            .into_bytes(),
    };
    let (_, doubts) = ingest::any_with_doubts(&source).unwrap_or_else(|found| panic!("{found}"));
    told(&doubts)
}

#[test]
fn what_only_newer_versions_have_is_looked_at_too() {
    let wrong = format!("POST: {{{ANSWER}}}");
    let repeated = "get: {parameters: [{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}], responses: {}}";
    let inside = format!(
        "webhooks: {{w: {{{wrong}}}}}\ncomponents: {{pathItems: {{p: {{{wrong}}}, q: {{{repeated}}}}}}}\n"
    );
    let found = newer("3.1.0", &inside);
    for expected in [
        "error[unknown-method]: api.yaml#/webhooks/w/POST: expected `post`, found `POST`",
        "error[unknown-method]: api.yaml#/components/pathItems/p/POST: expected `post`",
        "error[repeated-parameter]: api.yaml#/components/pathItems/q/get/parameters/1: ",
    ] {
        assert!(
            found.iter().any(|line| line.starts_with(expected)),
            "{expected} in {found:?}"
        );
    }
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn the_further_methods_of_a_path_are_looked_at_too() {
    let insecure = format!("{{{ANSWER}, security: [{{none: []}}]}}");
    let inside = format!(
        "paths:\n  /a:\n    query: {insecure}\n    additionalOperations: {{COPY: {insecure}, Post: {{{ANSWER}}}, QUERY: {{{ANSWER}}}}}\n"
    );
    let found = newer("3.2.0", &inside);
    for expected in [
        "error[unknown-security-scheme]: api.yaml#/paths/~1a/query/security/0/none: ",
        "error[unknown-security-scheme]: api.yaml#/paths/~1a/additionalOperations/COPY/security/0/none: ",
        "error[unknown-method]: api.yaml#/paths/~1a/additionalOperations/Post: expected `post` in the path item itself",
        "error[unknown-method]: api.yaml#/paths/~1a/additionalOperations/QUERY: expected `query` in the path item itself",
    ] {
        assert!(
            found.iter().any(|line| line.starts_with(expected)),
            "{expected} in {found:?}"
        );
    }
    assert_eq!(found.len(), 4, "{found:?}");
    let slip = newer(
        "3.2.0",
        &format!("paths: {{/a: {{Query: {{{ANSWER}}}}}}}\n"),
    );
    assert!(
        slip[0].contains("expected `query`, found `Query`"),
        "{slip:?}"
    );
    // Before 3.2 the member means nothing, and so do the operations in it.
    let older = newer("3.1.0", &inside);
    assert!(
        older
            .iter()
            .any(|line| line.contains("/additionalOperations: expected a method")),
        "{older:?}"
    );
}

#[test]
fn an_operation_of_a_callback_is_looked_at_too() {
    let found = path(&format!(
        "    get: {{operationId: a, {ANSWER}, callbacks: {{done: {{'http://x': {{POST: {{{ANSWER}}}}}}}}}}}\n"
    ));
    assert!(
        found[0].contains("/paths/~1a/get/callbacks/done/http:~1~1x/POST: expected `post`"),
        "{found:?}"
    );
}

#[test]
fn a_requirement_that_names_no_scheme_is_told() {
    let operation = |security: &str| {
        format!("paths: {{/a: {{get: {{operationId: a, security: {security}, {ANSWER}}}}}}}\n")
    };
    let schemes = "components: {securitySchemes: {key: {type: http, scheme: bearer}, other: {type: http, scheme: basic}}}\n";
    let found = doubts(&(operation("[{key: []}, {nope: [], other: []}, {}]") + schemes));
    assert_eq!(
        found,
        [
            "error[unknown-security-scheme]: api.yaml#/paths/~1a/get/security/1/nope: expected a security scheme (`key`, `other`), found `nope`"
        ]
    );
    let found = doubts("security: [{key: []}]\npaths: {}\n");
    assert_eq!(
        found,
        [
            "error[unknown-security-scheme]: api.yaml#/security/0/key: expected a security scheme, of which the document has none, found `key`"
        ]
    );
}

#[test]
fn a_parameter_twice_in_one_list_is_told_and_the_later_one_left_out() {
    let parameter = |name: &str, place: &str| {
        format!("{{name: {name}, in: {place}, schema: {{type: string}}}}")
    };
    let inside = format!(
        "paths:\n  /a:\n    parameters: [{limit}, {header}]\n    get:\n      operationId: a\n      parameters: [{limit}, {header}, {limit}, {lower}, {other}, {{$ref: '#/components/parameters/Limit'}}, {cased}]\n      {ANSWER}\ncomponents: {{parameters: {{Limit: {limit}}}}}\n",
        limit = parameter("limit", "query"),
        cased = parameter("Limit", "query"),
        header = parameter("X-A", "header"),
        lower = parameter("x-a", "header"),
        other = parameter("limit", "header"),
    );
    let list = "api.yaml#/paths/~1a/get/parameters";
    let repeated = |index: usize, name: &str, place: &str, first: usize| {
        format!(
            "error[repeated-parameter]: {list}/{index}: the parameter `{name}` in `{place}` repeats `/paths/~1a/get/parameters/{first}`"
        )
    };
    let expected = [
        repeated(2, "limit", "query", 0),
        repeated(3, "x-a", "header", 1),
        repeated(5, "limit", "query", 0),
    ];
    assert_eq!(doubts(&inside), expected);
    let (document, _) = ingest::repaired(&source(&inside)).unwrap();
    let left = document.value.pointer("/paths/~1a/get/parameters").unwrap();
    let left: Vec<&str> = left
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(left, ["limit", "X-A", "limit", "Limit"]);
}

#[test]
fn credentials_in_an_address_are_told_and_left_out() {
    let inside = "servers:
  - url: https://user:secret@example.com/v1
  - {url: 'https://{login}@{host}/v1', variables: {login: {default: 'user:secret'}, host: {default: 'user:secret@example.com', enum: ['secret@example.com', example.com]}}}
externalDocs: {url: 'https://secret@example.com/docs'}
paths:
  /a:
    servers: [{url: '//secret@example.com'}]
    get:
      operationId: a
      servers: [{url: 'https://user:secret@example.com/v2'}]
      responses: {'200': {description: d}}
components:
  securitySchemes:
    o: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://u:secret@example.com/t', scopes: {}}}}
";
    let source = source(inside);
    let (document, warnings) = ingest::repaired(&source).unwrap();
    let text = to_canonical_json(&document.value);
    assert!(!text.contains("secret"), "{text}");
    for kept in [
        "\"https://example.com/v1\"",
        "\"https://{host}/v1\"",
        "\"https://example.com/t\"",
        "\"//example.com\"",
    ] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    let places = [
        "/servers/0/url",
        "/servers/1/variables/host/default",
        "/servers/1/variables/host/enum/0",
        "/servers/1/url",
        "/externalDocs/url",
        "/paths/~1a/servers/0/url",
        "/paths/~1a/get/servers/0/url",
        "/components/securitySchemes/o/flows/clientCredentials/tokenUrl",
    ];
    let expected = places.map(|place| format!("error[credentials-in-address]: api.yaml#{place}: the address has credentials; they are left out of all that is made of the document"));
    assert_eq!(told(&warnings), expected);
    assert!(!to_canonical_json(&ingest::any(&source).unwrap().value).contains("secret"));
    let refused = ingest::ingest(&[source]).unwrap_err();
    assert_eq!(told(&refused), expected);
}

#[test]
fn addresses_in_data_are_left_alone() {
    let inside = "paths: {}\ncomponents: {schemas: {A: {type: object, properties: {url: {type: string, example: 'https://a:b@c'}}, example: {url: 'https://a:b@c'}, x-note: {url: 'https://a:b@c'}}}}\n";
    assert_eq!(doubts(inside), [""; 0]);
}
