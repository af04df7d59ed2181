//! Gathering the new document from places on the network.

use crate::frozen::base;
use crate::server::{Request, Server, reply};
use api_document::diagnostic::{Outcome, join_pointer};
use api_document::ingest::ingest;
use api_document::schema::{components_mut, operations, ref_target};
use build_tools::project::{Expected, Inputs};
use build_tools::upstream::{Gathered, gather, named};
use build_tools::workspace::Workspace;
use build_tools::workspace::fetch::{Fetcher, Limits};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const VERSION: &str = "2024-05-20";

/// The published page of `POST /webhooks`.
fn page() -> String {
    String::from_utf8(base().inputs.pages[0].bytes.clone()).unwrap()
}

/// A page of another operation, made from the published one.
fn page_of(method: &str, path: &str) -> String {
    page()
        .replace(
            "POST /webhooks",
            &format!("{} {path}", method.to_uppercase()),
        )
        .replace(
            "\n  /webhooks:\n    post:",
            &format!("\n  {path}:\n    {method}:"),
        )
        .replace(
            "WebhooksController_create",
            &format!("{method}{path}").replace('/', "_"),
        )
}

/// A page of another document or version.
fn page_in(document: &str, version: &str) -> String {
    page()
        .replace("management-api_2024-05-20.json", document)
        .replace(VERSION, version)
}

