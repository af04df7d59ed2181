//! Which pages of an index are taken.

use super::{
    VERSION, from_site, gathered, limits, names, page, page_in, page_of, refused, runtime, server,
    site,
};
use crate::server::{Server, reply};
use api_document::diagnostic::join_pointer;
use api_document::ingest::ingest;
use api_document::schema::{METHODS, components_mut, operations, ref_target};
use build_tools::project::{Expected, Inputs};
use build_tools::update;
use build_tools::upstream::gather;
use build_tools::workspace::Workspace;
use build_tools::workspace::fetch::Fetcher;
use rust_surface::Bump;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

#[test]
fn the_pages_of_an_index_are_gathered_by_their_headings() {
    let gathered = from_site(vec![
        ("/reference/server.md", page_in("server-api_v3.json", "v3")),
        (
            "/reference/2024-05-20-new.md",
            page_in("management-api_2025-11-20.json", "2025-11-20"),
        ),
        (
            "/Reference/Create.MD",
            page_in("Management-API_2024-05-20.JSON", VERSION),
        ),
        ("/reference/get.md", page_of("get", "/hooks")),
        (
            "/reference/overview.md",
            "# Overview\n\nProse.\n".to_owned(),
        ),
        ("/guides/missing.md", page()),
    ]);
    assert_eq!(
        names(&gathered),
        ["Reference/Create.MD", "reference/get.md"]
    );
    let notes = gathered.notes.join("\n");
    for told in [
        "llms.txt has 2 pages of management-api 2024-05-20",
        "left out 1 page of server-api v3: server.md",
        "left out 1 page of management-api 2025-11-20: 2024-05-20-new.md",
        "left out 1 page without a document: overview.md",
        "upstream has management-api 2025-11-20, too: --api-version 2025-11-20",
    ] {
        assert!(notes.contains(told), "{notes}");
    }
}

#[test]
fn relative_links_and_links_that_stand_twice_are_fetched_once() {
    let index = "[a](reference/a.md) [again](/reference/a.md#part) <{}/reference/a.md>";
    let address: Arc<Mutex<String>> = Arc::default();
    let shared = Arc::clone(&address);
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/llms.txt" => reply(
            stream,
            "200 OK",
            &index.replace("{}", &shared.lock().unwrap()),
        ),
        _ => reply(stream, "200 OK", &page()),
    });
    address.lock().unwrap().clone_from(&server.address);
    assert_eq!(gathered(&[&server.at("/llms.txt")]).sources.len(), 1);
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn an_operation_on_two_pages_is_one_if_they_are_equal() {
    let same = page().replace("# Create webhook", "# Create one");
    let gathered = from_site(vec![("/reference/a.md", page()), ("/reference/b.md", same)]);
    assert_eq!(names(&gathered), ["reference/a.md"]);
    assert!(
        gathered
            .notes
            .join("\n")
            .contains("with the operation of a.md: b.md")
    );
    let other = page().replace("summary: Create webhook", "summary: Make webhook");
    let server = server(site(vec![
        ("/reference/a.md", page()),
        ("/reference/b.md", other),
    ]));
    let said = refused(&[&server.at("/llms.txt")]);
    assert!(said.contains("operation-on-two-pages"), "{said}");
    assert!(said.contains("a.md") && said.contains("b.md"), "{said}");
}

/// A page for each operation, with the components that it needs, as the vendor
/// makes them; what no operation needs is on the first.
fn pages_of(document: &Value) -> Vec<(String, String)> {
    let operations = operations(document);
    let needed: Vec<_> = operations
        .iter()
        .map(|operation| needed(document, operation.value))
        .collect();
    let is_used = |name: &String| needed.iter().any(|names| names.contains(name));
    let pages = operations.iter().zip(&needed).enumerate();
    let pages = pages.map(|(index, (operation, needed))| {
        let mut part = document.clone();
        let mut item = operation.item.clone();
        let members = item.as_object_mut().unwrap();
        members.retain(|key, _| key == operation.method || !METHODS.contains(&key.as_str()));
        part["paths"] = json!({ operation.path: item });
        if let Some(schemas) = components_mut(&mut part) {
            schemas.retain(|name, _| needed.contains(name) || index == 0 && !is_used(name));
        }
        let version = document["info"]["version"].as_str().unwrap();
        let heading = format!(
            "yaml /reference/management-api_{version}.json {} {}",
            operation.method.to_uppercase(),
            operation.path
        );
        (
            format!("/reference/page-{index}.md"),
            format!("# Page\n\n````{heading}\n{part:#}\n````\n"),
        )
    });
    pages.collect()
}

/// The schemas that an operation refers to, and those that they refer to.
fn needed(document: &Value, operation: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut pending = vec![operation];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(members) => pending.extend(members.values()),
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
        if let Some(name) = ref_target(value)
            && names.insert(name.clone())
        {
            pending.extend(document.pointer(&join_pointer("/components/schemas", &name)));
        }
    }
    names
}

#[test]
fn pages_of_every_operation_become_the_document_they_were_made_from() {
    let ours = Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let ours = Expected::of(Inputs::of(&ours).unwrap()).unwrap();
    let document = &ours.build.supplemented.value;
    let pages = pages_of(document);
    let links = pages.iter().map(|(path, _)| format!("- [x]({path})\n"));
    let index: String = links.collect();
    let count = pages.len();
    let server = Server::new(move |request, stream| {
        match pages.iter().find(|(path, _)| *path == request.path) {
            Some((_, page)) => reply(stream, "200 OK", page),
            None => reply(stream, "200 OK", &index),
        }
    });
    let version = ours.build.api_version();
    let fetcher = Arc::new(Fetcher::new(limits(), None));
    let place = server.at("/llms.txt");
    let gathered = runtime().block_on(gather(&fetcher, &[&place], version, &|_| {}));
    let gathered = gathered.unwrap_or_else(|found| panic!("{found}"));
    assert_eq!(gathered.sources.len(), count);
    let merged = ingest(&gathered.sources).unwrap_or_else(|found| panic!("{found}"));
    assert!(merged.value == *document);
    let update = update::plan(&ours, &gathered.sources, false);
    let update = update.unwrap_or_else(|found| panic!("{found}"));
    let bump = update.report.summary.bump;
    assert!(bump <= Bump::Patch, "{bump}: {:?}", update.report.changes);
    assert_eq!(
        update::removed(&ours, &update, false).unwrap(),
        Vec::<String>::new()
    );
}
