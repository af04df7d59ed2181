//! Fetching from a server on this machine: what is taken and what is refused.

use crate::server::{Request, Server, reply};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::workspace::fetch::{Fetched, Fetcher, Limits, address_of};
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn server(
    answer: impl Fn(&str, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
) -> String {
    Server::new(move |request, stream| answer(&request.path, stream)).address
}

fn limits() -> Limits {
    Limits {
        bytes: 1000,
        ..Limits::default()
    }
}

fn fetch_with(address: &str, limits: Limits) -> Outcome<Source> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let fetched = runtime.block_on(Fetcher::new(limits, None).get(&address_of(address).unwrap()));
    Ok(fetched?.source)
}

fn refused(address: &str) -> String {
    let found = fetch_with(address, limits()).unwrap_err().to_string();
    assert!(found.contains("error[not-fetched]"), "{found}");
    assert!(found.contains("help: "), "{found}");
    found
}

#[test]
fn an_answer_and_one_after_a_redirect_are_taken_byte_for_byte() {
    let server = server(|path, stream| match path {
        "/old" => reply(stream, "302 Found\r\nlocation: /page.md", ""),
        _ => reply(stream, "200 OK", "# Page\n\u{fc}\n"),
    });
    for path in ["/page.md", "/old"] {
        let source = fetch_with(&format!("{server}{path}"), limits()).unwrap();
        assert_eq!(source.bytes, "# Page\n\u{fc}\n".as_bytes());
        assert_eq!(source.name, format!("{server}{path}"));
    }
}

#[test]
fn a_status_that_is_not_success_is_named() {
    let server = server(|_, stream| reply(stream, "404 Not Found", "{}"));
    assert!(refused(&format!("{server}/x.json")).contains("404 Not Found"));
}

#[test]
fn an_answer_over_the_limit_is_refused_whether_or_not_it_says_its_size() {
    let server = server(|path, stream| {
        let body = "x".repeat(1001);
        if path == "/said" {
            return reply(stream, "200 OK", &body);
        }
        write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}")
    });
    for path in ["/said", "/unsaid"] {
        assert!(refused(&format!("{server}{path}")).contains("more than 1000 bytes"));
    }
}

#[test]
fn a_server_that_never_finishes_is_given_up() {
    let server = server(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf")?;
        stream.flush()?;
        std::thread::sleep(Duration::from_secs(600));
        Ok(())
    });
    let short = Limits {
        total: Duration::from_millis(300),
        ..limits()
    };
    let found = fetch_with(&server, short).unwrap_err().to_string();
    assert!(
        found.contains("no whole answer within 0.3 seconds"),
        "{found}"
    );
}

#[test]
fn a_connection_that_breaks_off_is_not_taken_for_the_end() {
    let server =
        server(|_, stream| write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"));
    refused(&server);
}

#[test]
fn redirects_do_not_lead_away_from_https_nor_in_circles() {
    let server = server(|path, stream| match path {
        "/away" => reply(stream, "302 Found\r\nlocation: http://192.0.2.1/x", ""),
        _ => reply(stream, "302 Found\r\nlocation: /again", ""),
    });
    assert!(refused(&format!("{server}/away")).contains("not https"));
    assert!(refused(&format!("{server}/again")).contains("too many redirects"));
}

/// Answers the same until told otherwise, and says whether it is new.
fn conditional(request: &Request, stream: &mut TcpStream) -> std::io::Result<()> {
    let (tag, body) = match request.path.as_str() {
        "/dated" => ("last-modified: Thu, 02 Jan 2031 03:04:05 GMT", "dated"),
        "/plain" => ("x-none: 1", "plain"),
        _ => ("etag: \"1\"", "tagged"),
    };
    let known = request.header("if-none-match") == Some("\"1\"")
        || request.header("if-modified-since") == Some("Thu, 02 Jan 2031 03:04:05 GMT");
    if known {
        return reply(stream, "304 Not Modified", "");
    }
    reply(stream, &format!("200 OK\r\n{tag}"), body)
}

fn get(fetcher: &Fetcher, address: &str) -> Outcome<Fetched> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(fetcher.get(&address_of(address).unwrap()))
}