type Pages = Vec<(&'static str, String)>;

/// Pages by path, with an index of them at `/llms.txt`.
fn site(pages: Pages) -> Pages {
    let links = pages
        .iter()
        .map(|(path, _)| format!("- [A page]({path}): words\n"));
    let index = format!("# Site\n\n## Docs\n\n{}", links.collect::<String>());
    pages.into_iter().chain([("/llms.txt", index)]).collect()
}

fn serve(pages: &Pages, request: &Request, stream: &mut TcpStream) -> std::io::Result<()> {
    match pages.iter().find(|(path, _)| *path == request.path) {
        Some((_, body)) => reply(stream, "200 OK", body),
        None => reply(stream, "404 Not Found", "<html>Not found</html>"),
    }
}

fn server(pages: Pages) -> Server {
    Server::new(move |request, stream| serve(&pages, request, stream))
}

fn limits() -> Limits {
    Limits {
        total: Duration::from_secs(5),
        bytes: 100_000,
        ..Limits::default()
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

fn gather_with(fetcher: Fetcher, places: &[&str]) -> Outcome<Gathered> {
    runtime().block_on(gather(&Arc::new(fetcher), places, VERSION, &|_| {}))
}

fn gathered(places: &[&str]) -> Gathered {
    let gathered = gather_with(Fetcher::new(limits(), None), places);
    gathered.unwrap_or_else(|found| panic!("{found}"))
}

fn refused(places: &[&str]) -> String {
    let gathered = gather_with(Fetcher::new(limits(), None), places);
    gathered.unwrap_err().to_string()
}

fn from_site(pages: Pages) -> Gathered {
    let server = server(site(pages));
    gathered(&[&server.at("/llms.txt")])
}

fn names(gathered: &Gathered) -> Vec<&str> {
    let names = gathered.sources.iter().map(|source| source.name.as_str());
    names
        .map(|name| name.splitn(4, '/').nth(3).unwrap())
        .collect()
}

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
    ] {
        assert!(notes.contains(told), "{notes}");
    }
}

#[test]
fn what_is_gathered_does_not_depend_on_which_answer_comes_first() {
    let pages = site(vec![
        ("/reference/slow.md", page()),
        ("/reference/fast.md", page_of("get", "/hooks")),
    ]);
    let server = Server::new(move |request, stream| {
        if request.path.ends_with("slow.md") {
            std::thread::sleep(Duration::from_millis(200));
        }
        serve(&pages, request, stream)
    });
    let gathered = gathered(&[&server.at("/llms.txt")]);
    assert_eq!(names(&gathered), ["reference/slow.md", "reference/fast.md"]);
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
fn a_page_that_fails_stops_it_with_its_address() {
    for (answer, told) in [
        (("404 Not Found", "gone"), "404 Not Found"),
        (("200 OK", "<!doctype html><p>Log in</p>"), "found HTML"),
        (("200 OK", "\u{0}"), "nul-byte"),
        (("200 OK", &page()[..3000] as &str), "unclosed-block"),
        (("200 OK", &"x".repeat(100_001)), "more than 100000 bytes"),
        (
            ("429 Too Many Requests\r\nretry-after: 3600", ""),
            "asks to wait 3600 seconds",
        ),
    ] {
        let pages = site(vec![
            ("/reference/a.md", page()),
            ("/reference/b.md", String::new()),
        ]);
        let (head, body) = (answer.0.to_owned(), answer.1.to_owned());
        let server = Server::new(move |request, stream| match request.path.as_str() {
            "/reference/b.md" => reply(stream, &head, &body),
            _ => serve(&pages, request, stream),
        });
        let said = refused(&[&server.at("/llms.txt"), &server.at("/llms.txt")]);
        assert!(said.contains("/reference/b.md"), "{said}");
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_page_that_asks_to_wait_is_waited_for() {
    let pages = site(vec![("/reference/a.md", page())]);
    let first = AtomicBool::new(true);
    let server = Server::new(move |request, stream| {
        if request.path.ends_with("a.md") && first.swap(false, Ordering::SeqCst) {
            return reply(stream, "429 Too Many Requests\r\nretry-after: 0", "");
        }
        serve(&pages, request, stream)
    });
    assert_eq!(gathered(&[&server.at("/llms.txt")]).sources.len(), 1);
}

#[test]
fn no_more_pages_are_asked_for_at_once_than_permitted() {
    let paths = [
        "/reference/a",
        "/reference/b",
        "/reference/c",
        "/reference/d",
        "/reference/e",
    ];
    let pages = paths.map(|path| (path, page_of("get", &path.replace("reference/", ""))));
    let pages = site(pages.into());
    let now = AtomicUsize::new(0);
    let most = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&most);
    let server = Server::new(move |request, stream| {
        seen.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(100));
        now.fetch_sub(1, Ordering::SeqCst);
        serve(&pages, request, stream)
    });
    let few = Limits {
        at_once: 2,
        ..limits()
    };
    let gathered = gather_with(Fetcher::new(few, None), &[&server.at("/llms.txt")]);
    assert_eq!(gathered.unwrap().sources.len(), 5);
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[test]
fn an_index_of_too_many_pages_is_refused() {
    let pages = vec![("/reference/a.md", page()), ("/reference/b.md", page())];
    let server = server(site(pages));
    let few = Limits {
        addresses: 1,
        ..limits()
    };
    let gathered = gather_with(Fetcher::new(few, None), &[&server.at("/llms.txt")]);
    assert!(
        gathered
            .unwrap_err()
            .to_string()
            .contains("2 addresses are too many")
    );
}

#[test]
fn redirects_are_followed_and_a_page_keeps_the_name_it_was_asked_for() {
    let pages = site(vec![("/reference/a.md", page())]);
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/reference/a.md" => reply(
            stream,
            "308 Permanent Redirect\r\nlocation: /moved/x.md",
            "",
        ),
        "/moved/x.md" => reply(stream, "200 OK", &page()),
        _ => serve(&pages, request, stream),
    });
    assert_eq!(
        names(&gathered(&[&server.at("/llms.txt")])),
        ["reference/a.md"]
    );
}

