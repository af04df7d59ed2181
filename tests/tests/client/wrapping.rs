//! A transport around the client's own takes nothing away from it.

use std::time::Duration;

use fingerprint_management::reqwest::header::HeaderValue;
use fingerprint_management::reqwest::{self, Request, Response};
use fingerprint_management::{
    BoxError, BoxFuture, Client, ClientBuilder, NotSent, RetryPolicy, Transport,
};
use fingerprint_management_simulator::{Answer, Fault, Reached, RefusedAddress, Simulator};

use crate::outcome::Outcome::{Connect, Lost, Status};
use crate::outcome::{builder, create, outcome, service};

const MARK: &str = "x-passed";

/// Adds its name to a header, then passes the request on.
struct Marking<T>(T, &'static str);

impl<T: Transport> Transport for Marking<T> {
    fn send(&self, mut request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        let mark = HeaderValue::from_static(self.1);
        request.headers_mut().append(MARK, mark);
        self.0.send(request)
    }
}

/// The client with two transports around its own.
pub(crate) fn wrapped(builder: ClientBuilder) -> ClientBuilder {
    builder
        .wrap_transport(|inner| Marking(inner, "inner"))
        .wrap_transport(|inner| Marking(inner, "outer"))
}

/// Checks that every request went through both.
pub(crate) fn assert_passed(service: &Simulator) {
    let requests = service.requests();
    assert!(!requests.is_empty());
    for request in requests {
        assert_eq!(request.header(MARK), ["outer", "inner"]);
    }
}

#[tokio::test]
async fn the_wrapper_that_was_set_last_sees_a_request_first() {
    let service = service().await;
    let client = wrapped(builder(&service)).build().unwrap();
    create(&client).await.unwrap();
    assert_passed(&service);
}

#[tokio::test]
async fn a_wrapper_goes_around_what_is_set_after_it() {
    let service = service().await;
    let http = reqwest::Client::builder().user_agent("shared").no_proxy();
    let client = wrapped(builder(&service)).http_client(http.build().unwrap());
    create(&client.build().unwrap()).await.unwrap();
    assert_passed(&service);

    let client = wrapped(builder(&service)).transport(Failing(|| "away".into()));
    let client = client.retry(RetryPolicy::never()).build().unwrap();
    assert_eq!(outcome(&create(&client).await), Lost);
    assert_eq!(service.attempts(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_retried_through_a_wrapper_too() {
    let address = RefusedAddress::take().unwrap();
    let client = Client::builder("key")
        .base_url(address.url())
        .without_rate_limiter()
        .retry(RetryPolicy::default().base_delay(Duration::from_millis(1)));
    let result = create(&wrapped(client).build().unwrap()).await;
    assert_eq!(outcome(&result), Connect);
    let error = result.unwrap_err();
    assert!(error.is_retryable() && !error.may_have_taken_effect());
    assert_eq!(error.attempts(), 4);
}

/// Linux lets a connection wait where the queue of a listener is full.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_connect_timeout_holds_through_a_wrapper_too() {
    use tokio::net::{TcpSocket, TcpStream};
    use tokio::time::timeout;

    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    while let Ok(connection) =
        timeout(Duration::from_millis(200), TcpStream::connect(address)).await
    {
        queued.push(connection.unwrap());
    }
    let client = || {
        Client::builder("key")
            .base_url(format!("http://{address}"))
            .connect_timeout(Duration::from_millis(50))
            .retry(RetryPolicy::never())
    };
    let configured = client().configure_http_client(|http| http.tcp_nodelay(true));
    for client in [client(), wrapped(client()), configured] {
        let error = create(&client.build().unwrap()).await.unwrap_err();
        assert!(error.is_connect() && error.is_timeout(), "{error:?}");
        assert!(error.is_retryable() && !error.may_have_taken_effect());
    }
}

#[tokio::test]
async fn a_configured_http_client_follows_no_redirect() {
    let (service, elsewhere) = (service().await, service().await);
    let client = builder(&service).configure_http_client(|http| {
        http.redirect(reqwest::redirect::Policy::limited(5))
            .user_agent("configured")
    });
    let to = format!("{}/webhooks", elsewhere.url());
    let answer = Answer::status(307).header("Location", &to);
    service.answer_next([Fault::Replace(Reached::Gateway, answer)]);
    let result = create(&client.build().unwrap()).await;
    assert_eq!(outcome(&result), Status(307));
    assert_eq!(elsewhere.attempts(), 0);
}

/// Fails with this error, whatever it is given.
struct Failing<F>(F);

impl<F: Fn() -> BoxError + Send + Sync> Transport for Failing<F> {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        Box::pin(async { Err((self.0)()) })
    }
}

#[tokio::test]
async fn a_transport_says_itself_that_it_sent_nothing() {
    let client = Client::builder("key")
        .transport(Failing(|| NotSent::new("the switch is off").into()))
        .without_rate_limiter()
        .retry(RetryPolicy::default().base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let error = create(&client).await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable());
    assert!(!error.may_have_taken_effect());
    assert_eq!(error.attempts(), 4);
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "the switch is off");
}

/// Sends the request, and then fails to tell somebody else of it.
struct Telling<T>(T, reqwest::Client, String);

impl<T: Transport> Transport for Telling<T> {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, BoxError>> {
        Box::pin(async move {
            let response = self.0.send(request).await?;
            self.1.get(&self.2).send().await?;
            Ok(response)
        })
    }
}

#[tokio::test]
async fn a_failure_to_connect_elsewhere_does_not_say_that_nothing_was_sent() {
    let (service, away) = (service().await, RefusedAddress::take().unwrap());
    let url = away.url().to_owned();
    let other = reqwest::Client::new();
    let client = builder(&service)
        .wrap_transport(|inner| Telling(inner, other, url))
        .build()
        .unwrap();
    let error = create(&client).await.unwrap_err();
    assert!(!error.is_connect() && !error.is_retryable());
    assert!(error.may_have_taken_effect());
    assert_eq!(service.items("/webhooks").len(), 1);
}
