//! Statuses, and the bodies of errors.

use super::{copy, edit, post, put, shift, take, text};
use crate::regeneration::drift::Edit;
use serde_json::json;

pub(super) const EDITS: &[Edit] = &[
    edit(
        "a property more in one error schema",
        |d| {
            put(
                d,
                "/components/schemas/BaseApiExceptionDto/properties/request_id",
                text(),
            );
        },
        "
            document  ~ schema BaseApiExceptionDto
            effective ~ schema ErrorDetails
            code      ~
            surface   + field types::ErrorDetails.request_id: Option<String>
        ",
    ),
    edit(
        "the error schemas contradict each other",
        |d| {
            let code = "/components/schemas/BaseApiExceptionDto/properties/code/type";
            put(d, code, json!("integer"));
        },
        "
            document  ~ schema BaseApiExceptionDto
            refused   error-types-conflict document.json#/paths/~1webhooks/post/responses/400
        ",
    ),
    edit(
        "an error status more",
        |d| copy(d, post!("/responses/404"), post!("/responses/409")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
            report    - rule: 2 error schema(s) in 6 response(s) are one: ErrorResponse
            report    + rule: 2 error schema(s) in 7 response(s) are one: ErrorResponse
        ",
    ),
    edit(
        "an error status less",
        |d| drop(take(d, post!("/responses/404"))),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
            report    - rule: 2 error schema(s) in 6 response(s) are one: ErrorResponse
            report    + rule: 2 error schema(s) in 5 response(s) are one: ErrorResponse
        ",
    ),
    edit(
        "an error without a body",
        |d| drop(take(d, post!("/responses/404/content"))),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
        ",
    ),
    edit(
        "a success status more, with the same body",
        |d| copy(d, post!("/responses/201"), post!("/responses/200")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
        ",
    ),
    edit(
        "a success status more, without a body",
        |d| {
            put(
                d,
                post!("/responses/204"),
                json!({ "description": "Nothing." }),
            );
        },
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
            surface   - async fn builder::CreateWebhookCall::send(self) -> Result<Response<types::WebhookResponse>, Error>
            surface   + async fn builder::CreateWebhookCall::send(self) -> Result<Response<types::CreateWebhookSuccess>, Error>
            surface   + enum types::CreateWebhookSuccess  #[non_exhaustive]
            surface   + variant types::CreateWebhookSuccess::Status201(types::WebhookResponse)
            surface   + variant types::CreateWebhookSuccess::Status204
            surface   + types::CreateWebhookSuccess impl Debug
        ",
    ),
    edit(
        "another success status",
        |d| shift(d, post!("/responses/201"), post!("/responses/200")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
        ",
    ),
];