#[test]
fn another_host_that_answers_is_told_of() {
    let other = server(vec![("/a.md", page())]);
    let pages = site(vec![("/reference/a.md", page())]);
    let away = format!("302 Found\r\nlocation: {}", other.at("/a.md"));
    let server = Server::new(move |request, stream| match request.path.as_str() {
        "/reference/a.md" => reply(stream, &away, ""),
        _ => serve(&pages, request, stream),
    });
    let notes = gathered(&[&server.at("/llms.txt")]).notes.join("\n");
    let told = format!("was answered by {}", other.at("/a.md"));
    assert!(notes.contains(&told), "{notes}");
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
            .contains("with the block of a.md: b.md")
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

#[test]
fn a_page_that_changes_between_two_runs_is_fetched_again() {
    let folder = tempfile::tempdir().unwrap();
    let changed = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&changed);
    let index = site(vec![
        ("/reference/a.md", page()),
        ("/reference/b.md", page()),
    ]);
    let server = Server::new(move |request, stream| {
        let is_new = request.path.ends_with("b.md") && seen.load(Ordering::SeqCst);
        let tag = if is_new { "\"2\"" } else { "\"1\"" };
        if request.header("if-none-match") == Some(tag) {
            return reply(stream, "304 Not Modified", "");
        }
        let body = match request.path.as_str() {
            "/llms.txt" => index[2].1.clone(),
            "/reference/b.md" if is_new => page_of("patch", "/hooks"),
            "/reference/b.md" => page_of("get", "/hooks"),
            _ => page(),
        };
        reply(stream, &format!("200 OK\r\netag: {tag}"), &body)
    });
    let run = || {
        let fetcher = Fetcher::new(limits(), Some(folder.path().to_owned()));
        gather_with(fetcher, &[&server.at("/llms.txt")]).unwrap()
    };
    let first = run();
    assert_eq!(run(), first);
    assert!(
        server
            .asked()
            .iter()
            .skip(3)
            .all(|one| one.header("if-none-match").is_some())
    );
    changed.store(true, Ordering::SeqCst);
    let second = run();
    assert_eq!(second.sources[0], first.sources[0]);
    assert!(second.sources[1].bytes.starts_with(b"> ##") && second.sources[1] != first.sources[1]);
    assert!(Path::new(folder.path()).read_dir().unwrap().count() == 3);
}

fn document(version: &str) -> String {
    let text = String::from_utf8(base().inputs.document.bytes.clone()).unwrap();
    text.replace(VERSION, version)
}

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

fn source(name: &str, text: String) -> api_document::ingest::Source {
    api_document::ingest::Source {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

#[test]
fn named_pages_have_to_be_of_one_version_or_one_is_chosen() {
    let new = page_in("management-api_2025-11-20.json", "2025-11-20");
    let pages = vec![source("a.md", page()), source("b.md", new)];
    let said = named(pages.clone(), None).unwrap_err().to_string();
    assert!(said.contains("error[several-documents]: b.md"), "{said}");
    let chosen = named(pages.clone(), Some("2025-11-20")).unwrap();
    assert_eq!(chosen.sources, [pages[1].clone()]);
    assert_eq!(
        chosen.notes,
        ["left out 1 page of management-api 2024-05-20: a.md"]
    );
}

#[test]
fn named_sources_of_another_document_are_refused() {
    let other = source("a.md", page_in("server-api_v3.json", "v3"));
    let said = named(vec![other], None).unwrap_err().to_string();
    assert!(said.contains("there are pages of server-api v3"), "{said}");
    let whole = source("a.json", document("2025-11-20"));
    assert!(named(vec![whole.clone()], None).is_ok());
    let said = named(vec![whole], Some(VERSION)).unwrap_err().to_string();
    assert!(said.contains("error[other-version]"), "{said}");
}

/// A page for each operation, with the components that it needs, as the vendor
/// makes them.
fn pages_of(document: &Value) -> Vec<(String, String)> {
    let pages = operations(document).into_iter().map(|operation| {
        let mut part = document.clone();
        part["paths"] = json!({ operation.path: { operation.method: operation.value } });
        let mut kept = BTreeSet::new();
        let mut pending = vec![&part["paths"]];
        while let Some(value) = pending.pop() {
            match value {
                Value::Object(members) => pending.extend(members.values()),
                Value::Array(items) => pending.extend(items),
                _ => {}
            }
            if let Some(name) = ref_target(value)
                && kept.insert(name.clone())
            {
                pending.extend(document.pointer(&join_pointer("/components/schemas", &name)));
            }
        }
        let schemas = components_mut(&mut part).unwrap();
        schemas.retain(|name, _| kept.contains(name));
        let version = document["info"]["version"].as_str().unwrap();
        let heading = format!(
            "yaml /reference/management-api_{version}.json {} {}",
            operation.method.to_uppercase(),
            operation.path
        );
        let slug = operation.id().to_lowercase();
        (
            format!("/reference/{slug}.md"),
            format!("# Page\n\n````{heading}\n{part:#}\n````\n"),
        )
    });
    pages.collect()
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
}
