//! Responses of every kind, and what the caller gets.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

#[tokio::test]
async fn a_documented_error_body_is_typed() {
    let mut body = error_body("url is wrong");
    body["error"]["violations"] = json!([{"property": "url", "message": "not https"}]);
    let error = failure([json_answer(422, &body)]).await;
    assert!(error.is_validation());
    assert_eq!(error.code(), Some("some_code"));
    assert_eq!(error.message(), Some("url is wrong"));
    assert_eq!(error.violations()[0].property, "url");
    assert_eq!(error.body().unwrap().error.violations.len(), 1);
    assert_eq!(error.operation(), Some("create_webhook"));
    assert_eq!(
        error.to_string(),
        "create_webhook (POST /webhooks): 422 Unprocessable Entity: url is wrong \
         (code some_code) [url: not https]"
    );
}

#[tokio::test]
async fn each_status_code_has_its_predicate() {
    type Predicate = fn(&Error) -> bool;
    let predicates: [(Predicate, &[u16]); 5] = [
        (Error::is_validation, &[400, 422]),
        (Error::is_unauthorized, &[401]),
        (Error::is_forbidden, &[403]),
        (Error::is_not_found, &[404]),
        (Error::is_rate_limited, &[429]),
    ];
    for code in [400, 401, 403, 404, 418, 422, 429, 500] {
        let headers = [("retry-after", "100000")];
        let error = failure([answer(code, &headers, "")]).await;
        assert_eq!(error.status().unwrap().as_u16(), code);
        for (predicate, codes) in predicates {
            assert_eq!(predicate(&error), codes.contains(&code), "{code}");
        }
    }
}

