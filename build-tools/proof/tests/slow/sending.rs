//! How it is recorded what a program sends, and what that says of a verdict.
use rust_surface::Bump;
use semver_proof::calls::{Calls, Conduct};
use semver_proof::recorder::recorded;
use semver_proof::request::{Request, read};
use semver_proof::sending::{Sending, objections};
use semver_proof::table::Edit;
use semver_proof::{Verdict, sending_record};
use std::io::{Read, Write};
use std::net::TcpStream;

fn request(text: &str) -> Request {
    read(&mut text.as_bytes()).unwrap().unwrap()
}

#[test]
fn a_request_is_read_without_what_is_of_the_connection() {
    let text = "POST /a?b=c HTTP/1.1\r\nhost: x:1\r\nX-B: 2\r\nContent-Length: 4\r\nx-a: 1\r\n\r\n{1}\nrest";
    let read = request(text);
    assert_eq!(read.line, "POST /a?b=c");
    let headers = [("x-a", "1"), ("x-b", "2")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(read.headers, headers);
    assert_eq!(read.body, "{1}\n");
}

#[test]
fn a_connection_without_a_whole_request_is_told() {
    assert_eq!(read(&mut &b""[..]).unwrap(), None);
    for text in [
        "GET /\r\nno header\r\n\r\n",
        "GET /\r\ncontent-length: 5\r\n\r\nabc",
        "GET /\r\ncontent-length: five\r\n\r\n",
        "GET /\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        assert!(read(&mut text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn the_recorder_keeps_what_it_is_sent_in_order() {
    let send = |address: &str, line: &str| {
        let mut connection = TcpStream::connect(address.trim_start_matches("http://")).unwrap();
        write!(connection, "{line} HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        answer
    };
    let (answer, requests) = recorded(|address| {
        drop(TcpStream::connect(address.trim_start_matches("http://")).unwrap());
        send(address, "GET /1");
        send(address, "GET /2")
    })
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 418 "), "{answer}");
    let lines: Vec<&str> = requests.iter().map(|one| one.line.as_str()).collect();
    assert_eq!(lines, ["GET /1", "GET /2"]);
}

#[test]
fn the_first_call_that_sends_something_else_is_shown() {
    let get = |path: &str| request(&format!("GET {path} HTTP/1.1\r\nx-a: {path}\r\n\r\n"));
    let calls = |printed, paths: [&str; 2]| Calls::new(printed, paths.map(get).into()).unwrap();
    let base = calls("sent\nsent\n", ["/1", "/2"]);
    let ran = |other: Option<[&str; 2]>| Conduct::Ran {
        other: other.map(|both| both.map(str::to_owned)),
        refused: Vec::new(),
    };
    assert_eq!(Conduct::between(&base, &base), ran(None));
    let other = calls("sent\nsent\n", ["/1", "/3"]);
    let found = Conduct::between(&base, &other);
    assert_eq!(found, ran(Some(["GET /2 x-a: /2", "GET /3 x-a: /3"])));
    let one = Calls::new("missing `a`\nsent\n", vec![get("/2")]).unwrap();
    let refused = vec!["missing `a`".to_owned()];
    let expected = Conduct::Ran {
        other: None,
        refused,
    };
    assert_eq!(Conduct::between(&base, &one), expected);
    for (printed, count) in [("sent\n", 2), ("sent\nsent\n", 1), ("", 1)] {
        let requests = vec![get("/1"); count];
        assert!(Calls::new(printed, requests).is_err(), "{printed}");
    }
}

fn edit(expected: Bump, silent: bool) -> Edit {
    Edit {
        name: "a".to_owned(),
        expected,
        silent,
        code: String::new(),
        refused: Vec::new(),
        document: serde_json::json!({}),
    }
}

#[test]
fn what_sends_something_else_has_to_be_major_and_say_so() {
    use Bump::{Major, Minor};
    let ran = |is_other: bool| Conduct::Ran {
        other: is_other.then(|| ["GET /a", "GET /b"].map(str::to_owned)),
        refused: Vec::new(),
    };
    let not_compiled = || Conduct::NotCompiled(vec!["E0308".to_owned()]);
    let found = |bump, silent, moved: &[&str], conduct: &Conduct| {
        let moved = moved.iter().map(|name| (*name).to_owned()).collect();
        objections(&Sending {
            edit: edit(bump, silent),
            ours: Verdict { bump, moved },
            conduct: conduct.clone(),
        })
    };
    let name = ["Client::f()"];
    assert!(found(Minor, false, &[], &ran(false)).is_empty());
    assert!(found(Major, true, &name, &ran(true)).is_empty());
    assert!(found(Major, false, &name, &ran(true)).is_empty());
    assert!(found(Major, false, &[], &ran(false)).is_empty());
    // Another type of the answer is asked for by another header.
    assert!(found(Major, false, &[], &ran(true)).is_empty());
    assert!(found(Major, false, &[], &not_compiled()).is_empty());
    for (objections, fault) in [
        (found(Minor, false, &[], &ran(true)), "instead of `GET /a`"),
        (found(Minor, false, &name, &ran(true)), "ours is minor"),
        (found(Major, true, &[], &ran(true)), "ours is major with []"),
        (found(Major, true, &name, &ran(false)), "sends what it sent"),
        (
            found(Major, true, &name, &not_compiled()),
            "does not compile",
        ),
        (
            found(Minor, false, &[], &not_compiled()),
            "does not compile",
        ),
    ] {
        assert!(
            matches!(&objections[..], [one] if one.contains(fault)),
            "{fault}: {objections:?}"
        );
    }
}

#[test]
fn a_call_is_refused_only_where_the_table_says_so() {
    let why = || vec!["missing required field `a`".to_owned()];
    let mut sending = Sending {
        edit: edit(Bump::Minor, false),
        ours: Verdict {
            bump: Bump::Minor,
            moved: Vec::new(),
        },
        conduct: Conduct::Ran {
            other: None,
            refused: why(),
        },
    };
    let found = objections(&sending);
    assert!(found[0].contains("expected []"), "{found:?}");
    sending.edit.refused = why();
    assert!(objections(&sending).is_empty());
}

#[test]
fn the_record_counts_what_is_sent_and_reads_back() {
    let sending = |bump, moved: &[&str], conduct| Sending {
        edit: edit(bump, false),
        ours: Verdict {
            bump,
            moved: moved.iter().map(|name| (*name).to_owned()).collect(),
        },
        conduct,
    };
    let ran = |other: Option<[&str; 2]>, refused: &[&str]| Conduct::Ran {
        other: other.map(|both| both.map(str::to_owned)),
        refused: refused.iter().map(|why| (*why).to_owned()).collect(),
    };
    let first = [
        sending(Bump::Minor, &[], ran(None, &["missing `a`"])),
        sending(Bump::None, &[], ran(None, &[])),
    ];
    let other = ran(Some(["GET /a", "GET /b?c=|"]), &[]);
    let second = [
        sending(Bump::Major, &["Client::f()"], other),
        sending(
            Bump::Major,
            &[],
            Conduct::NotCompiled(vec!["E1".to_owned()]),
        ),
    ];
    let text = sending_record::record([&first, &second], "rustc 1");
    for part in [
        "after 4 edits\n",
        "- On 2 edits it sends what it sent before.",
        "- On 1 edits it compiles and sends something else.",
        "- On the other 1 it does not compile",
        "\n| a | minor | is refused: `` missing `a` `` |  |\n",
        "\n| a | none | sends the same |  |\n",
        "\n| a | major | sends `GET /b?c=\\|` instead of `GET /a` | `Client::f()` |\n",
        "\n| a | major | does not compile: E1 |  |\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let row = |ours: &str| ["a", ours].map(str::to_owned);
    let expected = ["minor", "none", "major", "major"].map(row);
    assert_eq!(sending_record::rows(&text), expected);
}
