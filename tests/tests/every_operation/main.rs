//! The client calls every operation of the document, whatever they are, and the
//! simulator answers.
//!
//! `PROXY_URL` and `PROXY_KEY` name another service: a proxy before a simulator,
//! which compares requests and answers with the document.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "tests"
)]

mod sample;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use fingerprint_management::{Client, Departure, Error, PartialResponse, Response};
use fingerprint_management_simulator::{Answer, Bend, Fault, Reached, Simulator};
use serde::Serialize;
use serde_json::{Value, json};

/// The status and the body of a success, or what went wrong.
type Called = Result<(u16, Value), Wrong>;

/// What went wrong, and what could be read all the same.
struct Wrong {
    what: String,
    partial: Option<Box<PartialResponse>>,
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self {
            what: format!("{error} {:?}", error.violations()),
            partial: error.partial().map(Box::new),
        }
    }
}

impl From<String> for Wrong {
    fn from(what: String) -> Self {
        Self {
            what,
            partial: None,
        }
    }
}

fn called<T: Serialize>(answered: Result<Response<T>, Error>) -> Called {
    let answered = answered?;
    let status = answered.status().as_u16();
    Ok((status, serde_json::to_value(answered.into_inner()).unwrap()))
}

/// Makes the call of one line of the list, or says why it has none.
macro_rules! made {
    ($client:ident $arguments:ident $body:ident; left out $why:literal) => {
        Err(format!("the list of calls left it out: {}", $why).into())
    };
    ($client:ident $arguments:ident $body:ident;
     $name:ident ($($argument:ident),*) $(with $type:ident)?) => {{
        let mut arguments = $arguments.iter().cloned();
        $(let $argument: String = arguments.next().unwrap();)*
        assert_eq!(arguments.next(), None);
        let call = $client.$name(
            $($argument,)*
            $(serde_json::from_value::<fingerprint_management::types::$type>($body).unwrap())?
        );
        called(call.send().await)
    }};
}

/// Makes the list of calls a function from method and path to the call.
macro_rules! operations {
    ($($method:literal, $path:literal => $($part:ident)+ $(($($argument:ident),*))? $($why:literal)? $(with $type:ident)?;)*) => {
        async fn call(
            client: &Client,
            operation: (&str, &str),
            arguments: &[String],
            body: Value,
        ) -> Called {
            match operation {
                $(($method, $path) => {
                    made!(client arguments body; $($part)+ $(($($argument),*))? $($why)? $(with $type)?)
                })*
                other => Err(format!("the list of calls has no {other:?}").into()),
            }
        }
    };
}

include!("calls.rs");

/// An operation of the document, and what it is called with.
struct Planned<'d> {
    method: String,
    path: &'d str,
    operation: &'d Value,
}

impl Planned<'_> {
    /// Items are created and listed before anything is done to them, and deleted
    /// at the end, the innermost first.
    fn order(&self) -> (u8, isize) {
        let depth = isize::try_from(self.path.matches('/').count()).unwrap();
        let (is_nested, of_item) = (self.path.contains('{'), self.path.ends_with('}'));
        match (self.method.as_str(), is_nested, of_item) {
            ("POST", false, _) => (0, depth),
            ("GET", false, _) => (1, depth),
            ("POST", true, false) => (2, depth),
            ("DELETE", ..) => (4, -depth),
            _ => (3, depth),
        }
    }
}

impl Planned<'_> {
    fn body(&self, document: &Value, arguments: &[String]) -> Value {
        let mut body = sample::body(document, self.operation);
        if let (Some(id), Some(last)) = (body.get_mut("id"), arguments.last()) {
            *id = last.as_str().into();
        }
        body
    }
}

fn planned(document: &Value) -> Vec<Planned<'_>> {
    let mut planned = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation.get("responses").is_some() {
                planned.push(Planned {
                    method: method.to_uppercase(),
                    path,
                    operation,
                });
            }
        }
    }
    planned.sort_by_key(Planned::order);
    planned
}

/// The ids that are known, by the template of their collection.
#[derive(Default)]
struct Ids(BTreeMap<String, String>);