#[tokio::test]
async fn status_headers_and_body_are_kept_in_every_case() {
    for (code, body, said) in [
        (401, "", "401 Unauthorized, with an empty body"),
        (
            418,
            "short",
            "418 I'm a teapot (undocumented status code), with an unrecognized body of 5 bytes",
        ),
        (
            502,
            "<html>bad gateway</html>",
            "502 Bad Gateway (undocumented status code), with an unrecognized body of 24 bytes",
        ),
        (
            302,
            "",
            "302 Found (redirects are not followed), with an empty body",
        ),
        (
            304,
            "",
            "304 Not Modified (undocumented status code), with an empty body",
        ),
        (
            400,
            "[1,2]",
            "400 Bad Request, with an unrecognized body of 5 bytes",
        ),
        (
            200,
            "{}",
            "200 OK, but the body does not match the document at `/data`: expected object, found \
             nothing",
        ),
        (201, "", "201 Created, but the body is empty; expected JSON"),
        (
            201,
            "{\"data\": {\"id\": \"wh",
            "201 Created, but the body ends early at line 1 column 19",
        ),
        (
            201,
            "<html>",
            "201 Created, but the body is not JSON at line 1 column 1",
        ),
        (
            201,
            "{}",
            "201 Created, but the body does not match the document at `/data`: expected object, \
             found nothing",
        ),
        (
            201,
            "[]",
            "201 Created, but the body does not match the document: expected object, found array",
        ),
    ] {
        let error = failure([answer(code, &[("x-request", "r1")], body)]).await;
        assert_eq!(error.status().unwrap().as_u16(), code);
        assert_eq!(error.headers().unwrap()["x-request"], "r1");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(error.is_decode(), code == 200 || code == 201);
        assert_eq!(
            error.to_string(),
            format!("create_webhook (POST /webhooks): {said}")
        );
        assert!(error.body().is_none() && error.violations().is_empty());
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_body_is_called_by_its_name() {
    let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let with = |name: &str, value: &str| {
        let mut body = webhook_body();
        body["data"][name] = "?".into();
        body.to_string().replace("\"?\"", value)
    };
    let latin = [b"{\n \"data\": \"", &b"\xe9\""[..]].concat();
    for (body, said) in [
        (
            with("basic_auth", &deep(127)),
            "is nested more than 127 levels deep at line 1 ",
        ),
        (
            with("basic_auth", "1e400"),
            "has a number that is out of range at line 1 ",
        ),
        (
            with("legacy", "true, \"legacy\": true"),
            "has the member `legacy` at `/data` twice",
        ),
        (
            with("url", "1, \"data\": {}"),
            "does not match the document at `/data/url`: expected",
        ),
    ] {
        let text = failure([answer(201, &[], body)]).await.to_string();
        assert!(
            text.contains(&format!("201 Created, but the body {said}")),
            "{text}"
        );
    }
    for (body, said) in [
        (latin, "is not UTF-8 at line 2 column 11"),
        (
            b"\xff\xfe{\0}\0".to_vec(),
            "is not UTF-8 at line 1 column 1",
        ),
        (b"<p>\xe9</p>".to_vec(), "is not JSON at line 1 column 1"),
        ("\u{feff}".into(), "is empty; expected JSON"),
    ] {
        let text = failure([answer(201, &[], body)]).await.to_string();
        assert!(
            text.ends_with(&format!("201 Created, but the body {said}")),
            "{text}"
        );
    }
    let body = with("basic_auth", &deep(125));
    assert!(Script::new([answer(201, &[], body)]).call().await.is_ok());
}

#[tokio::test]
async fn a_byte_order_mark_is_read_past() {
    let marked = |body: Value| format!("\u{feff}{body}");
    let body = marked(webhook_body());
    let created = Script::new([answer(201, &[], body)]).call().await.unwrap();
    assert_eq!(created.data.id, "wh_1");

    let mut body = error_body("url is wrong");
    body["error"]["violations"] = json!([{"property": "url", "message": "not https"}]);
    let error = failure([answer(400, &[], marked(body.clone()))]).await;
    assert_eq!(error.code(), Some("some_code"));
    assert_eq!(error.violations()[0].property, "url");
    assert_eq!(error.raw_body(), Some(marked(body).as_bytes()));
}

#[tokio::test]
async fn a_partly_documented_error_body_is_read_in_part() {
    let mut body = error_body("m");
    body["error"]["violations"] = Value::Null;
    let error = failure([json_answer(400, &body)]).await;
    assert_eq!(error.body().unwrap().error.message, "m");

    let error = failure([json_answer(400, &json!({"error": {"message": "m"}}))]).await;
    assert_eq!((error.message(), error.code()), (Some("m"), None));
    assert!(error.body().is_none());
}

#[tokio::test]
async fn text_after_the_json_is_an_error() {
    let error = failure([answer(201, &[], format!("{} x", webhook_body()))]).await;
    assert!(error.is_decode());
    assert!(
        error.to_string().contains("the body is not JSON at"),
        "{error}"
    );
}

#[tokio::test]
async fn a_property_that_does_not_decode_is_named() {
    let mut body = webhook_body();
    body["data"]["verified"] = "perhaps".into();
    let error = failure([json_answer(201, &body)]).await;
    assert!(error.is_decode());
    let text = error.to_string();
    let expected = "at `/data/verified`: expected boolean, found string";
    assert!(text.ends_with(expected), "{text}");
}

#[tokio::test]
async fn only_the_property_that_failed_to_decode_is_named() {
    let mut body = webhook_body();
    // Not as documented either, but it decodes, as `None`.
    body["data"]["signing_key"] = Value::Null;
    body["data"]["verified"] = 1.into();
    let error = failure([json_answer(201, &body)]).await;
    assert!(error.to_string().contains("at `/data/verified`"), "{error}");
}

#[tokio::test]
async fn an_array_does_not_pass_for_an_object() {
    let mut whole = webhook_body();
    whole["data"]["last_disabled_at"] = Value::Null;
    whole["data"]["last_enabled_at"] = Value::Null;
    for place in ["", "/data"] {
        let mut body = whole.clone();
        let object = body.pointer_mut(place).unwrap();
        // All fields, in their order.
        *object = object.as_object().unwrap().values().cloned().collect();
        let error = failure([json_answer(201, &body)]).await;
        let text = error.to_string();
        assert!(text.ends_with("expected object, found array"), "{text}");
        let decoded: Result<WebhookResponse, _> = serde_json::from_value(body);
        decoded.unwrap_err();
    }
}

#[tokio::test]
async fn undocumented_properties_and_enum_values_are_harmless() {
    let mut body = webhook_body();
    body["data"]["status"] = "paused".into();
    body["data"]["new"] = 1.into();
    body["more"] = 1.into();
    let created = Script::new([json_answer(201, &body)]).call().await.unwrap();
    let status = serde_json::to_value(&created.data.status).unwrap();
    assert_eq!(status, "paused");
}

#[tokio::test]
async fn a_body_over_the_limit_is_cut() {
    let whole = format!("{{\"data\":{{\"description\":\"\",{}", "\"id\":\"wh_1\"}}");
    let script = Script::new([answer(201, &[], whole), status(400)]);
    let client = script.client().max_response_bytes(20).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_webhook (POST /webhooks): 201 Created, but the body exceeds 20 bytes"
    );
    assert_eq!(error.raw_body().unwrap().len(), 20);
    assert!(error.partial().unwrap().id().is_none());
    assert!(!error.is_retryable() && !error.is_decode());
    // A failure is classified by its status code first.
    assert!(create(&client).await.unwrap_err().is_validation());
}

#[tokio::test]
async fn an_error_keeps_no_more_than_64_kib() {
    let long = "x".repeat(100_000);
    let error = failure([answer(400, &[], long)]).await;
    assert_eq!(error.raw_body().unwrap().len(), 64 * 1024);
}

#[tokio::test]
async fn an_interrupted_body_keeps_status_headers_and_the_part_read() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let read = socket.read(&mut [0; 4096]).await.unwrap();
        let head = "HTTP/1.1 201 Created\r\nx-request: r1\r\ncontent-length: 99\r\n\r\n{\"da";
        assert!(read > 0);
        socket.write_all(head.as_bytes()).await.unwrap();
    });
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = Client::builder(KEY).base_url(url).http_client(http).build();
    let error = create(&client.unwrap()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CREATED));
    assert_eq!(error.headers().unwrap()["x-request"], "r1");
    assert_eq!(error.raw_body(), Some("{\"da".as_bytes()));
    assert!(!error.is_retryable() && !error.is_decode());
    let text = error.to_string();
    let expected = "201 Created, but the connection was lost within the body";
    assert!(text.ends_with(expected), "{text}");
}

