//! Which pages become one document: their headings decide.

use super::{OTHER_PAGE, PAGE, canonical, reported, source};
use api_document::edition::Edition;
use api_document::ingest::{Source, ingest};
use api_document::pages::{LeftOut, Why, select};

const VERSION: &str = "2024-05-20";

fn wanted() -> Edition {
    Edition::new("management-api", VERSION)
}

fn left_out(page: &str, why: Why) -> LeftOut {
    LeftOut {
        page: page.to_owned(),
        why,
    }
}

fn of(name: &str, version: &str) -> Why {
    Why::Of(Edition::new(name, version))
}

/// The published page as one of another document, version or case.
fn page_of(name: &str, document: &str, version: &str) -> Source {
    let page = PAGE.replace("management-api_2024-05-20.json", document);
    source(name, page.replace(VERSION, version))
}

#[test]
fn headings_choose_the_pages_whatever_they_are_called() {
    let pages = [
        page_of("2024-05-20-server.md", "server-api_v3.json", "v3"),
        page_of("a.md", "management-api_2025-11-20.json", "2025-11-20"),
        page_of("b.md", "Management-API_2024-05-20.JSON", VERSION),
        source("guide.md", "# Guide\n\nProse.\n"),
    ];
    let selection = select(&pages, &wanted()).unwrap();
    assert_eq!(selection.pages, [pages[2].clone()]);
    let expected = [
        left_out("2024-05-20-server.md", of("server-api", "v3")),
        left_out("a.md", of("management-api", "2025-11-20")),
        left_out("guide.md", Why::NoDocument),
    ];
    assert_eq!(selection.left_out, expected);
}

#[test]
fn an_operation_on_two_equal_pages_is_taken_once() {
    let again = PAGE.replace("# Create webhook", "# Create a webhook");
    // A restart of the vendor's server calls some schemas otherwise.
    let renamed = PAGE.replace("BaseApiExceptionDto", "43bcdb2376818c770704c");
    for other in [again, renamed] {
        let pages = [source("a.md", PAGE), source("b.md", other)];
        let selection = select(&pages, &wanted()).unwrap();
        assert_eq!(selection.pages, [pages[0].clone()]);
        let same = Why::SameAs("a.md".to_owned());
        assert_eq!(selection.left_out, [left_out("b.md", same)]);
    }
}

#[test]
fn an_operation_on_two_pages_that_differ_names_both() {
    let other = PAGE.replace("summary: Create webhook", "summary: Make webhook");
    let pages = [source("a.md", PAGE), source("b.md", other)];
    let said = reported(select(&pages, &wanted()));
    assert!(
        said.contains("error[operation-on-two-pages]: b.md#/paths/~1webhooks/post"),
        "{said}"
    );
    assert!(said.contains("is on a.md too"), "{said}");
}

#[test]
fn a_broken_page_stops_only_if_it_is_wanted() {
    let broken = PAGE.trim_end().trim_end_matches('`');
    let pages = [source("a.md", PAGE), source("b.md", broken)];
    assert!(reported(select(&pages, &wanted())).contains("unclosed-block"));
    let other = source("b.md", broken.replace("/management-api_", "/other-api_"));
    assert_eq!(
        select(&[source("a.md", PAGE), other], &wanted())
            .unwrap()
            .pages
            .len(),
        1
    );
    let html = source("c.md", "<html><p>Not found</p></html>");
    let said = reported(select(&[source("a.md", PAGE), html], &wanted()));
    assert!(said.contains("error[html]: c.md"), "{said}");
}

#[test]
fn no_page_of_the_version_lists_the_versions_there_are() {
    let pages = [
        page_of("a.md", "management-api_2025-11-20.json", "2025-11-20"),
        page_of("b.md", "server-api.json", VERSION),
    ];
    let said = reported(select(&pages, &wanted()));
    assert!(said.contains("error[no-page]"), "{said}");
    assert!(
        said.contains("management-api 2025-11-20, server-api"),
        "{said}"
    );
    assert!(said.contains("--api-version"), "{said}");
}

#[test]
fn pages_of_two_documents_are_not_merged() {
    let together = |other: Source| ingest(&[source("a.md", PAGE), other]);
    for other in [
        OTHER_PAGE.replace("management-api_2024-05-20", "server-api"),
        OTHER_PAGE.replace("2024-05-20", "2025-11-20"),
    ] {
        let said = reported(together(source("b.md", other)));
        assert!(said.contains("error[several-documents]: b.md"), "{said}");
        assert!(
            said.contains("management-api 2024-05-20, as a.md is"),
            "{said}"
        );
    }
    canonical(together(source("b.md", OTHER_PAGE)));
}

#[test]
fn a_heading_of_another_version_than_its_document_is_refused() {
    let page = PAGE.replace("management-api_2024-05-20", "management-api_2025-11-20");
    let said = reported(ingest(&[source("a.md", page)]));
    assert!(
        said.contains("error[heading-of-another-version]: a.md:17"),
        "{said}"
    );
}
