//! What is said in other words, or not said differently at all.

use super::{copy, edit, post, put, webhook};
use crate::regeneration::drift::{Change, Edit};
use crate::regeneration::reversed;
use serde_json::{Value, json};

pub(super) const EDITS: &[Edit] = &[
    edit("another order of members", |d| *d = reversed(d), ""),
    Edit {
        name: "another layout of white space",
        change: Change::Text(|d| d.to_string().replace(",\"", " ,\r\n\t\"")),
        expected: "",
    },
    edit(
        "another order of required names",
        |d| turn(d, webhook!("/required")),
        "",
    ),
    edit(
        "another order of enum values",
        |d| turn(d, webhook!("/properties/status/enum")),
        "
        ",
    ),
    edit(
        "the schema of an error response, spelled out in place",
        |d| {
            copy(
                d,
                "/components/schemas/ApiExceptionDto",
                post!("/responses/404/content/application~1json/schema"),
            );
        },
        "
            document  ~ operation POST /webhooks
            report    - rule: 2 error schema(s) in 6 response(s) are one: ErrorResponse
            report    + rule: 3 error schema(s) in 6 response(s) are one: ErrorResponse
        ",
    ),
    edit(
        "another description of a property",
        |d| put(d, webhook!("/properties/legacy/description"), json!("Old.")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
            code      ~
        ",
    ),
    edit(
        "another layout of a description",
        |d| {
            let loose = "True if webhook is legacy.  See docs for more details. ";
            put(d, webhook!("/properties/legacy/description"), json!(loose));
        },
        "",
    ),
    edit(
        "another description of the operation",
        |d| put(d, post!("/description"), json!("Creates.")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
        ",
    ),
    edit(
        "another summary of the operation",
        |d| put(d, post!("/summary"), json!("Create a webhook")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
        ",
    ),
    edit(
        "another description of a response",
        |d| put(d, post!("/responses/404/description"), json!("Gone.")),
        "
            document  ~ operation POST /webhooks
            effective ~ operation POST /webhooks
            code      ~
        ",
    ),
    edit(
        "another example",
        |d| put(d, webhook!("/properties/id/example"), json!("wh_1")),
        "
            document  ~ schema WebhookEntityV1
            effective ~ schema Webhook
        ",
    ),
    edit(
        "another title",
        |d| put(d, "/info/title", json!("Fingerprint Management API")),
        "
            document  ~ document
            effective ~ document
        ",
    ),
];

/// Turns a list around.
fn turn(document: &mut Value, pointer: &str) {
    document
        .pointer_mut(pointer)
        .unwrap()
        .as_array_mut()
        .unwrap()
        .reverse();
}
