//! Lists that come in pages, over a connection that fails in the middle of them.

use std::time::Duration;

use fingerprint_management::builder::ListWebhooksCall;
use fingerprint_management::types::WebhookPage;
use fingerprint_management::{Client, Departure, Error, Items, Page, RetryPolicy};
use fingerprint_management_simulator::{Answer, Bend, Edit, Fault, Reached, ResetAt, Simulator};
use serde_json::{Value, json};

use crate::outcome::{builder, client, service};

const COUNT: usize = 25;

/// A service with webhooks that are told apart by their URLs.
async fn stocked() -> Simulator {
    let mut service = Simulator::builder().without_rate_limit();
    for number in 0..COUNT {
        let status = if number % 2 == 0 {
            "enabled"
        } else {
            "disabled"
        };
        let url = format!("https://example.com/{number}");
        service = service.seed("/webhooks", json!({"url": url, "status": status}));
    }
    service.start().await.unwrap()
}

/// The list in three pages.
fn list(client: &Client) -> ListWebhooksCall {
    client.list_webhooks().limit(10)
}

/// A client whose calls fail at the first error.
fn unretried(service: &Simulator) -> Client {
    builder(service)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

/// The ids of all items, and the errors, as far as the list goes.
async fn read(items: &mut Items<WebhookPage>) -> (Vec<String>, Vec<Error>) {
    let (mut ids, mut errors) = (Vec::new(), Vec::new());
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => ids.push(item.id),
            Err(error) => errors.push(error),
        }
    }
    (ids, errors)
}

/// The ids that the service has, in its order.
async fn stored(service: &Simulator) -> Vec<String> {
    let whole = client(service).list_webhooks().limit(100).send().await;
    let items = whole.unwrap().into_inner().into_items();
    items.into_iter().map(|item| item.id).collect()
}

/// The pointer to the next cursor in a page.
fn pointer_to_next(page: &Value) -> Option<String> {
    page.as_object()?.iter().find_map(|(name, member)| {
        let plain = name.to_lowercase().replace('_', "");
        match plain.as_str() {
            "nextcursor" => Some(format!("/{name}")),
            _ => Some(format!("/{name}{}", pointer_to_next(member)?)),
        }
    })
}

/// The first page, as it is on the wire.
async fn first_page(service: &Simulator) -> Value {
    let page = list(&client(service)).send().await.unwrap();
    serde_json::to_value(&*page).unwrap()
}

#[tokio::test]
async fn all_items_come_once_and_in_order() {
    let service = stocked().await;
    let expected = stored(&service).await;
    let before = service.attempts();
    let (ids, errors) = read(&mut list(&client(&service)).items()).await;
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids, expected);
    assert_eq!(ids.len(), COUNT);
    assert_eq!(service.attempts() - before, 3);
}

#[tokio::test]
async fn limit_and_filters_hold_for_each_page() {
    let service = stocked().await;
    let client = client(&service);
    let mut items = client.list_webhooks().limit(5).status("disabled").items();
    let (ids, errors) = read(&mut items).await;
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids.len(), COUNT / 2);
    let requests = service.requests();
    assert_eq!(requests.len(), 3);
    for (number, request) in requests.iter().enumerate() {
        let query = request.query.as_deref().unwrap();
        assert!(query.starts_with("status=disabled&limit=5"), "{query}");
        assert_eq!(query.contains("&cursor="), number > 0, "{query}");
    }
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() {
    let service = stocked().await;
    let mut items = list(&client(&service)).items();
    assert_eq!(service.attempts(), 0);
    for _ in 0..10 {
        items.next().await.unwrap().unwrap();
    }
    assert_eq!(service.attempts(), 1);
}

