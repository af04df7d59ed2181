//! Operations, with their parameters and bodies.

use super::{edit, post, put, shift, take, text};
use crate::regeneration::drift::Edit;
use serde_json::json;

pub(super) const EDITS: &[Edit] = &[
    edit(
        "an operation more, with parameters in path and query",
        |d| {
            let responses = |status| d.pointer(post!("/responses")).unwrap()[status].clone();
            let get = json!({
                "operationId": "get_webhook",
                "parameters": [
                    { "name": "X-API-Version", "in": "header", "required": true, "schema": text() },
                    { "name": "id", "in": "path", "required": true, "schema": text() },
                    { "name": "expand", "in": "query", "schema": { "type": "boolean" } }
                ],
                "responses": { "200": responses("201"), "404": responses("404") }
            });
            put(d, "/paths/~1webhooks~1{id}", json!({ "get": get }));
        },
        "
            document  + operation GET /webhooks/{id}
            effective + operation GET /webhooks/{id}
            code      ~
            surface   + fn Client::get_webhook(&self, id: impl Into<String>) -> builder::GetWebhookCall
            surface   + struct builder::GetWebhookCall { .. }  #[must_use]  private fields
            surface   + fn builder::GetWebhookCall::expand(self, expand: bool) -> Self
            surface   + async fn builder::GetWebhookCall::send(self) -> Result<Response<types::WebhookResponse>, Error>
            surface   + builder::GetWebhookCall impl Clone, Debug
            report    - rule: 2 error schema(s) in 6 response(s) are one: ErrorResponse
            report    - rule: the parameter X-API-Version is the transport's: removed from 1 place(s)
            report    + rule: 2 error schema(s) in 7 response(s) are one: ErrorResponse
            report    + rule: the parameter X-API-Version is the transport's: removed from 2 place(s)
        ",
    ),
    edit(
        "an operation more, that answers nothing",
        |d| {
            let delete = json!({
                "operationId": "delete_webhook",
                "parameters": [
                    { "name": "id", "in": "path", "required": true, "schema": text() }
                ],
                "responses": { "204": { "description": "Deleted." } }
            });
            put(d, "/paths/~1webhooks~1{id}", json!({ "delete": delete }));
        },
        "
            document  + operation DELETE /webhooks/{id}
            effective + operation DELETE /webhooks/{id}
            code      ~
            surface   + fn Client::delete_webhook(&self, id: impl Into<String>) -> builder::DeleteWebhookCall
            surface   + struct builder::DeleteWebhookCall { .. }  #[must_use]  private fields
            surface   + async fn builder::DeleteWebhookCall::send(self) -> Result<Response<()>, Error>
            surface   + builder::DeleteWebhookCall impl Clone, Debug
        ",
    ),
    edit(
        "an operation more, that the vendor named",
        |d| {
            let webhook = json!({ "$ref": "#/components/schemas/WebhookEntityV1" });
            let body = json!({
                "type": "object",
                "required": ["data"],
                "properties": { "data": { "type": "array", "items": webhook } }
            });
            let content = json!({ "application/json": { "schema": body } });
            let list = json!({
                "operationId": "WebhooksController_list",
                "responses": { "200": { "description": "All.", "content": content } }
            });
            put(d, "/paths/~1webhooks/get", list);
        },
        "
            document  + operation GET /webhooks
            effective + operation GET /webhooks
            effective + schema WebhookList
            code      ~
            surface   + fn Client::list_webhooks(&self) -> builder::ListWebhooksCall
            surface   + struct builder::ListWebhooksCall { .. }  #[must_use]  private fields
            surface   + async fn builder::ListWebhooksCall::send(self) -> Result<Response<types::WebhookList>, Error>
            surface   + struct types::WebhookList { .. }  #[non_exhaustive]
            surface   + field types::WebhookList.data: Vec<types::Webhook>
            surface   + builder::ListWebhooksCall impl Clone, Debug
            surface   + types::WebhookList impl Clone, Debug, Deserialize<'de>, JsonSchema, PartialEq, Serialize
            report    + rule: GET /webhooks is named list_webhooks
            report    + rule: WebhookList is the type of GET /webhooks answer
        ",
    ),
    edit(
        "an operation more, without a name",
        |d| {
            let responses = json!({ "204": { "description": "Done." } });
            put(
                d,
                "/paths/~1webhooks/get",
                json!({ "responses": responses }),
            );
        },
        "
            refused   missing-operation-id document.json#/paths/~1webhooks/get
        ",
    ),
    edit(
        "the vendor gives the operation another name",
        |d| put(d, post!("/operationId"), json!("createWebhook")),
        "
            document  ~ operation POST /webhooks
        ",
    ),
    edit(
        "the vendor gives the operation the name that the overlay gives it",
        |d| put(d, post!("/operationId"), json!("create_webhook")),
        "
            document  ~ operation POST /webhooks
            refused   overlay-stale overlay.yaml#/actions/2
        ",
    ),
    edit(
        "the path is another",
        |d| shift(d, "/paths/~1webhooks", "/paths/~1hooks"),
        "
            document  + operation POST /hooks
            document  - operation POST /webhooks
            refused   overlay-mismatch overlay.yaml#/actions/2
        ",
    ),
    edit(
        "the operation is gone",
        |d| put(d, "/paths", json!({})),
        "
            document  ~ document
            document  - operation POST /webhooks
            refused   overlay-mismatch overlay.yaml#/actions/2
        ",
    ),
    edit(
        "the operation is deprecated",
        |d| put(d, post!("/deprecated"), json!(true)),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
        ",
    ),
    edit(
        "another tag",
        |d| put(d, post!("/tags/-"), json!("beta")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
        ",
    ),
    edit(
        "a header parameter more",
        |d| {
            let key = json!({ "name": "Idempotency-Key", "in": "header", "schema": text() });
            put(d, post!("/parameters/-"), key);
        },
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
            surface   + fn builder::CreateWebhookCall::idempotency_key(self, idempotency_key: impl Into<String>) -> Self
        ",
    ),
    edit(
        "the body may be left out",
        |d| drop(take(d, post!("/requestBody/required"))),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
            surface   - fn Client::create_webhook(&self, body: impl TryInto<types::CreateWebhook, Error: Into<Error>>) -> builder::CreateWebhookCall
            surface   + fn Client::create_webhook(&self) -> builder::CreateWebhookCall
            surface   + fn builder::CreateWebhookCall::body(self, body: impl TryInto<types::CreateWebhook, Error: Into<Error>>) -> Self
        ",
    ),
    edit(
        "the body has a second media type",
        |d| {
            let form = post!("/requestBody/content/application~1x-www-form-urlencoded");
            put(d, form, json!({ "schema": { "type": "object" } }));
        },
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            report    + rule: POST /webhooks sends application/json; the document also has application/x-www-form-urlencoded
        ",
    ),
    edit(
        "the operation needs no authentication",
        |d| put(d, post!("/security"), json!([])),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
        ",
    ),
    edit(
        "an extension",
        |d| put(d, post!("/x-internal"), json!(true)),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
        ",
    ),
];
