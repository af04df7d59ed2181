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
            report    + rule: 1 schema(s) that no operation uses are left out
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
