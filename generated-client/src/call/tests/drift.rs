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
async fn an_undocumented_2xx_is_a_success_and_reported() {
    let (result, seen) = observed(json_answer(200, &webhook_body())).await;
    assert_eq!(result.unwrap().status(), StatusCode::OK);
    assert_eq!(
        seen,
        [
            "create_webhook: UndocumentedStatus at ``: expected 201, 400, 401, 403, 404, 422, 429, \
             found 200"
        ]
    );
}

/// A body with other bytes for the text `"?"`.
fn with_bytes(body: &Value, bytes: &[u8]) -> Vec<u8> {
    let text = body.to_string();
    let (before, after) = text.split_once("\"?\"").unwrap();
    [before.as_bytes(), bytes, after.as_bytes()].concat()
}

#[tokio::test]
async fn an_observer_does_not_change_the_value_or_the_error() {
    let mut rows = Vec::new();
    for field in webhook_body()["data"].as_object().unwrap().keys() {
        for value in [json!(null), json!({}), json!([5]), json!(5.0), json!("?")] {
            let mut body = webhook_body();
            body["data"][field] = value;
            rows.push((201, body.to_string().into_bytes()));
        }
        let mut body = webhook_body();
        body["data"].as_object_mut().unwrap().remove(field);
        rows.push((200, body.to_string().into_bytes()));
        let mut body = webhook_body();
        body["data"][field] = "?".into();
        rows.push((201, with_bytes(&body, b"\"\xff\"")));
        let twice = format!("null, \"{field}\": {{}}");
        rows.push((201, with_bytes(&body, twice.as_bytes())));
    }
    let mut new = webhook_body();
    new["new"] = "?".into();
    for bytes in [&b"\"\xff\""[..], b"1e999", b"1e5", b"{\"a\":1,\"a\":2}"] {
        rows.push((201, with_bytes(&new, bytes)));
    }
    rows.extend([200, 202, 204, 206, 302, 400, 500].map(|code| (code, b"{}".to_vec())));
    for (code, body) in rows {
        let step = || answer(code, &[("content-type", "application/json")], body.clone());
        let without = Script::new([step()]).call().await;
        let (with, _) = observed(step()).await;
        let what = String::from_utf8_lossy(&body);
        match (with, without) {
            (Ok(with), Ok(without)) => assert_eq!(*with, *without, "{code} {what}"),
            (with, without) => {
                let shown = [with, without].map(|result| format!("{result:?}"));
                assert_eq!(shown[0], shown[1], "{code} {what}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_left_out_of_a_body_that_names_a_property_twice() {
    let mut body = webhook_body();
    body["data"]["signing_key"] = 5.into();
    body["data"]["environment"] = "?".into();
    let text = with_bytes(&body, b"\"ae_1\", \"environment\": null");
    assert!(failure([answer(201, &[], text)]).await.is_decode());
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
