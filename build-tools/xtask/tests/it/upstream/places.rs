//! Places that have the document, or something else.

use super::{VERSION, document, gathered, names, page, page_in, refused, serve, server, site};
use crate::server::{Server, reply};

#[test]
fn a_whole_document_is_known_by_its_content() {
    for body in [document(VERSION), page_as_yaml()] {
        let server = server(vec![("/docs", body)]);
        let gathered = gathered(&[&server.at("/docs")]);
        assert_eq!(names(&gathered), ["docs"]);
        assert!(gathered.notes[0].contains("has the whole document"));
    }
}

/// The block of the published page.
fn page_as_yaml() -> String {
    let page = page();
    let block = page.split("````").nth(1).unwrap();
    block.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn places_without_the_document_are_passed_over_in_order() {
    let pages = site(vec![("/reference/a.md", page())]);
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/html" => reply(stream, "200 OK", "<html><p>Welcome</p></html>"),
        "/other" => reply(stream, "200 OK", &document("2025-11-20")),
        "/error" => reply(stream, "200 OK", "{\"error\": \"not found\"}"),
        "/prose" => reply(stream, "200 OK", "# Nothing here\n"),
        "/empty" => reply(
            stream,
            "200 OK",
            "[a](https://other.example/reference/a.md)",
        ),
        "/newer" => reply(stream, "200 OK", "[a](/reference/newer.md)"),
        "/reference/newer.md" => {
            let newer = page_in("management-api_2025-11-20.json", "2025-11-20");
            reply(stream, "200 OK", &newer)
        }
        _ => serve(&pages, request, stream),
    });
    let places = [
        ("/gone", "404 Not Found"),
        ("/html", "found HTML"),
        (
            "/other",
            "expected version `2024-05-20`, found `2025-11-20`",
        ),
        ("/error", "found none"),
        ("/prose", "found neither"),
        ("/empty", "found none"),
        ("/newer", "there are pages of management-api 2025-11-20"),
    ];
    let addresses: Vec<String> = places.iter().map(|(path, _)| server.at(path)).collect();
    let mut addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let said = refused(&addresses);
    let index = server.at("/llms.txt");
    addresses.push(&index);
    let notes = gathered(&addresses).notes.join("\n");
    for (path, told) in places {
        let passed = format!("passed over {}: ", server.at(path));
        let line = notes.lines().find(|line| line.starts_with(&passed));
        let line = line.unwrap_or_else(|| panic!("{path}: {notes}"));
        assert!(line.contains(told), "{line}");
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_document_that_is_there_but_broken_is_not_passed_over() {
    let broken = document(VERSION).replacen(':', "", 1);
    let mut pages = site(vec![("/reference/a.md", page())]);
    pages.push(("/docs", broken));
    let server = server(pages);
    let said = refused(&[&server.at("/docs"), &server.at("/llms.txt")]);
    assert!(said.contains("/docs"), "{said}");
}

#[test]
fn an_index_that_is_a_file_is_refused() {
    let said = refused(&["llms.txt"]);
    assert!(said.contains("error[not-an-address]: llms.txt"), "{said}");
}
