//! Encoding, size and format of a source, before its syntax.

use super::*;
use api_document::ingest::openapi_version;
use insta::assert_snapshot;

const SMALL: &str = r#"{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{}}"#;

#[test]
fn a_source_over_the_size_limit_is_refused() {
    let content = vec![b' '; 64 * 1024 * 1024 + 1];
    assert_snapshot!(reported(read_as("big.json", content)), @r#"
    error[too-large]: big.json: the source has 67108865 bytes; at most 67108864 are read
      help: check that this is the API document and not another download
    "#);
}

#[test]
fn a_source_at_the_size_limit_is_looked_into() {
    let mut content = vec![0xFF, 0xFE];
    content.resize(64 * 1024 * 1024, b' ');
    assert!(reported(read_as("big.json", content)).starts_with("error[utf-16]"));
}

#[test]
fn utf_16_is_named_as_such() {
    let little: Vec<u8> = "\u{FEFF}{}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{FEFF}{}"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let expected = "error[utf-16]: doc.json: the source is UTF-16 or UTF-32 text, by its byte order mark\n  help: save it as UTF-8";
    assert_eq!(reported(read_as("doc.json", little)), expected);
    assert_eq!(reported(read_as("doc.json", big)), expected);
}

#[test]
fn a_utf_8_byte_order_mark_is_dropped() {
    let marked = format!("\u{FEFF}{SMALL}");
    assert_eq!(
        read_as("doc", marked).unwrap().value,
        read_as("doc", SMALL).unwrap().value
    );
}

#[test]
fn invalid_utf_8_is_located_in_characters() {
    let content = b"openapi: 3.0.3\n\xC3\xA9: \xFF\n";
    assert_snapshot!(reported(read_as("doc.yaml", content)), @r#"
    error[invalid-utf-8]: doc.yaml:2:4: the byte at offset 19 is not UTF-8 text
      help: save the source as UTF-8; a compressed or cut-off download also looks like this
    "#);
}

#[test]
fn a_nul_byte_is_located() {
    assert_snapshot!(reported(read_as("doc.yaml", "openapi: 3.0.3\na: \0\n")), @r#"
    error[nul-byte]: doc.yaml:2:4: the source has a NUL byte
      help: save the source as UTF-8 text; UTF-16 without a byte order mark looks like this
    "#);
}

#[test]
fn an_empty_source_is_refused_in_every_format() {
    for name in ["doc.json", "doc.yaml", "doc.md", "doc"] {
        for content in ["", " \n\t\r\n", "\u{FEFF}"] {
            let expected = format!("error[empty-source]: {name}: the source is empty\n");
            assert!(
                reported(read_as(name, content)).starts_with(&expected),
                "{name}"
            );
        }
    }
}

#[test]
fn yaml_with_nothing_but_comments_is_empty() {
    assert_snapshot!(reported(read_as("doc.yaml", "# one\n# two\n")), @r#"
    error[empty-source]: doc.yaml: the source is empty
      help: fetch it again, or leave it out
    "#);
}

#[test]
fn an_outermost_value_that_is_no_object_is_refused() {
    assert_snapshot!(reported(read_as("doc.json", "[1, 2]")), @r#"
    error[not-an-object]: doc.json: expected an object, found a list of length 2
      help: use a source whose outermost value is an OpenAPI document
    "#);
    assert_snapshot!(reported(read_as("doc.yaml", "- 1\n")), @r#"
    error[not-an-object]: doc.yaml: expected an object, found a list of length 1
      help: use a source whose outermost value is an OpenAPI document
    "#);
    assert_snapshot!(reported(read_as("doc.json", "\"text\"")), @r#"
    error[not-an-object]: doc.json: expected an object, found `"text"`
      help: use a source whose outermost value is an OpenAPI document
    "#);
    assert_snapshot!(reported(read_as("doc.yaml", "null")), @r#"
    error[not-an-object]: doc.yaml: expected an object, found `null`
      help: use a source whose outermost value is an OpenAPI document
    "#);
}

#[test]
fn the_content_decides_the_format_whatever_the_name() {
    let yaml = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
    let page = format!(
        "# Page\n\n{}",
        block("yaml doc.json GET /a", "paths: {/a: {get: {}}}")
    );
    for name in [
        "doc.json",
        "doc.yaml",
        "doc.md",
        "doc.txt",
        "doc",
        "https://example.com/doc?x=.md",
    ] {
        assert_eq!(
            canonical(read_as(name, yaml)),
            canonical(read_as(name, SMALL)),
            "{name}"
        );
        assert!(
            read_as(name, &page)
                .unwrap()
                .value
                .pointer("/paths/~1a/get")
                .is_some(),
            "{name}"
        );
    }
}

#[test]
fn yaml_in_flow_style_is_read_when_its_name_says_so() {
    let flow = "{openapi: 3.0.3, paths: {}}";
    assert_eq!(
        openapi_version(&read_as("doc.yml", flow).unwrap()),
        Some("3.0.3")
    );
    assert!(reported(read_as("doc", flow)).starts_with("error[broken-json]: doc:1:2: "));
}

#[test]
fn json_is_read_as_json_even_in_a_yaml_file() {
    let json = "{\"openapi\": \"3.0.3\",\n\t\"a\": \"\\ud83d\\ude00\\/\"}";
    let document = read_as("doc.yaml", json).unwrap();
    assert_eq!(document.value["a"], "\u{1F600}/");
}

#[test]
fn fenced_code_in_a_description_does_not_make_a_page() {
    let yaml = format!(
        "info:\n  description: |\n{}openapi: 3.0.3\n",
        indented(&block("yaml a.json GET /a", "b: c"), 4)
    );
    assert_eq!(
        openapi_version(&read_as("doc", yaml).unwrap()),
        Some("3.0.3")
    );
}

#[test]
fn front_matter_does_not_make_a_page_yaml() {
    let page = format!(
        "---\ntitle: Get a\nopenapi: GET /a\n---\n{}",
        block("yaml doc.json GET /a", "paths: {/a: {get: {}}}")
    );
    assert!(read_as("page", page).unwrap().value.get("paths").is_some());
}

#[test]
fn a_rendered_html_page_is_refused() {
    let html = "<!DOCTYPE html>\n<html><body>Log in</body></html>\n";
    assert_snapshot!(reported(read_as("https://example.com/reference", html)), @r#"
    error[html]: https://example.com/reference: expected a document or a page in Markdown, found HTML
      help: fetch the raw document, or the page as Markdown: its address ends in `.md`
    "#);
}

#[test]
fn every_faulty_source_is_reported() {
    let sources = [
        source("a.json", "{"),
        source("b.json", SMALL),
        source("c.yaml", ""),
    ];
    let reported = reported(ingest(&sources));
    assert!(
        reported.contains("a.json") && reported.contains("c.yaml"),
        "{reported}"
    );
}

#[test]
fn no_sources_at_all_are_refused() {
    assert_snapshot!(reported(ingest(&[])), @r#"
    error[no-sources]: the list of sources: it is empty
      help: name at least one document or page
    "#);
}
