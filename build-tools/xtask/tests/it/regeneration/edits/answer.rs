//! Properties of an answer.

use super::{edit, put, shift, take, text, webhook};
use crate::regeneration::drift::Edit;
use serde_json::json;

pub(super) const EDITS: &[Edit] = &[
    edit(
        "an optional property more in an answer",
        |d| put(d, webhook!("/properties/label"), text()),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   + field types::Webhook.label: Option<String>
        ",
    ),
    edit(
        "a required property more in an answer",
        |d| {
            put(d, webhook!("/properties/label"), text());
            put(d, webhook!("/required/-"), json!("label"));
        },
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   + field types::Webhook.label: String
        ",
    ),
    edit(
        "a property of an answer is gone",
        |d| {
            take(d, webhook!("/properties/legacy"));
            take(d, webhook!("/required/legacy"));
        },
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.legacy: bool
        ",
    ),
    edit(
        "a property of an answer has another name",
        |d| {
            shift(
                d,
                webhook!("/properties/legacy"),
                webhook!("/properties/deprecated"),
            );
            take(d, webhook!("/required/legacy"));
            put(d, webhook!("/required/-"), json!("deprecated"));
        },
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   + field types::Webhook.deprecated: bool
            surface   - field types::Webhook.legacy: bool
        ",
    ),
    edit(
        "a property of an answer has another type",
        |d| put(d, webhook!("/properties/legacy/type"), json!("integer")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.legacy: bool
            surface   + field types::Webhook.legacy: i64
        ",
    ),
    edit(
        "a property of an answer becomes a list",
        |d| {
            put(
                d,
                webhook!("/properties/url"),
                json!({ "type": "array", "items": text() }),
            );
        },
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.url: String
            surface   + field types::Webhook.url: Vec<String>
        ",
    ),
    edit(
        "a property of an answer becomes required",
        |d| put(d, webhook!("/required/-"), json!("signing_key")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.signing_key: Option<Secret>
            surface   + field types::Webhook.signing_key: Secret
        ",
    ),
    edit(
        "a property of an answer becomes optional",
        |d| drop(take(d, webhook!("/required/url"))),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.url: String
            surface   + field types::Webhook.url: Option<String>
        ",
    ),
    edit(
        "a property of an answer becomes nullable",
        |d| put(d, webhook!("/properties/url/nullable"), json!(true)),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.url: String
            surface   + field types::Webhook.url: Option<String>
        ",
    ),
    edit(
        "a property gets a format that has a type",
        |d| put(d, webhook!("/properties/id/format"), json!("date-time")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.id: String
            surface   + field types::Webhook.id: DateTime<Utc>
        ",
    ),
    edit(
        "an id is said to be a uuid, and stays an opaque string",
        |d| put(d, webhook!("/properties/id/format"), json!("uuid")),
        "
            document  ~ schema WebhookEntityV1
            report    + rule: ids are opaque: 1 `format: uuid` removed
        ",
    ),
    edit(
        "a property gets a format that has none",
        |d| put(d, webhook!("/properties/url/format"), json!("url")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
        ",
    ),
    edit(
        "a property loses its format",
        |d| drop(take(d, webhook!("/properties/created_at/format"))),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
            surface   - field types::Webhook.created_at: DateTime<Utc>
            surface   + field types::Webhook.created_at: String
        ",
    ),
    edit(
        "an enum value more",
        |d| put(d, webhook!("/properties/status/enum/-"), json!("paused")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema CreateWebhook
            effective + schema CreateWebhookStatus
            effective ~ schema WebhookStatus
            code      ~
            surface   - fn builder::CreateWebhookBuilder::status(self, status: impl Into<types::WebhookStatus>) -> Self
            surface   + fn builder::CreateWebhookBuilder::status(self, status: impl Into<types::CreateWebhookStatus>) -> Self
            surface   - field types::CreateWebhook.status: Option<types::WebhookStatus>
            surface   + field types::CreateWebhook.status: Option<types::CreateWebhookStatus>
            surface   + enum types::CreateWebhookStatus  #[non_exhaustive]
            surface   + variant types::CreateWebhookStatus::Disabled
            surface   + variant types::CreateWebhookStatus::Enabled
            surface   + variant types::CreateWebhookStatus::Unknown(String)
            surface   + fn types::CreateWebhookStatus::as_str(&self) -> &str
            surface   + variant types::WebhookStatus::Paused
            surface   + types::CreateWebhookStatus impl Clone, Debug, Deserialize<'de>, Display, Eq, From<&str>, From<String>, FromStr, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize
            report    - rule: WebhookStatus is the type of CreateWebhook status
            report    + rule: CreateWebhookStatus is the type of CreateWebhook status
            report    + rule: WebhookStatus is the type of Webhook status
        ",
    ),
    edit(
        "an enum value less",
        |d| drop(take(d, webhook!("/properties/status/enum/disabled"))),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema CreateWebhook
            effective + schema CreateWebhookStatus
            effective ~ schema WebhookStatus
            code      ~
            surface   - fn builder::CreateWebhookBuilder::status(self, status: impl Into<types::WebhookStatus>) -> Self
            surface   + fn builder::CreateWebhookBuilder::status(self, status: impl Into<types::CreateWebhookStatus>) -> Self
            surface   - field types::CreateWebhook.status: Option<types::WebhookStatus>
            surface   + field types::CreateWebhook.status: Option<types::CreateWebhookStatus>
            surface   + enum types::CreateWebhookStatus  #[non_exhaustive]
            surface   + variant types::CreateWebhookStatus::Disabled
            surface   + variant types::CreateWebhookStatus::Enabled
            surface   + variant types::CreateWebhookStatus::Unknown(String)
            surface   + fn types::CreateWebhookStatus::as_str(&self) -> &str
            surface   - variant types::WebhookStatus::Disabled
            surface   + types::CreateWebhookStatus impl Clone, Debug, Deserialize<'de>, Display, Eq, From<&str>, From<String>, FromStr, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize
            report    - rule: WebhookStatus is the type of CreateWebhook status
            report    + rule: CreateWebhookStatus is the type of CreateWebhook status
            report    + rule: WebhookStatus is the type of Webhook status
        ",
    ),
    edit(
        "the shape of what was opaque",
        |d| {
            put(
                d,
                webhook!("/properties/basic_auth/properties"),
                json!({ "user": text(), "password": text() }),
            );
        },
        "
            document  ~ schema WebhookEntityV1
            effective + schema BasicAuth
            effective ~ schema Webhook
            code      ~
            surface   + struct types::BasicAuth { .. }  #[non_exhaustive]
            surface   + field types::BasicAuth.password: Option<Secret>
            surface   + field types::BasicAuth.user: Option<String>
            surface   - field types::Webhook.basic_auth: Option<SecretJson>
            surface   + field types::Webhook.basic_auth: Option<types::BasicAuth>
            surface   + types::BasicAuth impl Clone, Debug, Default, Deserialize<'de>, JsonSchema, PartialEq, Serialize
            report    - rule: bare-object at #/components/schemas/WebhookEntityV1/properties/basic_auth: any JSON value, because nothing tells what it is
            report    - rule: sensitive: basic_auth, signing_key
            report    + rule: BasicAuth is the type of Webhook basic_auth
            report    + rule: sensitive: password, signing_key
        ",
    ),
    edit(
        "an answer may have properties that are not described",
        |d| put(d, webhook!("/additionalProperties"), json!(true)),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
        ",
    ),
];