#[tokio::test]
async fn what_was_created_is_kept_where_its_response_has_no_value() {
    let mut misfit = webhook_body();
    misfit["data"]["verified"] = "perhaps".into();
    misfit["data"]["last_enabled_at"] = json!({});
    // In an order of its own: that of a value hangs on a feature of `serde_json`.
    let whole =
        r#"{"data":{"id":"wh_1","signing_key":"hunter3","url":"https://example.com/hook"}}"#;
    let key_ends = whole.find("hunter3\"").unwrap() + "hunter3\"".len();
    let cut = &whole[..key_ends + 3];
    for body in [
        misfit.to_string(),
        cut.to_owned(),
        format!("{whole}]"),
        format!("\u{feff}{cut}"),
    ] {
        let error = failure([answer(201, &[], body.clone())]).await;
        let partial = error.partial().unwrap();
        assert_eq!(partial.id(), Some("wh_1"), "{body}");
        assert_eq!(partial.secret().unwrap().expose(), "hunter3", "{body}");
        let url = partial.get::<String>("/data/url");
        assert!(
            url.is_none_or(|url| url == "https://example.com/hook"),
            "{body}"
        );
    }
    // Of a key that breaks off nothing is told.
    let cut = &cut[..key_ends - 1];
    let partial = failure([answer(201, &[], cut)]).await.partial().unwrap();
    assert_eq!((partial.id(), partial.secret()), (Some("wh_1"), None));
}

