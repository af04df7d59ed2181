//! Calls that outlive the scope they were made in, in one runtime, in several
//! and in none.

use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use fingerprint_management::types::CreateWebhook;
use fingerprint_management::{Client, Error};
use fingerprint_management_simulator::{Fault, Reached, Simulator};
use tokio::runtime::{Builder, Runtime};

use crate::outcome::{URL, client, create, service};

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_call_is_spawned_without_a_clone_of_the_client() {
    let service = service().await;
    let spawned = {
        let client = client(&service);
        let webhook = CreateWebhook::builder().url(URL);
        let call = client.create_webhook(webhook);
        // A copy of it is another call.
        let again = tokio::spawn(call.clone().send());
        (tokio::spawn(call.send()), again)
    };
    spawned.0.await.unwrap().unwrap();
    spawned.1.await.unwrap().unwrap();
    assert_eq!(service.items("/webhooks").len(), 2);
}

#[test]
fn a_client_serves_one_runtime_after_the_other() {
    let services = runtime();
    let service = services.block_on(service());
    let client = client(&service);
    for _ in 0..3 {
        runtime().block_on(create(&client)).unwrap();
    }
    assert_eq!(service.items("/webhooks").len(), 3);
}

/// The end of a runtime takes with it the connections that were made in it.
#[test]
fn a_call_on_a_connection_of_a_runtime_that_ends_says_so() {
    let services = runtime();
    // A connection that is not yet idle again is not taken: the second call makes another.
    let error = (0..100).find_map(|_| broken_call(&services.block_on(service())));
    let error = error.expect("a connection that both runtimes use");
    assert!(error.is_connection_lost() && error.may_have_taken_effect());
    let said = "create_webhook (POST /webhooks): connection lost before the response arrived: \
                the tokio runtime that it was made in has ended";
    assert_eq!(error.to_string(), said);
}

/// Ends the runtime that made a connection while another waits for an answer on it; returns the
/// error of the call there, if it was the same connection.
fn broken_call(service: &Simulator) -> Option<Error> {
    let client = client(service);
    let (first, second) = (runtime(), runtime());
    first.block_on(create(&client)).unwrap();
    service.answer_next([Fault::Silence(Reached::Gateway)]);
    let call = second.spawn({
        let client = client.clone();
        async move { create(&client).await }
    });
    while service.attempts() < 2 {
        std::thread::yield_now();
    }
    if service.connections() > 1 {
        return None;
    }
    drop(first);
    let error = second.block_on(call).unwrap().unwrap_err();
    // The client is as good as before.
    second.block_on(create(&client)).unwrap();
    Some(error)
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error_and_not_a_panic() {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::builder("key").build().unwrap());
    let webhook = CreateWebhook::builder().url(URL);
    let mut call = pin!(CLIENT.create_webhook(webhook).send());
    let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(Err(error)) = polled else {
        panic!("expected an error, found {polled:?}");
    };
    assert_eq!((error.attempts(), error.had_no_effect()), (0, true));
    let shown = error.to_string();
    assert!(
        shown.contains("expected a tokio runtime, found none"),
        "{shown}"
    );
}
