//! Sends requests to a simulator, by a plain HTTP client or byte by byte.

use std::io::ErrorKind;
use std::sync::LazyLock;

use fingerprint_management_simulator::{Simulator, SimulatorBuilder};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One for all tests: reading the system's certificates takes its time.
static CLIENT: LazyLock<Client> = LazyLock::new(Client::new);

pub(crate) fn http() -> &'static Client {
    &CLIENT
}

/// A small document in the likeness of the service's, so that the tests hold
/// whatever the client's document is.
pub(crate) fn document() -> Value {
    serde_json::from_str(include_str!("api.json")).unwrap()
}

/// A service of that document, with a stopped clock.
pub(crate) fn builder() -> SimulatorBuilder {
    Simulator::builder().document(document()).stopped_clock()
}

/// One that answers as many requests as a test has.
pub(crate) async fn service() -> Simulator {
    builder().without_rate_limit().start().await.unwrap()
}

/// A request as it should be, without a body.
pub(crate) fn request(service: &Simulator, method: Method, path: &str) -> RequestBuilder {
    http()
        .request(method, format!("{}{path}", service.url()))
        .bearer_auth(service.api_key())
        .header("X-API-Version", service.api_version())
}

/// Status and body of a `GET`.
pub(crate) async fn get(service: &Simulator, path: &str) -> (u16, Value) {
    answer(request(service, Method::GET, path)).await
}

/// Status and body of a request with a JSON body.
pub(crate) async fn send(
    service: &Simulator,
    method: Method,
    path: &str,
    body: &Value,
) -> (u16, Value) {
    answer(request(service, method, path).json(body)).await
}

/// The data of a created item.
pub(crate) async fn created(service: &Simulator, path: &str, body: &Value) -> Value {
    let (status, answered) = send(service, Method::POST, path, body).await;
    assert_eq!(status, 201, "{answered}");
    answered["data"].clone()
}

/// Removes an item; the status of the answer.
pub(crate) async fn delete(service: &Simulator, path: &str) -> u16 {
    let answered = request(service, Method::DELETE, path).send().await.unwrap();
    answered.status().as_u16()
}

/// The code of a refusal, with its status.
pub(crate) fn code(answer: &(u16, Value)) -> (u16, &str) {
    (
        answer.0,
        answer.1["error"]["code"].as_str().unwrap_or_default(),
    )
}

/// The properties of a refusal's violations, with its status.
pub(crate) fn violated(answer: &(u16, Value)) -> (u16, Vec<&str>) {
    let violations = answer.1["error"]["violations"].as_array();
    let violations = violations.into_iter().flatten();
    let named = violations.map(|one| one["property"].as_str().unwrap());
    (answer.0, named.collect())
}

/// A create request as it should be, without a body.
pub(crate) fn bare(service: &Simulator) -> RequestBuilder {
    request(service, Method::POST, "/webhooks")
}

pub(crate) fn create(service: &Simulator, body: &Value) -> RequestBuilder {
    bare(service).json(body)
}

/// A create request that is done.
pub(crate) fn good(service: &Simulator) -> RequestBuilder {
    create(service, &json!({ "url": "https://website.com/webhook" }))
}

/// Status and body.
pub(crate) async fn answer(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.bytes().await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// The bytes of a create request that is done.
pub(crate) fn bytes(service: &Simulator) -> Vec<u8> {
    let body = r#"{"url":"https://website.com/webhook"}"#;
    format!(
        "POST /webhooks?a=%20b HTTP/1.1\r\nHost: x\r\nX-Api-VERSION: {}\r\n\
         authorization: Bearer {}\r\nX-Twice: 1\r\nContent-Type: application/json\r\n\
         x-twice: 2\r\nContent-Length: {}\r\n\r\n{body}",
        service.api_version(),
        service.api_key(),
        body.len(),
    )
    .into_bytes()
}

/// What came until the connection ended, and the error it ended with.
pub(crate) async fn until_end(stream: &mut TcpStream) -> (String, Option<ErrorKind>) {
    let mut received = Vec::new();
    let end = stream.read_to_end(&mut received).await;
    (
        String::from_utf8_lossy(&received).into_owned(),
        end.err().map(|error| error.kind()),
    )
}

pub(crate) async fn connect(service: &Simulator) -> TcpStream {
    let address = service.url().strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

/// Sends a create request's bytes and reads until the connection ends.
pub(crate) async fn raw(service: &Simulator, request: &[u8]) -> (String, Option<ErrorKind>) {
    let mut stream = connect(service).await;
    stream.write_all(request).await.unwrap();
    until_end(&mut stream).await
}
