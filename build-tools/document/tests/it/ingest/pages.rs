//! Documentation pages.

use super::*;
use insta::assert_snapshot;
use serde_json::json;

const HEADING: &str = "yaml /reference/api.json POST /things";
const DOCUMENT: &str = "paths:\n  /things:\n    post: {}\n";

#[test]
fn the_published_page_is_ingested() {
    let document = ingest_as("create.md", PAGE).unwrap();
    let operation = document.value.pointer("/paths/~1webhooks/post").unwrap();
    assert_eq!(operation["operationId"], "WebhooksController_create");
    let schemas = document.value["components"]["schemas"].as_object().unwrap();
    assert_eq!(schemas.len(), 8);
    assert_eq!(
        document.value["info"]["description"],
        "Managment API allows you to manage your Fingerprint account and applications \
         programmatically from a server environment."
    );
}

#[test]
fn every_form_of_fence_is_understood() {
    for (open, close) in [
        ("```", "```"),
        ("````", "````"),
        ("````", "``````  "),
        ("~~~", "~~~"),
        ("~~~~ ", "~~~~~"),
        ("   ```", "  ```"),
        ("      ```", "      ```"),
    ] {
        let content = indented(DOCUMENT, open.len() - open.trim_start().len());
        for line_end in ["\n", "\r\n"] {
            let page = format!("# Page\n\n{open}{HEADING}\n{content}{close}\n\nMore.\n");
            let document = read_as("page.md", page.replace('\n', line_end)).unwrap();
            assert_eq!(
                document.value,
                json!({"paths": {"/things": {"post": {}}}}),
                "{open}"
            );
        }
    }
}

#[test]
fn a_shorter_fence_inside_the_block_is_content() {
    let content = format!("{DOCUMENT}x: |\n  ```\n  code\n  ```\n");
    let document = read_as("page.md", block(HEADING, &content)).unwrap();
    assert_eq!(document.value["x"], "```\ncode\n```\n");
}

#[test]
fn a_deeper_fence_inside_the_block_is_content() {
    let page = format!("```{HEADING}\n{DOCUMENT}x:\n  y: |\n    ```\n    code\n    ```\n```\n");
    assert_eq!(
        read_as("page.md", page).unwrap().value["x"]["y"],
        "```\ncode\n```\n"
    );
}

#[test]
fn blocks_without_a_heading_are_passed_over() {
    let page = format!(
        "{}{}{}",
        block("yaml", "a: 1"),
        block(HEADING, &format!("openapi: 3.0.3\n{DOCUMENT}")),
        block("json title=\"GET /x\"", "{}")
    );
    let document = read_as("page.md", page).unwrap();
    assert!(document.value.get("paths").is_some());
}

#[test]
fn code_inside_a_line_is_no_fence() {
    let page = format!("Write\n```a``` or\n\n{}", block(HEADING, DOCUMENT));
    assert!(
        read_as("page.md", page)
            .unwrap()
            .value
            .get("paths")
            .is_some()
    );
}

#[test]
fn a_page_without_a_document_block_is_refused() {
    assert_snapshot!(reported(read_as("page.md", "# Page\n\nProse.\n")), @r#"
    error[no-document-block]: page.md: the page has no fenced YAML block with a document
      help: use the page of one operation; its block is headed `yaml <document> <METHOD> <path>`
    "#);
}

#[test]
fn a_block_without_a_full_heading_is_pointed_out() {
    let page = format!("# Page\n\n{}", block("yaml", DOCUMENT));
    assert_snapshot!(reported(read_as("page.md", page)), @r#"
    error[no-document-block]: page.md:3:1: the page has a YAML block, but none that is headed as a document
      help: use the page of one operation; its block is headed `yaml <document> <METHOD> <path>`
    "#);
}

#[test]
fn every_further_document_block_is_refused() {
    let one = block(HEADING, DOCUMENT);
    assert_snapshot!(reported(read_as("page.md", format!("{one}\n{one}\n  {one}"))), @r#"
    error[several-document-blocks]: page.md:7:1: the page has a second document block; the first is at line 1
      help: split the page, so that each source holds one document
    error[several-document-blocks]: page.md:13:3: the page has a second document block; the first is at line 1
      help: split the page, so that each source holds one document
    "#);
}

#[test]
fn a_block_that_is_not_closed_is_refused() {
    assert_snapshot!(reported(read_as(
            "page.md",
            format!("# Page\n  ```{HEADING}\n{DOCUMENT}")
        )), @r#"
    error[unclosed-block]: page.md:2:3: the document block that starts here is not closed
      help: fetch the page again: it looks cut off
    "#);
}

#[test]
fn a_heading_that_the_document_does_not_keep_is_refused() {
    let wrong = |heading| {
        reported(read_as(
            "page.md",
            format!("\n{}", block(heading, DOCUMENT)),
        ))
    };
    assert_snapshot!(wrong("yaml a.json GET /things"), @r#"
    error[heading-not-in-block]: page.md:2:1: the block is headed `GET /things`, but its document has no `/paths/~1things/get`
      help: fetch the page again; if it stays so, correct the heading in the stored copy
    "#);
    assert_snapshot!(wrong("yaml a.json POST /things/{id}"), @r#"
    error[heading-not-in-block]: page.md:2:1: the block is headed `POST /things/{id}`, but its document has no `/paths/~1things~1{id}/post`
      help: fetch the page again; if it stays so, correct the heading in the stored copy
    "#);
}

#[test]
fn places_in_a_block_are_places_in_the_page() {
    let page = format!("# Page\n\n  ```{HEADING}\n  a: 1\n  a: 2\n b: [\n  ```\n");
    assert_snapshot!(reported(read_as("page.md", page)), @r#"
    error[duplicate-key]: page.md:5:3: duplicate key `a` (first at line 4)
      help: keep one of the two
    error[broken-yaml]: page.md:6:5: this is not YAML: unclosed bracket '['
      help: correct it there or just above; a download that was cut off looks like this
    "#);
}

#[test]
fn the_canonical_form_of_the_page_is_stable() {
    let once = canonical(ingest_as("create.md", PAGE));
    let twice = canonical(ingest_as("spec/management-api_2024-05-20.json", &once));
    assert_eq!(once, twice);
    assert!(once.starts_with("{\n  \"openapi\": \"3.0.0\",\n  \"info\": {\n"));
    assert!(once.ends_with("\n  }\n}\n"));
}
