//! Lists that come in pages, in the published client.

use crate::small;
use api_generate::{Made, Target, pipeline};

/// A list, with these properties beside its items.
fn made(beside: &str) -> Made {
    let document = small::document(&format!(
        "
paths:
  /things:
    get:
      operationId: list_things
      parameters: [{{name: cursor, in: query, schema: {{type: string}}}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/ThingPage'}}
        '400':
          description: d
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Problem'}}
components:
  schemas:
    Problem:
      type: object
      required: [error]
      properties: {{error: {{$ref: '#/components/schemas/ProblemDetails'}}}}
    ProblemDetails:
      type: object
      required: [code, message]
      properties:
        code: {{type: string}}
        message: {{type: string}}
        violations: {{type: array, items: {{$ref: '#/components/schemas/Violation'}}}}
    Violation:
      type: object
      required: [property, message]
      properties: {{property: {{type: string}}, message: {{type: string}}}}
    ThingPage:
      type: object
      required: [data]
      properties:
        data: {{type: array, items: {{$ref: '#/components/schemas/Thing'}}}}
        {beside}
    Thing: {{type: object, properties: {{id: {{type: string}}}}}}
    Cursor: {{type: string}}
"
    ));
    pipeline::make(&document, None, Target::Published, "test")
        .unwrap_or_else(|found| panic!("{found}"))
}

#[test]
fn what_a_lists_course_depends_on_is_in_its_table() {
    let made = made("meta: {type: object, properties: {next/cursor: {type: string}}}");
    let steering = r#"steering: &["/data", "/meta/next~1cursor"]"#;
    assert!(made.code.contains(steering), "{}", made.code);
    let note = "rule: list_things comes in pages: the items are in `data`, the next cursor in \
                `meta.next/cursor`\n";
    assert!(made.report.contains(note), "{}", made.report);
}

#[test]
fn the_example_of_a_list_in_pages_reads_all_items() {
    let read = [
        "/// let mut items = client.list_things().items();",
        "/// while let Some(item) = items.next().await {",
        "///     let item = item?;",
        "///     println!(\"{item:?}\");",
        "/// }",
    ];
    for (beside, is_read) in [
        (
            "meta: {type: object, properties: {next_cursor: {type: string}}}",
            true,
        ),
        ("more: {type: boolean}", false),
    ] {
        let made = made(beside);
        let lines: Vec<&str> = made.code.lines().map(str::trim).collect();
        let found = lines.windows(read.len()).any(|lines| lines == read);
        assert_eq!(found, is_read, "{}", made.code);
    }
}

#[test]
fn a_list_whose_form_is_not_known_is_in_the_report() {
    let made = made("more: {type: boolean}");
    assert!(made.code.contains("steering: &[]"), "{}", made.code);
    let note = "rule: list_things takes a cursor but cannot be read page by page: its answer has \
                no next cursor; ";
    assert!(made.report.contains(note), "{}", made.report);
}

/// The code of one `fn` of the page, without white space at its ends.
fn body<'c>(made: &'c Made, function: &str) -> &'c str {
    let (_, rest) = made
        .code
        .split_once(&format!("{function} {{"))
        .unwrap_or_else(|| panic!("{}", made.code));
    rest.split_once('}').unwrap().0.trim()
}

#[test]
fn a_list_has_its_pages_and_items_beside_one_page() {
    let made = made("nextCursor: {type: string}");
    for method in [
        "pub async fn send(self) -> Result<Response<types::ThingPage>, Error>",
        "pub fn pages(self) -> Pages<types::ThingPage>",
        "pub fn items(self) -> Items<types::ThingPage>",
        "type Item = types::Thing;",
    ] {
        assert!(made.code.contains(method), "{method}: {}", made.code);
    }
    assert_eq!(
        body(&made, "fn into_items(self) -> Vec<Self::Item>"),
        "self.data"
    );
}

#[test]
fn a_cursor_is_reached_through_whatever_may_be_missing() {
    let next = "fn next_cursor(&self) -> Option<&str>";
    let null = "nullable: true";
    for (beside, code) in [
        ("nextCursor: {type: string}", "self.next_cursor.as_deref()"),
        (
            "nextCursor: {$ref: '#/components/schemas/Cursor'}",
            "Some(self.next_cursor.as_ref()?.0.as_str())",
        ),
        ("nextCursor: {}", "self.next_cursor.as_ref()?.as_str()"),
        (
            "meta: {type: object, properties: {next: {type: object, properties: {NextCursor: {type: string}}}}}",
            "self.meta.as_ref()?.next.as_ref()?.next_cursor.as_deref()",
        ),
        (
            &format!(
                "meta: {{type: object, {null}, required: [next_cursor], properties: {{next_cursor: {{type: string, {null}}}}}}}"
            ),
            "self.meta.as_ref()?.next_cursor.as_deref()",
        ),
        (
            "meta: {type: object, required: [next_cursor], properties: {next_cursor: {type: string}}}",
            "Some(self.meta.as_ref()?.next_cursor.as_str())",
        ),
        (
            "meta: {allOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: object, properties: {nextCursor: {type: string}}}]}",
            "self.meta.as_ref()?.next_cursor.as_deref()",
        ),
    ] {
        let found = body(&made(beside), next).replace([' ', '\n'], "");
        assert_eq!(found, code.replace(' ', ""), "{beside}");
    }
}

#[test]
fn a_cursor_is_read_in_another_case_too() {
    let aliases = |beside: &str| {
        let code = made(beside).code;
        let found = code.split("alias = \"").skip(1);
        found
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect::<Vec<String>>()
    };
    assert_eq!(aliases("nextCursor: {type: string}"), ["next_cursor"]);
    assert_eq!(aliases("next_cursor: {type: string}"), ["nextCursor"]);
    let inside = "meta: {type: object, properties: {nextCursor: {type: string}}}";
    assert_eq!(aliases(inside), ["next_cursor"]);
}
