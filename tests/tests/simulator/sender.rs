//! Sends requests to a simulator, by a plain HTTP client or byte by byte.

use std::io::ErrorKind;
use std::sync::LazyLock;

use management_api_simulator::{Simulator, api_version};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One for all tests: reading the system's certificates takes its time.
static CLIENT: LazyLock<Client> = LazyLock::new(Client::new);

pub(crate) fn http() -> &'static Client {
    &CLIENT
}

/// A create request as it should be, without a body.
pub(crate) fn bare(service: &Simulator) -> RequestBuilder {
    http()
        .request(Method::POST, format!("{}/webhooks", service.url()))
        .bearer_auth(service.api_key())
        .header("X-API-Version", api_version())
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
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// The bytes of a create request that is done.
pub(crate) fn bytes(service: &Simulator) -> Vec<u8> {
    let body = r#"{"url":"https://website.com/webhook"}"#;
    format!(
        "POST /webhooks?a=%20b HTTP/1.1\r\nHost: x\r\nX-Api-VERSION: {}\r\n\
         authorization: Bearer {}\r\nX-Twice: 1\r\nContent-Type: application/json\r\n\
         x-twice: 2\r\nContent-Length: {}\r\n\r\n{body}",
        api_version(),
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
