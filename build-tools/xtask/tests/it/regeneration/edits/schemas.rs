//! Schemas and their names.

use super::{create, edit, post, put, shift, text, webhook};
use crate::regeneration::drift::Edit;
use serde_json::json;

pub(super) const EDITS: &[Edit] = &[
    edit(
        "a schema more, that nothing uses",
        |d| {
            let unused = json!({ "type": "object", "properties": { "a": text() } });
            put(d, "/components/schemas/Unused", unused);
        },
        "
            document  + schema Unused
            effective + schema Unused
            code      ~
            surface   + struct types::Unused { .. }  #[non_exhaustive]
            surface   + field types::Unused.a: Option<String>
            surface   + fn types::Unused::builder() -> types::builder::Unused
            surface   + struct types::builder::Unused { .. }  #[non_exhaustive]  private fields
            surface   + fn types::builder::Unused::a<T>(self, value: T) -> Self where T: TryInto<String>, T::Error: Display
            surface   + types::Unused impl Clone, Debug, Default, Deserialize<'de>, JsonSchema, PartialEq, Serialize, TryFrom<types::builder::Unused>
            surface   + types::builder::Unused impl Clone, Debug, Default, From<types::Unused>
        ",
    ),
    edit(
        "a schema has another name",
        |d| {
            shift(
                d,
                "/components/schemas/WebhookResponse",
                "/components/schemas/WebhookAnswer",
            );
            let body = post!("/responses/201/content/application~1json/schema/$ref");
            put(d, body, json!("#/components/schemas/WebhookAnswer"));
        },
        "
            document  ~ operation POST /webhooks
            document  + schema WebhookAnswer
            document  - schema WebhookResponse
            effective ~ operation POST /webhooks
            effective + schema WebhookAnswer
            effective - schema WebhookResponse
            code      ~
            surface   - async fn builder::CreateWebhook::send(self) -> Result<Response<types::WebhookResponse>, Error>
            surface   + async fn builder::CreateWebhook::send(self) -> Result<Response<types::WebhookAnswer>, Error>
            surface   + struct types::WebhookAnswer { .. }  #[non_exhaustive]
            surface   + field types::WebhookAnswer.data: types::Webhook
            surface   + fn types::WebhookAnswer::builder() -> types::builder::WebhookAnswer
            surface   - struct types::WebhookResponse { .. }  #[non_exhaustive]
            surface   - field types::WebhookResponse.data: types::Webhook
            surface   - fn types::WebhookResponse::builder() -> types::builder::WebhookResponse
            surface   + struct types::builder::WebhookAnswer { .. }  #[non_exhaustive]  private fields
            surface   + fn types::builder::WebhookAnswer::data<T>(self, value: T) -> Self where T: TryInto<types::Webhook>, T::Error: Display
            surface   - struct types::builder::WebhookResponse { .. }  #[non_exhaustive]  private fields
            surface   - fn types::builder::WebhookResponse::data<T>(self, value: T) -> Self where T: TryInto<types::Webhook>, T::Error: Display
            surface   + types::WebhookAnswer impl Clone, Debug, Deserialize<'de>, JsonSchema, PartialEq, Serialize, TryFrom<types::builder::WebhookAnswer>
            surface   - types::WebhookResponse impl Clone, Debug, Deserialize<'de>, JsonSchema, PartialEq, Serialize, TryFrom<types::builder::WebhookResponse>
            surface   + types::builder::WebhookAnswer impl Clone, Debug, Default, From<types::WebhookAnswer>
            surface   - types::builder::WebhookResponse impl Clone, Debug, Default, From<types::WebhookResponse>
        ",
    ),
    edit(
        "a schema that the overlay names has another name",
        |d| {
            shift(d, create!(""), "/components/schemas/CreateWebhookDtoV2");
            let body = post!("/requestBody/content/application~1json/schema/$ref");
            put(d, body, json!("#/components/schemas/CreateWebhookDtoV2"));
        },
        "
            document  ~ operation POST /webhooks
            document  - schema CreateWebhookDtoV1
            document  + schema CreateWebhookDtoV2
            refused   overlay-mismatch overlay.yaml#/actions/0
            refused   overlay-mismatch overlay.yaml#/actions/3
        ",
    ),
    edit(
        "the vendor corrects what the overlay corrects",
        |d| {
            let id =
                json!({ "type": "string", "nullable": true, "example": "ae_47abaca3db2c7c43" });
            put(d, create!("/properties/environment"), id.clone());
            put(d, webhook!("/properties/environment"), id);
        },
        "
            document  ~ schema CreateWebhookDtoV1
            document  ~ schema WebhookEntityV1
            refused   overlay-stale overlay.yaml#/actions/0
            refused   overlay-stale overlay.yaml#/actions/0
        ",
    ),
];