impl Ids {
    /// The arguments of a path. An id that is not known is one of nothing.
    fn arguments(&self, path: &str) -> Vec<String> {
        let places = path.match_indices('{');
        let collection = |(at, _)| path[..at].trim_end_matches('/').to_owned();
        places
            .map(|place| {
                self.0
                    .get(&collection(place))
                    .cloned()
                    .unwrap_or("none".to_owned())
            })
            .collect()
    }

    fn learn(&mut self, planned: &Planned<'_>, body: &Value) {
        let data = &body["data"];
        let item = data.get(0).unwrap_or(data);
        let is_new = planned.method == "POST" || !self.0.contains_key(planned.path);
        if let Some(id) = item["id"].as_str()
            && is_new
            && !planned.path.ends_with('}')
        {
            self.0.insert(planned.path.to_owned(), id.to_owned());
        }
    }
}

/// What was wrong with the calls, and where answers depart from the document.
struct Found {
    wrong: Vec<String>,
    departures: Vec<String>,
}

/// Calls every operation of the document.
async fn call_all(document: &Value, url: &str, key: &str) -> Found {
    let departures = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&departures);
    let client = Client::builder(key)
        .base_url(url)
        .without_rate_limiter()
        .on_drift(move |departure: &Departure| seen.lock().unwrap().push(departure.to_string()))
        .build()
        .unwrap();
    let mut ids = Ids::default();
    let mut wrong = Vec::new();
    for planned in &planned(document) {
        let (method, path) = (planned.method.as_str(), planned.path);
        let arguments = ids.arguments(path);
        let body = planned.body(document, &arguments);
        match call(&client, (method, path), &arguments, body.clone()).await {
            Ok((status, answered)) => {
                if planned.operation["responses"]
                    .get(status.to_string())
                    .is_none()
                {
                    wrong.push(format!("{method} {path}: {status} is not documented"));
                }
                ids.learn(planned, &answered);
            }
            Err(Wrong { what, .. }) => {
                wrong.push(format!("{method} {path} {arguments:?} {body}: {what}"));
            }
        }
    }
    let departures = departures.lock().unwrap().clone();
    Found { wrong, departures }
}

fn document() -> Value {
    serde_json::from_str(include_str!("../../src/document.json")).unwrap()
}

#[tokio::test]
async fn every_operation_is_called_and_nothing_departs_from_the_document() {
    let document = document();
    assert!(!planned(&document).is_empty());
    let found = if let Ok(url) = std::env::var("PROXY_URL") {
        call_all(&document, &url, &std::env::var("PROXY_KEY").unwrap()).await
    } else {
        let service = Simulator::builder()
            .without_rate_limit()
            .start()
            .await
            .unwrap();
        call_all(&document, service.url(), service.api_key()).await
    };
    assert_eq!(found.wrong, Vec::<String>::new());
    assert_eq!(found.departures, Vec::<String>::new());
}

/// The names and values of what the document marks as credentials.
fn credentials<'a>(document: &Value, data: &'a Value) -> BTreeMap<&'a str, &'a str> {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let is_sensitive = |name: &str| {
        let mut all = schemas.values();
        all.any(|schema| schema["properties"][name]["x-sensitive"] == true)
    };
    let members = data.as_object().into_iter().flatten();
    members
        .filter(|(name, _)| is_sensitive(name))
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
        .collect()
}

