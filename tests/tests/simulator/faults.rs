//! Each fault, seen from a client that takes every byte as it comes.

use std::io::ErrorKind;
use std::time::Duration;

use fingerprint_management_simulator::{
    Answer, Bend, Edit, Fault, Reached, RefusedAddress, ResetAt, Simulator,
};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::sender::{answer, bytes, connect, good, http, raw, service, until_end};

const PAUSE: Duration = Duration::from_millis(1);
/// Long enough for anything that is going to happen to happen.
const MOMENT: Duration = Duration::from_millis(150);

async fn service_with(fault: Fault) -> Simulator {
    let service = service().await;
    service.answer_next([fault]);
    service
}

/// Head and body of what is received, and how the connection ended.
async fn received(fault: Fault) -> (Simulator, String, String, Option<ErrorKind>) {
    let service = service_with(fault).await;
    let (all, end) = raw(&service, &bytes(&service)).await;
    let (head, body) = all.split_once("\r\n\r\n").unwrap_or((&all, ""));
    (service, head.to_owned(), body.to_owned(), end)
}

fn content_length(head: &str) -> usize {
    let after = head.split("Content-Length: ").nth(1).unwrap();
    after.lines().next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn nobody_listens_on_a_refused_address() {
    let address = RefusedAddress::take().unwrap();
    let error = http().get(address.url()).send().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn a_reset_leaves_no_answer_and_stores_only_at_the_end() {
    let whole = br#"{"url":"https://website.com/webhook"}"#.len();
    for (at, body_read, stored) in [
        (ResetAt::Begin, None, 0),
        (ResetAt::BeforeBody, Some(0), 0),
        (ResetAt::DuringBody, Some(whole / 2), 0),
        (ResetAt::AfterRequest, Some(whole), 0),
        (ResetAt::AfterStore, Some(whole), 1),
    ] {
        let (service, head, _, end) = received(Fault::Reset(at)).await;
        assert_eq!(
            (head.as_str(), end),
            ("", Some(ErrorKind::ConnectionReset)),
            "{at:?}"
        );
        let read = service.requests().first().map(|request| request.body.len());
        assert_eq!(read, body_read, "{at:?}");
        assert_eq!(service.items("/webhooks").len(), stored, "{at:?}");
        assert_eq!(service.attempts(), 1);
    }
}

#[tokio::test]
async fn a_close_leaves_no_answer() {
    for (reached, stored) in [(Reached::Gateway, 0), (Reached::Service, 1)] {
        let (service, head, _, end) = received(Fault::Close(reached)).await;
        assert_eq!((head.as_str(), end), ("", None));
        assert_eq!(service.items("/webhooks").len(), stored);
        assert_eq!(service.requests().len(), 1);
    }
}

#[tokio::test]
async fn silence_lasts_until_the_simulator_stops() {
    for (reached, stored) in [(Reached::Gateway, 0), (Reached::Service, 1)] {
        let service = service_with(Fault::Silence(reached)).await;
        let mut stream = connect(&service).await;
        stream.write_all(&bytes(&service)).await.unwrap();
        let mut byte = [0];
        assert!(timeout(MOMENT, stream.read(&mut byte)).await.is_err());
        assert_eq!(service.items("/webhooks").len(), stored);
        drop(service);
        assert_eq!(stream.read(&mut byte).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_slow_answer_ends_where_the_simulator_stops() {
    const NEVER: Duration = Duration::from_secs(3_600);
    for bend in [Bend::SlowHead(NEVER), Bend::SlowBody(NEVER)] {
        let service = service_with(Fault::Bend(bend)).await;
        let mut stream = connect(&service).await;
        stream.write_all(&bytes(&service)).await.unwrap();
        while service.items("/webhooks").is_empty() {
            tokio::task::yield_now().await;
        }
        drop(service);
        let (_, end) = until_end(&mut stream).await;
        assert_eq!(end, None);
    }
}

#[tokio::test]
async fn half_a_body_ends_in_a_reset_or_in_closing() {
    for (bend, ended) in [
        (Bend::ResetMidway, Some(ErrorKind::ConnectionReset)),
        (Bend::CloseMidway, None),
    ] {
        let (service, head, body, end) = received(Fault::Bend(bend)).await;
        assert!(head.starts_with("HTTP/1.1 201 Created\r\n"), "{head}");
        assert_eq!(body.len(), content_length(&head) / 2);
        assert_eq!(end, ended);
        assert_eq!(service.items("/webhooks").len(), 1);
    }
}

#[tokio::test]
async fn a_slow_head_or_body_comes_whole_in_the_end() {
    for bend in [Bend::SlowHead(PAUSE), Bend::SlowBody(PAUSE)] {
        let service = service_with(Fault::Bend(bend)).await;
        assert_eq!(answer(good(&service)).await.0, 201);
        assert_eq!(service.items("/webhooks").len(), 1);
    }
}

#[tokio::test]
async fn a_slow_head_is_held_back_and_a_slow_body_is_not_begun() {
    const NEVER: Duration = Duration::from_secs(3_600);
    let service = service_with(Fault::Bend(Bend::SlowHead(NEVER))).await;
    let request = good(&service).send();
    assert!(timeout(MOMENT, request).await.is_err());

    let service = service_with(Fault::Bend(Bend::SlowBody(NEVER))).await;
    let answered = good(&service).send().await.unwrap();
    assert_eq!(answered.status(), 201);
    assert!(timeout(MOMENT, answered.bytes()).await.is_err());
}

#[tokio::test]
async fn the_content_length_can_be_too_long() {
    let (service, head, body, end) = received(Fault::Bend(Bend::LengthTooLong)).await;
    assert_eq!(content_length(&head), body.len() + 10);
    assert!(serde_json::from_str::<Value>(&body).is_ok());
    assert_eq!(end, None);
    assert_eq!(service.items("/webhooks").len(), 1);
}

#[tokio::test]
async fn the_content_length_can_be_too_short() {
    let service = service_with(Fault::Bend(Bend::LengthTooShort)).await;
    let answered = good(&service).send().await.unwrap();
    assert_eq!(answered.status(), 201);
    let body = answered.text().await.unwrap();
    assert!(body.starts_with(r#"{"data""#) && serde_json::from_str::<Value>(&body).is_err());
}

#[tokio::test]
async fn an_answer_can_be_compressed_unasked() {
    let service = service_with(Fault::Bend(Bend::Gzip)).await;
    let answered = good(&service).send().await.unwrap();
    assert_eq!(answered.headers()["content-encoding"], "gzip");
    let body = answered.bytes().await.unwrap();
    let body: Value = serde_json::from_reader(flate2::read::GzDecoder::new(&body[..])).unwrap();
    assert!(body["data"]["id"].is_string());
}

#[tokio::test]
async fn an_answer_can_be_of_http_1_0() {
    let (_, head, body, end) = received(Fault::Bend(Bend::Http10)).await;
    assert!(head.starts_with("HTTP/1.0 201 Created\r\n"), "{head}");
    assert!(head.contains("\r\nContent-Type: application/json; charset=utf-8\r\n"));
    assert!(!head.contains("Content-Length") && head.contains("Connection: close"));
    assert!(serde_json::from_str::<Value>(&body).is_ok());
    assert_eq!(end, None);
}

#[tokio::test]
async fn a_connection_can_be_closed_after_it_was_said_to_stay_open() {
    let (_, head, body, end) = received(Fault::Bend(Bend::ThenClose)).await;
    assert!(head.contains("Connection: keep-alive"), "{head}");
    assert_eq!(body.len(), content_length(&head));
    assert_eq!(end, None);
}

#[tokio::test]
async fn another_answer_can_take_the_place_of_the_services_own() {
    let html = Answer::status(503)
        .body("text/html", "<h1>later</h1>")
        .header("Retry-After", "2");
    for (reached, stored) in [(Reached::Gateway, 0), (Reached::Service, 1)] {
        let service = service_with(Fault::Replace(reached, html.clone())).await;
        let answered = good(&service).send().await.unwrap();
        assert_eq!(answered.status(), 503);
        assert_eq!(answered.headers()["retry-after"], "2");
        assert_eq!(answered.headers()["content-type"], "text/html");
        assert_eq!(answered.text().await.unwrap(), "<h1>later</h1>");
        assert_eq!(service.items("/webhooks").len(), stored);
    }
}

#[tokio::test]
async fn a_204_can_carry_a_body() {
    let fault = Fault::Replace(
        Reached::Service,
        Answer::json(204, &json!({})).header("Connection", "close"),
    );
    let service = service_with(fault).await;
    let mut stream = connect(&service).await;
    stream.write_all(&bytes(&service)).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).await.unwrap();
    assert!(all.starts_with("HTTP/1.1 204 No Content\r\n") && all.ends_with("\r\n\r\n{}"));
}

#[tokio::test]
async fn a_body_can_have_any_size_with_or_without_its_length() {
    const SIZE: u64 = 3_000_000;
    let filler = Answer::filler(201, SIZE);
    for (sent, length) in [
        (filler.clone(), Some(SIZE.to_string())),
        (filler.chunked(), None),
    ] {
        let service = service_with(Fault::Replace(Reached::Service, sent)).await;
        let answered = good(&service).send().await.unwrap();
        let sent = answered.headers().get("content-length");
        assert_eq!(sent.map(|sent| sent.to_str().unwrap().to_owned()), length);
        let text: String = answered.json().await.unwrap();
        assert_eq!(text.len() as u64, SIZE - 2);
    }
}

#[tokio::test]
async fn an_answer_can_be_anything_but_http() {
    for (reached, stored) in [(Reached::Gateway, 0), (Reached::Service, 1)] {
        let (service, all, _, end) = received(Fault::Bytes(reached, b"220 mail".to_vec())).await;
        assert_eq!((all.as_str(), end), ("220 mail", None));
        assert_eq!(service.items("/webhooks").len(), stored);
    }
}

#[tokio::test]
async fn an_answer_can_drift() {
    let edits = vec![
        Edit::set("/data/status", "paused"),
        Edit::remove("/data/legacy"),
        Edit::Status(202),
        Edit::ContentType("application/hal+json".to_owned()),
    ];
    let service = service_with(Fault::Drift(edits)).await;
    let answered = good(&service).send().await.unwrap();
    assert_eq!(answered.status(), 202);
    assert_eq!(answered.headers()["content-type"], "application/hal+json");
    let body: Value = answered.json().await.unwrap();
    assert_eq!(body["data"]["status"], "paused");
    assert_eq!(body["data"].get("legacy"), None);
    assert_eq!(service.items("/webhooks")[0]["status"], "enabled");
}

#[tokio::test]
async fn faults_are_taken_one_by_one_and_then_all_is_well() {
    let service = service_with(Fault::Replace(Reached::Gateway, Answer::status(502))).await;
    service.answer_next([
        Fault::None,
        Fault::Replace(Reached::Gateway, Answer::status(504)),
    ]);
    let mut answered = Vec::new();
    for left in [2, 1, 0, 0] {
        answered.push(good(&service).send().await.unwrap().status().as_u16());
        assert_eq!(service.faults_left(), left);
    }
    assert_eq!(answered, [502, 201, 504, 201]);
    assert_eq!(service.attempts(), 4);
}
