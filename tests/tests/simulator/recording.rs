//! What the simulator remembers of requests.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::sender::{builder, bytes, connect, http, until_end};

/// Only reached where the test fails.
const LONG: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_request_is_remembered_as_it_was_sent() {
    let service = builder().start().await.unwrap();
    let mut stream = connect(&service).await;
    stream.write_all(&bytes(&service)).await.unwrap();
    stream.read_u8().await.unwrap();

    let requests = service.requests();
    assert_eq!(requests.len(), 1);
    let request = &requests[0];
    assert_eq!(request.method, "POST");
    assert_eq!(request.path, "/webhooks");
    assert_eq!(request.query.as_deref(), Some("a=%20b"));
    let names: Vec<_> = request.headers.iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "Host",
            "X-Api-VERSION",
            "authorization",
            "X-Twice",
            "Content-Type",
            "x-twice",
            "Content-Length",
        ]
    );
    assert_eq!(request.header("X-TWICE"), ["1", "2"]);
    assert_eq!(request.body, br#"{"url":"https://website.com/webhook"}"#);
}

#[tokio::test]
async fn a_connection_carries_one_request_after_the_other() {
    let service = builder().start().await.unwrap();
    let mut stream = connect(&service).await;
    let three = [bytes(&service), bytes(&service), bytes(&service)].concat();
    // Cut amid the second head: it is put together again.
    let (first, rest) = three.split_at(three.len() / 3 + 30);
    stream.write_all(first).await.unwrap();
    stream.read_u8().await.unwrap();
    // The third is read together with the second.
    stream.write_all(rest).await.unwrap();
    let mut answered = Vec::new();
    while String::from_utf8_lossy(&answered)
        .matches("201 Created")
        .count()
        < 3
    {
        let read = stream.read_buf(&mut answered);
        assert_ne!(timeout(LONG, read).await.unwrap().unwrap(), 0);
    }
    assert_eq!(service.requests().len(), 3);
    assert_eq!((service.attempts(), service.connections()), (3, 1));
}

#[tokio::test]
async fn a_dropped_simulator_takes_no_further_request() {
    let service = builder().start().await.unwrap();
    let mut stream = connect(&service).await;
    stream.write_all(&bytes(&service)).await.unwrap();
    stream.read_u8().await.unwrap();
    let url = service.url().to_owned();
    drop(service);
    let (answered, end) = until_end(&mut stream).await;
    assert!(answered.starts_with("TTP/1.1 201 Created"), "{answered}");
    assert_eq!(end, None);
    let refused = http().get(url).send().await.unwrap_err();
    assert!(refused.is_connect(), "{refused:?}");
}
