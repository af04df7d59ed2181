//! Responses that depart from the document, with and without an observer.

use crate::Departure;

use super::*;

type Seen = Arc<Mutex<Vec<String>>>;

async fn observed(step: Step) -> (Result<crate::Response<WebhookResponse>, Error>, Vec<String>) {
    let seen = Seen::default();
    let sink = seen.clone();
    let script = Script::new([step]);
    let client = script
        .client()
        .on_drift(move |departure: &Departure| sink.lock().unwrap().push(departure.to_string()))
        .build()
        .unwrap();
    let result = create(&client).await;
    let seen = seen.lock().unwrap().clone();
    (result, seen)
}

#[tokio::test]
async fn a_documented_response_is_not_a_departure() {
    let (result, seen) = observed(created()).await;
    assert_eq!(result.unwrap().data.id, "wh_1");
    assert_eq!(seen, Vec::<String>::new());
}

#[tokio::test]
async fn an_undocumented_2xx_succeeds_only_with_an_observer() {
    let (result, seen) = observed(json_answer(200, &webhook_body())).await;
    assert_eq!(result.unwrap().status(), StatusCode::OK);
    assert_eq!(
        seen,
        [
            "create_webhook: UndocumentedStatus at ``: expected 201, 400, 401, 403, 404, 422, 429, \
             found 200"
        ]
    );
    let error = failure([json_answer(200, &webhook_body())]).await;
    assert_eq!(error.status(), Some(StatusCode::OK));
}

#[tokio::test]
async fn an_observer_does_not_fail_a_call() {
    let mut body = webhook_body();
    body["data"]["unknown"] = "?".into();
    let text = body.to_string().into_bytes();
    // Invalid UTF-8 in a string that nobody decodes.
    let text: Vec<u8> = text
        .into_iter()
        .map(|byte| if byte == b'?' { 0xff } else { byte })
        .collect();
    let bad = || answer(201, &[("content-type", "application/json")], text.clone());
    let client = Script::new([bad()]).client().build().unwrap();
    assert_eq!(create(&client).await.unwrap().data.id, "wh_1");
    let (result, _) = observed(bad()).await;
    assert_eq!(result.unwrap().data.id, "wh_1");
}

#[tokio::test]
async fn an_optional_property_of_the_wrong_type_is_omitted() {
    let mut body = webhook_body();
    body["data"]["signing_key"] = 5.into();
    body["data"]["last_enabled_at"] = json!({});
    let (result, seen) = observed(json_answer(201, &body)).await;
    let webhook = result.unwrap().into_inner().data;
    assert!(webhook.signing_key.is_none() && webhook.last_enabled_at.is_none());
    assert_eq!(seen.len(), 2, "{seen:?}");
    assert!(failure([json_answer(201, &body)]).await.is_decode());
}

#[tokio::test]
async fn an_intolerable_departure_is_reported_and_fails() {
    let mut body = webhook_body();
    body["data"]["id"] = Value::Null;
    let (result, seen) = observed(json_answer(201, &body)).await;
    let error = result.unwrap_err();
    assert!(error.is_decode());
    let text = error.to_string();
    let expected = "at `/data/id`: expected string, found null";
    assert!(text.ends_with(expected), "{text}");
    assert_eq!(
        seen,
        ["create_webhook: WrongType at `/data/id`: expected string, found null"]
    );
}

#[tokio::test]
async fn an_undocumented_content_type_is_reported_without_parameters() {
    for (sent, reported) in [
        ("text/plain; a=hunter3", "text/plain"),
        ("hunter3\thunter3", "unreadable"),
    ] {
        let headers = [("content-type", sent)];
        let (result, seen) = observed(answer(201, &headers, webhook_body().to_string())).await;
        result.unwrap();
        let expected = format!(
            "create_webhook: UndocumentedContentType at ``: expected application/json, found {reported}"
        );
        assert_eq!(seen, [expected]);
    }
    let headers = [("content-type", "application/problem+json")];
    let (_, seen) = observed(answer(201, &headers, webhook_body().to_string())).await;
    assert_eq!(seen, Vec::<String>::new());
}

#[tokio::test]
async fn error_responses_are_compared_too() {
    let mut body = error_body("m");
    body["error"]["hint"] = "hunter3".into();
    let (_, seen) = observed(json_answer(400, &body)).await;
    assert_eq!(
        seen,
        ["create_webhook: UnknownField at `/error/hint`: expected no such property, found string"]
    );
    let (result, seen) = observed(answer(502, &[("content-type", "text/html")], "<p>")).await;
    assert_eq!(result.unwrap_err().raw_body(), Some("<p>".as_bytes()));
    assert_eq!(seen.len(), 2, "{seen:?}");
}