#[tokio::test]
async fn of_every_operation_the_id_and_the_secrets_outlive_a_broken_response() {
    let document = document();
    let builder = Simulator::builder().without_rate_limit();
    let service = builder.start().await.unwrap();
    let builder = Client::builder(service.api_key()).base_url(service.url());
    let client = builder.without_rate_limiter().build().unwrap();
    let (mut ids, mut read) = (Ids::default(), 0);
    for planned in &planned(&document) {
        let arguments = ids.arguments(planned.path);
        let body = planned.body(&document, &arguments);
        // Every byte of it comes, but more are announced.
        service.answer_next([Fault::Bend(Bend::LengthTooLong)]);
        let operation = (planned.method.as_str(), planned.path);
        let Err(Wrong { what, partial }) = call(&client, operation, &arguments, body).await else {
            continue;
        };
        let Some(partial) = partial else { continue };
        let json: Value = partial.get("").unwrap();
        assert_eq!(partial.id(), json["data"]["id"].as_str(), "{what}");
        let secrets = partial
            .secrets()
            .map(|(name, secret)| (name, secret.expose()));
        assert_eq!(
            secrets.collect::<BTreeMap<_, _>>(),
            credentials(&document, &json["data"])
        );
        ids.learn(planned, &json);
        read += usize::from(partial.secret().is_some());
    }
    // The signing key of a webhook, at least.
    assert!(read > 0);
    assert_eq!(service.faults_left(), 0);
}

/// The JSON pointers of the objects in a value.
fn objects(value: &Value, at: &str) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(n, v)| (n.clone(), v)).collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(n, v)| (n.to_string(), v))
            .collect(),
        _ => return Vec::new(),
    };
    let inside = below.into_iter().flat_map(|(name, value)| {
        let name = name.replace('~', "~0").replace('/', "~1");
        objects(value, &format!("{at}/{name}"))
    });
    let own = value.is_object().then(|| at.to_owned());
    own.into_iter().chain(inside).collect()
}

/// Whether the document says what members the answer of an operation has.
fn is_described(document: &Value, planned: &Planned<'_>, status: u16) -> bool {
    let response = &planned.operation["responses"][status.to_string()];
    let schema = &response["content"]["application/json"]["schema"];
    let target = schema["$ref"]
        .as_str()
        .and_then(|name| document.pointer(&name[1..]));
    target.unwrap_or(schema)["properties"].is_object()
}

#[tokio::test]
async fn of_no_operation_does_an_array_pass_for_an_object() {
    let document = document();
    let builder = Simulator::builder().without_rate_limit();
    let service = builder.start().await.unwrap();
    let builder = Client::builder(service.api_key()).base_url(service.url());
    let client = builder.without_rate_limiter().build().unwrap();
    let (mut ids, mut refused) = (Ids::default(), 0);
    for planned in &planned(&document) {
        let arguments = ids.arguments(planned.path);
        let body = planned.body(&document, &arguments);
        let operation = (planned.method.as_str(), planned.path);
        let called = call(&client, operation, &arguments, body.clone()).await;
        let Ok((status, answered)) = called else {
            continue;
        };
        ids.learn(planned, &answered);
        for place in objects(&answered, "") {
            if !is_described(&document, planned, status) {
                continue;
            }
            let mut answered = answered.clone();
            let object = answered.pointer_mut(&place).unwrap();
            *object = object.as_object().unwrap().values().cloned().collect();
            let answer = Answer::json(status, &answered);
            service.answer_next([Fault::Replace(Reached::Gateway, answer)]);
            let called = call(&client, operation, &arguments, body.clone()).await;
            assert!(called.is_err(), "{operation:?}: {answered}");
            refused += 1;
        }
    }
    assert!(refused > 0);
    assert_eq!(service.faults_left(), 0);
}

/// The document of a service that leaves out a member that its items must have.
#[tokio::test]
async fn a_service_that_departs_from_the_document_is_found() {
    let mut damaged = document();
    for (_, schema) in damaged["components"]["schemas"].as_object_mut().unwrap() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let left_out = required.iter().rfind(|name| **name != json!("id"));
        if let Some(left_out) = left_out.and_then(Value::as_str)
            && required.contains(&json!("id"))
        {
            schema["properties"]
                .as_object_mut()
                .unwrap()
                .remove(left_out);
            schema["required"]
                .as_array_mut()
                .unwrap()
                .retain(|name| name != left_out);
        }
    }
    let builder = Simulator::builder().document(damaged).without_rate_limit();
    let service = builder.start().await.unwrap();
    let found = call_all(&document(), service.url(), service.api_key()).await;
    assert!(!found.departures.is_empty(), "{:?}", found.wrong);
}
