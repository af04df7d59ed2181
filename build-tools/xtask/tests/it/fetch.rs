//! Fetching from a server on this machine: what is taken and what is refused.

use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::workspace::fetch::{self, Limits};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// Serves answers by path until the test ends; the address of the server.
fn server(answer: fn(&str, &mut TcpStream) -> std::io::Result<()>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            let path = first.split(' ').nth(1).unwrap().to_owned();
            lines.map_while(Result::ok).find(String::is_empty);
            // A client that had enough hangs up; that is no fault here.
            let _ = answer(&path, &mut stream);
        }
    });
    address
}

fn reply(stream: &mut TcpStream, head: &str, body: &str) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {head}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn limits() -> Limits {
    Limits {
        bytes: 1000,
        ..Limits::default()
    }
}

fn fetch_with(address: &str, limits: Limits) -> Outcome<Source> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(fetch::source(address, limits))
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
