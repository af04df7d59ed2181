//! Lists in pages: their calls, their end, and errors in the middle.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::{FusedStream, Stream};
use serde::Deserialize;

use super::*;
use crate::operation::{Operation, Property, Shape};
use crate::paging::sealed::Sealed;
use crate::request::{Draft, RequestError};
use crate::{Departure, Items, Page, Pages};

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct List {
    data: Vec<u32>,
    metadata: Option<Metadata>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Metadata {
    next: Option<String>,
}

impl Sealed for List {}
impl Page for List {
    type Item = u32;

    fn next_cursor(&self) -> Option<&str> {
        self.metadata.as_ref()?.next.as_deref()
    }

    fn into_items(self) -> Vec<u32> {
        self.data
    }
}

const fn optional(name: &'static str, shape: &'static Shape) -> Property {
    Property {
        name,
        shape,
        required: false,
        nullable: true,
        sensitive: false,
    }
}

static LIST: Operation = Operation {
    id: "list_things",
    method: reqwest::Method::GET,
    path: "/things",
    success: &[200],
    errors: &[429],
    answer: Some(&Shape::Object {
        properties: &[
            optional(
                "data",
                &Shape::Array {
                    items: &Shape::Integer,
                    nullable: false,
                },
            ),
            optional(
                "metadata",
                &Shape::Object {
                    properties: &[optional("next", &Shape::String)],
                    additional: true,
                },
            ),
        ],
        additional: true,
    }),
    steering: &["/data", "/metadata/next"],
};

fn page(data: &[u32], next: impl Into<Value>) -> Step {
    json_answer(
        200,
        &json!({"data": data, "metadata": {"next": next.into()}}),
    )
}

/// The list, as the generated code calls it.
fn pages(client: &Client, cursor: Option<&str>) -> Pages<List> {
    let draft = Draft::new(&LIST, client.base(), &[])
        .and_then(|draft| draft.query("limit", &2))
        .and_then(|draft| draft.query("cursor", &cursor));
    Pages::new(client.clone(), draft, &LIST, "cursor")
}

fn items(script: &Script) -> Items<List> {
    pages(&script.client().build().unwrap(), None).items()
}

/// What an error is, for a list of results.
fn told(result: Result<u32, Error>) -> Result<u32, String> {
    result.map_err(|error| match error.status() {
        _ if error.is_repeated_cursor() => "repeated".to_owned(),
        _ if error.is_decode() => "decode".to_owned(),
        Some(status) => status.as_u16().to_string(),
        None => error.to_string(),
    })
}

/// All items and errors, until the list says that it is over.
async fn all(items: &mut Items<List>) -> Vec<Result<u32, String>> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(told(item));
    }
    assert!(items.is_finished() && items.is_terminated());
    assert!(items.next().await.is_none());
    all
}

fn queries(script: &Script) -> Vec<String> {
    let sent = script.sent.lock().unwrap();
    let query = |(request, _): &(Request, _)| request.url().query().unwrap().to_owned();
    sent.iter().map(query).collect()
}

