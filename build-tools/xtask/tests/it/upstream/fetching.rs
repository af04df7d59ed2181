//! How the pages of an index are asked for.

use super::{gather_with, gathered, limits, names, page, page_of, refused, serve, server, site};
use crate::server::{Server, reply};
use build_tools::workspace::fetch::{Fetcher, Limits};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

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
    assert!(most.load(Ordering::SeqCst) <= 2);
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
fn all_pages_together_have_their_size() {
    let pages = vec![("/reference/a.md", page()), ("/reference/b.md", page())];
    let server = server(site(pages));
    let small = Limits {
        all_bytes: page().len() + 1,
        ..limits()
    };
    let gathered = gather_with(Fetcher::new(small, None), &[&server.at("/llms.txt")]);
    let said = gathered.unwrap_err().to_string();
    assert!(said.contains("the pages have more than"), "{said}");
}

#[test]
fn all_pages_together_have_their_time() {
    let pages = site(vec![("/reference/a.md", page())]);
    let server = Server::new(move |request, stream| {
        if request.path.ends_with("a.md") {
            std::thread::sleep(Duration::from_secs(5));
        }
        serve(&pages, request, stream)
    });
    let short = Limits {
        all: Duration::from_millis(200),
        ..limits()
    };
    let gathered = gather_with(Fetcher::new(short, None), &[&server.at("/llms.txt")]);
    let said = gathered.unwrap_err().to_string();
    assert!(
        said.contains("not all pages are there within 0.2 seconds"),
        "{said}"
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