#[test]
fn what_was_fetched_is_asked_for_again_only_if_it_changed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(conditional);
    let fetcher = || Fetcher::new(limits(), Some(folder.path().join("cache")));
    for (path, body, kept) in [
        ("/tagged", "tagged", true),
        ("/dated", "dated", true),
        ("/plain", "plain", false),
    ] {
        for unchanged in [false, kept] {
            let answer = get(&fetcher(), &server.at(path)).unwrap();
            assert_eq!(answer.source.bytes, body.as_bytes());
            assert_eq!(answer.unchanged, unchanged, "{path}");
        }
    }
}

#[test]
fn a_damaged_entry_of_the_cache_is_fetched_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(conditional);
    let fetcher = Fetcher::new(limits(), Some(folder.path().to_owned()));
    let address = server.at("/tagged");
    get(&fetcher, &address).unwrap();
    let entry = std::fs::read_dir(folder.path()).unwrap().next();
    let entry = entry.unwrap().unwrap().path();
    let whole = std::fs::read(&entry).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    for damaged in [
        &whole[..whole.len() - 1],
        text.replace("/tagged", "/dragged").as_bytes(),
        text.replace("tagged", "forged").as_bytes(),
        b"{}\n",
        b"",
    ] {
        std::fs::write(&entry, damaged).unwrap();
        let answer = get(&fetcher, &address).unwrap();
        assert_eq!(answer.source.bytes, b"tagged");
        assert!(!answer.unchanged);
        assert_eq!(std::fs::read(&entry).unwrap(), whole);
    }
}

#[test]
fn an_answer_of_unchanged_to_a_plain_request_is_no_answer() {
    let server = server(|_, stream| reply(stream, "304 Not Modified", ""));
    assert!(refused(&server).contains("304 Not Modified"));
}

#[test]
fn a_server_that_asks_to_wait_is_asked_again_after_that() {
    for (head, least) in [
        ("429 Too Many Requests\r\nretry-after: 1", 1),
        (
            "503 Service Unavailable\r\nretry-after: Thu, 02 Jan 2020 03:04:05 GMT",
            0,
        ),
    ] {
        let asked = AtomicUsize::new(0);
        let server = server(
            move |_, stream| match asked.fetch_add(1, Ordering::SeqCst) {
                0 => reply(stream, head, ""),
                _ => reply(stream, "200 OK", "# Page"),
            },
        );
        let start = std::time::Instant::now();
        assert_eq!(fetch_with(&server, limits()).unwrap().bytes, b"# Page");
        assert!(start.elapsed() >= Duration::from_secs(least), "{head}");
    }
}

#[test]
fn a_server_is_not_waited_for_too_long_nor_too_often() {
    let long =
        server(|_, stream| reply(stream, "503 Service Unavailable\r\nretry-after: 86400", ""));
    assert!(refused(&long).contains("asks to wait 86400 seconds"));
    let often = server(|_, stream| reply(stream, "429 Too Many Requests\r\nretry-after: 0", ""));
    assert!(refused(&often).contains("429 Too Many Requests, 4 times"));
}

#[test]
fn a_redirect_with_credentials_is_not_followed() {
    let server = server(|_, stream| {
        reply(
            stream,
            "302 Found\r\nlocation: http://me:hunter2@127.0.0.1/x",
            "",
        )
    });
    let found = refused(&server);
    assert!(found.contains("with credentials"), "{found}");
    assert!(!found.contains("hunter2"), "{found}");
}

#[test]
fn only_https_is_fetched_from_other_machines() {
    for address in [
        "http://192.0.2.1/x",
        "ftp://127.0.0.1/x",
        "file:///etc/hostname",
    ] {
        assert!(refused(address).contains("only https is fetched"));
    }
}

#[test]
fn a_password_in_an_address_is_not_repeated() {
    let found = refused("http://me:hunter2@192.0.2.1/x");
    assert!(!found.contains("hunter2"), "{found}");
}
