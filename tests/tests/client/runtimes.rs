//! Calls that outlive the scope they were made in.

use fingerprint_management::types::CreateWebhook;

use crate::outcome::{URL, client, service};

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