#[tokio::test]
async fn a_list_goes_on_after_an_error_that_may_pass() {
    for fault in [
        Fault::Replace(Reached::Gateway, Answer::status(502)),
        Fault::Replace(Reached::Gateway, Answer::status(429)),
        Fault::Reset(ResetAt::AfterRequest),
        Fault::Close(Reached::Service),
        Fault::Bend(Bend::CloseMidway),
        Fault::Bend(Bend::ResetMidway),
    ] {
        let service = stocked().await;
        let expected = stored(&service).await;
        service.answer_next([Fault::None, fault.clone(), fault.clone(), Fault::None]);
        let (ids, errors) = read(&mut list(&unretried(&service)).items()).await;
        assert_eq!(ids, expected, "{fault:?}");
        assert_eq!(errors.len(), 2, "{fault:?}: {errors:?}");
        assert!(errors.iter().all(Error::is_retryable), "{errors:?}");
    }
}

#[tokio::test]
async fn an_error_comes_in_the_place_of_its_page() {
    let service = stocked().await;
    let bad = Fault::Replace(Reached::Gateway, Answer::status(500));
    service.answer_next([Fault::None, bad]);
    let client = unretried(&service);
    let mut items = list(&client).items();
    for _ in 0..10 {
        items.next().await.unwrap().unwrap();
    }
    assert!(items.next().await.unwrap().is_err());
    assert!(!items.is_finished());
    assert_eq!(read(&mut items).await.0.len(), COUNT - 10);
}

