//! Properties of a request.

use super::{create, edit, put, shift, take, text};
use crate::regeneration::drift::Edit;
use serde_json::json;

pub(super) const EDITS: &[Edit] = &[
    edit(
        "an optional property more in a request",
        |d| put(d, create!("/properties/label"), text()),
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   + fn builder::CreateWebhookBuilder::label(self, label: impl Into<String>) -> Self
            surface   + field types::CreateWebhook.label: Option<String>
        ",
    ),
    edit(
        "a required property more in a request",
        |d| {
            put(d, create!("/properties/label"), text());
            put(d, create!("/required/-"), json!("label"));
        },
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   + fn builder::CreateWebhookBuilder::label(self, label: impl Into<String>) -> Self
            surface   + field types::CreateWebhook.label: String
        ",
    ),
    edit(
        "a property of a request is gone",
        |d| drop(take(d, create!("/properties/description"))),
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   - fn builder::CreateWebhookBuilder::description(self, description: impl Into<String>) -> Self
            surface   - field types::CreateWebhook.description: Option<String>
        ",
    ),
    edit(
        "a property of a request has another name",
        |d| {
            shift(
                d,
                create!("/properties/description"),
                create!("/properties/title"),
            );
        },
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   - fn builder::CreateWebhookBuilder::description(self, description: impl Into<String>) -> Self
            surface   + fn builder::CreateWebhookBuilder::title(self, title: impl Into<String>) -> Self
            surface   - field types::CreateWebhook.description: Option<String>
            surface   + field types::CreateWebhook.title: Option<String>
        ",
    ),
    edit(
        "a property of a request becomes required",
        |d| put(d, create!("/required/-"), json!("description")),
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   - field types::CreateWebhook.description: Option<String>
            surface   + field types::CreateWebhook.description: String
        ",
    ),
    edit(
        "a property of a request becomes optional",
        |d| drop(take(d, create!("/required"))),
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   - field types::CreateWebhook.url: String
            surface   + field types::CreateWebhook.url: Option<String>
            surface   + types::CreateWebhook impl Default
        ",
    ),
    edit(
        "a property of a request becomes nullable",
        |d| put(d, create!("/properties/description/nullable"), json!(true)),
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            effective ~ schema Webhook
            code      ~
            surface   - fn builder::CreateWebhookBuilder::description(self, description: impl Into<String>) -> Self
            surface   + fn builder::CreateWebhookBuilder::description(self, description: impl Into<Nullable<String>>) -> Self
            surface   - field types::CreateWebhook.description: Option<String>
            surface   + field types::CreateWebhook.description: Nullable<String>
            surface   - field types::Webhook.description: String
            surface   + field types::Webhook.description: Option<String>
            report    + rule: null at #/components/schemas/WebhookEntityV1/properties/description: allowed, because `description` may be null at #/components/schemas/CreateWebhookDtoV1/properties/description
        ",
    ),
    edit(
        "a list more in a request",
        |d| {
            put(
                d,
                create!("/properties/events"),
                json!({ "type": "array", "items": text() }),
            );
        },
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   + fn builder::CreateWebhookBuilder::events(self, events: impl IntoIterator<Item = impl Into<String>>) -> Self
            surface   + field types::CreateWebhook.events: Option<Vec<String>>
        ",
    ),
    edit(
        "a credential more in a request",
        |d| put(d, create!("/properties/api_token"), text()),
        "
            document  ~ schema CreateWebhookDtoV1
            effective ~ schema CreateWebhook
            code      ~
            surface   + fn builder::CreateWebhookBuilder::api_token(self, api_token: impl Into<Secret>) -> Self
            surface   + field types::CreateWebhook.api_token: Option<Secret>
            report    - rule: sensitive: basic_auth, signing_key
            report    + rule: sensitive: api_token, basic_auth, signing_key
        ",
    ),
    edit(
        "a limit on a property",
        |d| put(d, create!("/properties/description/maxLength"), json!(100)),
        "
            document  ~ schema CreateWebhookDtoV1
            report    + rule: limits and defaults are the server's to enforce: 1 removed
        ",
    ),
    edit(
        "a default of a property",
        |d| put(d, create!("/properties/status/default"), json!("enabled")),
        "
            document  ~ schema CreateWebhookDtoV1
            report    + rule: limits and defaults are the server's to enforce: 1 removed
        ",
    ),
];