#[tokio::test]
async fn pages_follow_the_cursor_with_the_other_parameters() {
    let script = Script::new([page(&[1, 2], "b c"), page(&[3], Value::Null)]);
    let client = script.client().build().unwrap();
    let mut pages = pages(&client, None);
    assert_eq!(pages.cursor(), None);
    assert_eq!(script.count(), 0, "nothing is sent before it is asked for");
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(
        (first.status(), &*first.data),
        (StatusCode::OK, &[1, 2][..])
    );
    assert_eq!(pages.cursor(), Some("b c"));
    assert_eq!(script.count(), 1, "no page is fetched in advance");
    assert_eq!(pages.next().await.unwrap().unwrap().data, [3]);
    assert!(pages.is_finished() && pages.cursor().is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(queries(&script), ["limit=2", "limit=2&cursor=b+c"]);
}

#[tokio::test]
async fn a_list_is_read_on_from_a_cursor() {
    let script = Script::new([page(&[3], "c"), page(&[4], Value::Null)]);
    let client = script.client().build().unwrap();
    let mut items = pages(&client, Some("b")).items();
    assert_eq!(items.cursor(), Some("b"));
    assert_eq!(all(&mut items).await, [Ok(3), Ok(4)]);
    assert_eq!(queries(&script), ["limit=2&cursor=b", "limit=2&cursor=c"]);
}

#[tokio::test]
async fn an_items_cursor_is_that_of_its_page() {
    let script = Script::new([page(&[1, 2], "b"), page(&[3, 4], "c"), page(&[5], "")]);
    let mut items = items(&script);
    let mut cursors = Vec::new();
    while let Some(item) = items.next().await {
        item.unwrap();
        cursors.push(items.cursor().map(str::to_owned));
    }
    let cursors: Vec<Option<&str>> = cursors.iter().map(Option::as_deref).collect();
    assert_eq!(cursors, [None, Some("b"), Some("b"), Some("c"), None]);
}

#[tokio::test]
async fn a_list_ends_where_the_server_says() {
    for end in [
        json!({"data": [1]}),
        json!({"data": [1], "metadata": null}),
        json!({"data": [1], "metadata": {}}),
        json!({"data": [1], "metadata": {"next": null}}),
        json!({"data": [1], "metadata": {"next": ""}}),
    ] {
        let script = Script::new([json_answer(200, &end)]);
        assert_eq!(all(&mut items(&script)).await, [Ok(1)], "{end}");
    }
}

#[tokio::test]
async fn an_empty_page_is_not_the_end() {
    let script = Script::new([
        page(&[], "b"),
        page(&[1], "c"),
        page(&[], "d"),
        page(&[], "e"),
        page(&[2], Value::Null),
    ]);
    assert_eq!(all(&mut items(&script)).await, [Ok(1), Ok(2)]);
}

#[tokio::test]
async fn a_cursor_that_was_given_before_is_an_error() {
    let repeated = || Err("repeated".to_owned());
    let script = Script::new([page(&[1], "b"), page(&[2], "c"), page(&[3], "b")]);
    let found = all(&mut items(&script)).await;
    assert_eq!(found, [Ok(1), Ok(2), Ok(3), repeated()]);

    let script = Script::new([page(&[1], "b"), page(&[1], "b")]);
    assert_eq!(all(&mut items(&script)).await, [Ok(1), Ok(1), repeated()]);

    let script = Script::new([page(&[2], "b")]);
    let client = script.client().build().unwrap();
    let mut pages = pages(&client, Some("b"));
    pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(!error.is_retryable() && error.attempts() == 0);
    assert_eq!(
        error.to_string(),
        "list_things (GET /things): the list would not end: expected a new cursor or none, found \
         one that was given before"
    );
    assert!(pages.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_page_is_asked_for_again_after_an_error_that_may_pass() {
    let script = Script::new([
        page(&[1], "b"),
        status(502),
        Step::Fail("gone".into()),
        page(&[2], Value::Null),
    ]);
    let mut items = items(&script);
    items.next().await.unwrap().unwrap();
    for _ in 0..2 {
        assert!(items.next().await.unwrap().unwrap_err().is_retryable());
        assert_eq!((items.cursor(), items.is_finished()), (Some("b"), false));
    }
    assert_eq!(all(&mut items).await, [Ok(2)]);
    assert_eq!(queries(&script)[1..], ["limit=2&cursor=b"; 3]);
}

#[tokio::test]
async fn a_list_is_over_after_an_error_that_would_come_again() {
    for code in [400, 401, 404] {
        let script = Script::new([page(&[1], "b"), status(code)]);
        let mut items = items(&script);
        let found = all(&mut items).await;
        assert_eq!(found, [Ok(1), Err(code.to_string())]);
        assert_eq!(items.cursor(), Some("b"), "it says where to continue");
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_told_once() {
    let client = Script::new([]).client().build().unwrap();
    let invalid = RequestError::InvalidRequest("it is odd".to_owned());
    let mut items = Pages::<List>::new(client, Err(invalid), &LIST, "cursor").items();
    let said = "list_things (GET /things): not sent: it is odd".to_owned();
    assert_eq!(all(&mut items).await, [Err(said)]);
}

#[tokio::test(start_paused = true)]
async fn retries_and_deadlines_hold_for_each_page() {
    let retry = || answer(429, &[("retry-after", "20")], "");
    let script = Script::new([
        retry(),
        page(&[1], "b"),
        retry(),
        page(&[2], "c"),
        Step::Hang,
        page(&[3], Value::Null),
    ]);
    let client = script.client().total_timeout(Duration::from_secs(30));
    let mut items = pages(&client.build().unwrap(), None).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert!(items.next().await.unwrap().unwrap_err().is_timeout());
    assert_eq!(items.next().await.unwrap().unwrap(), 3);
    assert_eq!(script.times(), [0.0, 20.0, 20.0, 40.0, 40.0, 70.0]);
}

#[tokio::test(start_paused = true)]
async fn the_rate_limit_holds_for_each_page() {
    let script = Script::new([page(&[1], "b"), page(&[2], "c"), page(&[3], Value::Null)]);
    let client = script.client().requests_per_second(2).build().unwrap();
    all(&mut pages(&client, None).items()).await;
    let times = script.times();
    assert!(times[2] >= 1.0, "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn a_page_goes_on_after_its_future_was_dropped() {
    let script = Script::new([Step::Hang, page(&[1], Value::Null)]);
    let client = script.client().attempt_timeout(Duration::from_secs(10));
    let mut pages = pages(&client.build().unwrap(), None);
    let waited = tokio::time::timeout(Duration::from_secs(6), pages.next()).await;
    assert!(waited.is_err() && script.count() == 1);
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(script.count(), 1, "it was the same call");
    assert_eq!(pages.next().await.unwrap().unwrap().data, [1]);
}

#[tokio::test]
async fn dropping_the_stream_cancels_the_call() {
    let script = Script::new([Step::Hang]);
    let mut items = items(&script);
    let polled = Pin::new(&mut items).poll_next(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    let held = Arc::strong_count(&script.sent);
    drop(items);
    assert!(Arc::strong_count(&script.sent) < held);
}

#[tokio::test]
async fn a_stream_gives_what_next_gives() {
    let script = Script::new([page(&[1, 2], "b"), page(&[], Value::Null)]);
    let mut items = items(&script);
    let mut found = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    while !items.is_terminated() {
        match Pin::new(&mut items).poll_next(&mut context) {
            Poll::Ready(item) => found.push(item.map(told)),
            Poll::Pending => tokio::task::yield_now().await,
        }
    }
    assert_eq!(found, [Some(Ok(1)), Some(Ok(2)), None]);
}

/// Bodies of which one does not fit where the list's course depends on it.
fn steered() -> Vec<Value> {
    vec![
        json!({"data": [1], "metadata": {"next": 5}}),
        json!({"data": [1], "metadata": {"next": {}}}),
        json!({"data": [1], "metadata": {"next": ["b"]}}),
        json!({"data": [1], "metadata": []}),
        json!({"data": [1], "metadata": "b"}),
        json!({"data": {"1": 1}, "metadata": {"next": "b"}}),
        json!({"data": [1, "2"], "metadata": {"next": "b"}}),
        json!({"data": 1}),
    ]
}

#[tokio::test]
async fn an_observer_does_not_change_a_lists_course() {
    let mut bodies = steered();
    bodies.push(json!({"data": [1], "metadata": {"next": null, "more": 1}, "new": {}}));
    for body in bodies {
        let script = || Script::new([json_answer(200, &body)]);
        let (with, without) = (script(), script());
        let watched = with.client().on_drift(|_: &Departure| {}).build().unwrap();
        let with = all(&mut pages(&watched, None).items()).await;
        let without = all(&mut items(&without)).await;
        assert_eq!(with, without, "{body}");
        let decodes = body.get("new").is_some();
        let expected = if decodes {
            Ok(1)
        } else {
            Err("decode".to_owned())
        };
        assert_eq!(without, [expected], "{body}");
    }
}

#[test]
fn streams_can_be_held_and_spawned() {
    fn check<T: Send + Unpin + std::fmt::Debug + 'static>(_: &T) {}
    let script = Script::new([]);
    let client = script.client().build().unwrap();
    check(&pages(&client, None));
    let items = items(&script);
    check(&items);
    assert_eq!(
        format!("{items:?}"),
        "Items { pages: Pages { operation: \"list_things\", state: Going, .. }, left: 0 }"
    );
}
