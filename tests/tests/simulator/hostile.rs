//! Requests and documents that nobody would send: none ends the service.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use reqwest::Method;
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use crate::sender::{document, raw, request, service};

/// Any JSON, with the names that the documents have among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!("https://a.b")),
    ];
    let key = prop_oneof![
        ".{0,4}",
        "url|status|environment|name|type|label|weight|size|tags|parcels|allow|deny|op|items",
    ];
    leaf.prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Calls with every value of every object and every array of a document.
fn each(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    visit(value);
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|one| each(one, visit)),
        Value::Object(members) => members.values_mut().for_each(|one| each(one, visit)),
        _ => {}
    }
}

#[test]
fn no_request_ends_the_service() {
    let runtime = Runtime::new().unwrap();
    let service = runtime.block_on(service());
    let paths: Vec<String> = document()["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let query = prop_oneof![".{0,12}", "(limit|cursor|status|name)=[-+.0-9a-f%&=]{0,40}"];
    let method = prop::sample::select(vec!["GET", "POST", "PATCH", "DELETE", "PUT"]);
    let strategy = (
        method,
        prop::sample::select(paths),
        ".{1,6}",
        query,
        any_json(),
    );
    let mut runner = TestRunner::new(ProptestConfig::with_cases(400));
    let tried = runner.run(&strategy, |(method, path, id, query, body)| {
        let id = url_segment(&id);
        let path = path
            .split('/')
            .map(|part| if part.starts_with('{') { &*id } else { part });
        let path =
            path.collect::<Vec<_>>().join("/") + "?" + &url_segment(&query).replace("%3D", "=");
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let answered = runtime.block_on(request(&service, method, &path).json(&body).send());
        let status = answered
            .map_err(|error| TestCaseError::fail(error.to_string()))?
            .status();
        prop_assert!(status.is_success() || status.is_client_error(), "{status}");
        Ok(())
    });
    tried.unwrap();
}

fn url_segment(text: &str) -> String {
    text.bytes()
        .fold(String::new(), |text, byte| format!("{text}%{byte:02X}"))
}

#[tokio::test]
async fn no_damage_to_a_document_ends_the_service() {
    let whole = document();
    let mut count = 0;
    each(&mut whole.clone(), &mut |_| count += 1);
    for number in (0..count).step_by(23) {
        for damage in [
            Value::Null,
            json!([]),
            json!({}),
            json!({ "$ref": "#/paths" }),
            json!("x"),
        ] {
            let mut damaged = whole.clone();
            let mut at = 0;
            each(&mut damaged, &mut |value| {
                if at == number {
                    *value = damage.clone();
                }
                at += 1;
            });
            let started = fingerprint_management_simulator::Simulator::builder()
                .document(damaged)
                .start()
                .await;
            if let Ok(service) = started {
                for (method, path) in [
                    ("GET", "/parcels"),
                    ("POST", "/parcels"),
                    ("GET", "/health"),
                ] {
                    let method = Method::from_bytes(method.as_bytes()).unwrap();
                    let sent = request(&service, method, path).json(&json!({ "label": "l" }));
                    assert!(sent.send().await.unwrap().status().as_u16() < 500);
                }
            }
        }
    }
}

#[tokio::test]
async fn circles_and_depth_end_the_walk_and_not_the_service() {
    let mut document = document();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    let to = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    schemas.insert(
        "Size".to_owned(),
        json!({
            "type": "object", "required": ["inner", "all"],
            "properties": { "inner": to("Size"), "all": { "allOf": [to("Circle")] } },
        }),
    );
    schemas.insert(
        "Circle".to_owned(),
        json!({ "allOf": [to("Circle"), to("Other")] }),
    );
    schemas.insert("Other".to_owned(), to("Another"));
    schemas.insert("Another".to_owned(), to("Other"));
    let service = crate::sender::builder()
        .document(document)
        .start()
        .await
        .unwrap();
    let mut deep = Map::new();
    for _ in 0..100 {
        deep = Map::from_iter([("inner".to_owned(), Value::Object(deep))]);
    }
    let body = json!({ "label": "l", "size": deep });
    let answered = request(&service, Method::POST, "/parcels")
        .json(&body)
        .send()
        .await;
    assert_eq!(answered.unwrap().status(), 400);
    let small = json!({ "label": "l" });
    let answered = request(&service, Method::POST, "/parcels")
        .json(&small)
        .send()
        .await;
    assert_eq!(answered.unwrap().status(), 201);
}

#[tokio::test]
async fn bytes_that_are_not_a_request_are_answered_or_dropped() {
    let service = service().await;
    for bytes in [
        &b"\0\0\r\n\r\n"[..],
        b"GET / HTTP/9\r\n\r\n",
        b"\xff\xfe /\r\n\r\n",
        b"G E T\r\n\r\n",
    ] {
        let (answered, _) = raw(&service, bytes).await;
        assert!(answered.starts_with("HTTP/1.1 400 "), "{answered}");
    }
}