#[tokio::test]
async fn the_part_that_fits_its_type_is_read_by_type() {
    let mut body = webhook_body();
    body["data"]["last_enabled_at"] = json!({});
    body["data"]["createdAt"] = body["data"]["created_at"].take();
    let body = body.to_string().replace("\"created_at\":null,", "") + "x";
    let partial = failure([answer(201, &[], body)]).await.partial().unwrap();
    let webhook = partial.get::<crate::types::Webhook>("/data").unwrap();
    assert_eq!(webhook.signing_key.unwrap().expose(), "hunter3");
    assert!(webhook.last_enabled_at.is_none());
}

#[tokio::test]
async fn there_is_nothing_to_keep_of_a_refusal_or_of_no_object() {
    for (code, body) in [
        (400, webhook_body().to_string()),
        (302, webhook_body().to_string()),
        (201, String::new()),
        (201, "<html>".to_owned()),
        (201, "[{\"id\": 1}]".to_owned()),
    ] {
        let error = failure([answer(code, &[], body)]).await;
        assert!(error.partial().is_none(), "{error}");
    }
}

/// What a success brings, as the generated code has it for answers by status.
#[derive(Debug, PartialEq)]
enum Success {
    Value(Value),
    Nothing,
}

async fn by_status(step: Step, observer: Option<Observer>) -> Result<Success, Error> {
    use crate::operation::{Operation, Shape};
    static OPERATION: Operation = Operation {
        id: "get_thing",
        method: reqwest::Method::GET,
        path: "/thing",
        success: &[200, 204],
        errors: &[],
        answer: Some(&Shape::Any),
        steering: &[],
    };
    let mut client = Script::new([step]).client();
    if let Some(observer) = observer {
        client = client.on_drift(observer);
    }
    let client = client.build().unwrap();
    let draft = crate::request::Draft::new(&OPERATION, client.base(), &[]);
    let answer = client
        .execute_by_status(draft, &OPERATION, |answer, operation| {
            match answer.status.as_u16() {
                200 => crate::decode::value(answer, operation).map(Success::Value),
                204 => crate::decode::empty(answer, operation).map(|()| Success::Nothing),
                _ => crate::decode::undocumented(answer, operation),
            }
        })
        .await?;
    Ok(answer.into_inner())
}

type Observer = fn(&crate::Departure);

#[tokio::test]
async fn an_answer_is_decoded_by_its_status_code() {
    let value = json!({ "a": 1 });
    let found = by_status(json_answer(200, &value), None).await.unwrap();
    assert_eq!(found, Success::Value(value));
    let found = by_status(answer(204, &[], ""), None).await.unwrap();
    assert_eq!(found, Success::Nothing);
}

#[tokio::test]
async fn a_body_of_unknown_form_may_be_empty() {
    let found = by_status(answer(200, &[], ""), None).await.unwrap();
    assert_eq!(found, Success::Value(Value::Null));
    let error = by_status(answer(200, &[], "ok"), None).await.unwrap_err();
    assert!(error.is_decode());
}

#[tokio::test]
async fn a_success_whose_status_code_has_no_type_is_an_error() {
    let observers: [Option<Observer>; 2] = [None, Some(|_| {})];
    for observer in observers {
        let error = by_status(json_answer(202, &json!({})), observer).await;
        assert_eq!(error.unwrap_err().status().unwrap().as_u16(), 202);
    }
}

#[tokio::test]
async fn an_answer_without_content_has_no_content_type_to_depart_in() {
    let observer: Observer = |departure| panic!("{departure:?}");
    let found = by_status(answer(204, &[], ""), Some(observer)).await;
    assert_eq!(found.unwrap(), Success::Nothing);
}