#[tokio::test]
async fn a_page_that_is_postponed_is_retried_within_the_list() {
    let service = stocked().await;
    let expected = stored(&service).await;
    let put_off = Answer::status(429).header("Retry-After", "0");
    let put_off = Fault::Replace(Reached::Gateway, put_off);
    service.answer_next([Fault::None, put_off.clone(), Fault::None, put_off]);
    let (ids, errors) = read(&mut list(&client(&service)).items()).await;
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn a_list_is_over_after_an_error_that_would_come_again() {
    let service = stocked().await;
    let expected = stored(&service).await;
    let denied = Fault::Replace(Reached::Gateway, Answer::error(401, "code", "message"));
    service.answer_next([Fault::None, denied]);
    let client = client(&service);
    let mut items = list(&client).items();
    let (mut ids, errors) = read(&mut items).await;
    assert!(
        matches!(&errors[..], [error] if error.is_unauthorized()),
        "{errors:?}"
    );
    assert!(items.is_finished() && ids.len() == 10);
    // It says where another call goes on, be it in another process.
    let rest = client
        .list_webhooks()
        .limit(100)
        .cursor(items.cursor().unwrap());
    ids.extend(read(&mut rest.items()).await.0);
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn a_list_goes_on_from_any_of_its_cursors() {
    let service = stocked().await;
    let expected = stored(&service).await;
    let client = client(&service);
    let mut pages = list(&client).pages();
    let mut seen = 0;
    while let Some(page) = pages.next().await {
        seen += page.unwrap().into_inner().into_items().len();
        let Some(cursor) = pages.cursor() else { break };
        let rest = read(&mut list(&client).cursor(cursor).items()).await.0;
        assert_eq!(rest, expected[seen..]);
    }
    assert_eq!(seen, COUNT);
}

#[tokio::test]
async fn a_service_that_ignores_the_cursor_is_an_error_and_no_endless_loop() {
    let service = stocked().await;
    let first = Answer::json(200, &first_page(&service).await);
    let again = Fault::Replace(Reached::Gateway, first);
    service.answer_next(std::iter::repeat_n(again, 10));
    let (ids, errors) = read(&mut list(&client(&service)).items()).await;
    assert!(
        matches!(&errors[..], [error] if error.is_repeated_cursor()),
        "{errors:?}"
    );
    assert_eq!((ids.len(), service.faults_left()), (20, 8));
}

#[tokio::test]
async fn a_dropped_list_leaves_its_call_and_the_client_usable() {
    let service = stocked().await;
    service.answer_next([Fault::None, Fault::Silence(Reached::Service)]);
    let client = client(&service);
    let mut pages = list(&client).pages();
    pages.next().await.unwrap().unwrap();
    let cursor = pages.cursor().unwrap().to_owned();
    let waited = tokio::time::timeout(Duration::from_millis(50), pages.next()).await;
    assert!(waited.is_err());
    drop(pages);
    let rest = read(&mut list(&client).cursor(cursor).items()).await.0;
    assert_eq!(rest.len(), COUNT - 10);
}

#[tokio::test]
async fn a_list_can_be_spawned_and_outlives_the_call_that_made_it() {
    let service = stocked().await;
    let mut items = list(&client(&service)).items();
    let reading = tokio::spawn(async move { read(&mut items).await.0.len() });
    assert_eq!(reading.await.unwrap(), COUNT);
}

#[tokio::test]
async fn an_observer_does_not_change_where_a_list_ends() {
    let service = stocked().await;
    let next = pointer_to_next(&first_page(&service).await).unwrap();
    let holder = next.rsplit_once('/').unwrap().0;
    let watched = builder(&service)
        .on_drift(|_: &Departure| {})
        .build()
        .unwrap();
    for edit in [
        Edit::set(&next, 5),
        Edit::set(&next, json!({})),
        Edit::remove(&next),
        Edit::set(holder, "none"),
        Edit::set("/data", json!({})),
        Edit::set(&next, Value::Null),
        Edit::set("/new", 1),
    ] {
        let mut results = Vec::new();
        for client in [&watched, &client(&service)] {
            service.answer_next([Fault::None, Fault::Drift(vec![edit.clone()])]);
            let (ids, errors) = read(&mut list(client).items()).await;
            let errors: Vec<String> = errors.iter().map(Error::to_string).collect();
            results.push((ids.len(), errors));
        }
        assert_eq!(results[0], results[1], "{edit:?}");
        let fits = [Edit::set(&next, Value::Null), Edit::set("/new", 1)].contains(&edit);
        assert_eq!(results[0].1.is_empty(), fits, "{edit:?}: {results:?}");
    }
}

#[tokio::test]
async fn a_cursor_in_another_case_is_followed() {
    let service = stocked().await;
    let next = pointer_to_next(&first_page(&service).await).unwrap();
    let (holder, name) = next.rsplit_once('/').unwrap();
    let other = if name == "next_cursor" {
        "nextCursor"
    } else {
        "next_cursor"
    };
    let cursor = list(&client(&service)).send().await.unwrap();
    let cursor = cursor.next_cursor().unwrap();
    let edits = vec![
        Edit::remove(&next),
        Edit::set(&format!("{holder}/{other}"), cursor),
    ];
    service.answer_next([Fault::Drift(edits)]);
    let (ids, errors) = read(&mut list(&client(&service)).items()).await;
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids.len(), COUNT);
}

#[tokio::test]
async fn an_empty_list_is_one_empty_page() {
    let service = service().await;
    let mut pages = client(&service).list_webhooks().pages();
    assert!(pages.next().await.unwrap().unwrap().data.is_empty());
    assert!(pages.next().await.is_none() && service.attempts() == 1);
}

#[tokio::test]
async fn a_page_that_was_asked_for_too_slowly_is_asked_for_again() {
    let service = service().await;
    let slow = Fault::Replace(Reached::Gateway, Answer::error(408, "code", "message"));
    service.answer_next([slow]);
    client(&service).list_webhooks().send().await.unwrap();
    assert_eq!(service.attempts(), 2);
}

#[tokio::test]
async fn asking_for_a_page_has_no_effect_whatever_comes_of_it() {
    let service = service().await;
    let client = builder(&service)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    for (fault, retryable) in [
        (Fault::Close(Reached::Service), true),
        (Fault::Bend(Bend::CloseMidway), true),
        (Fault::Replace(Reached::Service, Answer::status(408)), true),
        (Fault::Replace(Reached::Service, Answer::status(500)), true),
        (Fault::Replace(Reached::Service, Answer::status(200)), false),
    ] {
        service.answer_next([fault.clone()]);
        let error = client.list_webhooks().send().await.unwrap_err();
        assert!(error.had_no_effect(), "{fault:?}");
        assert_eq!(error.is_retryable(), retryable, "{fault:?}");
    }
}
