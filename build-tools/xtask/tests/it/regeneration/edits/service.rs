//! The service as a whole.

use super::{edit, put};
use crate::regeneration::drift::Edit;
use serde_json::json;

pub(super) const EDITS: &[Edit] = &[
    edit(
        "another version",
        |d| put(d, "/info/version", json!("2025-11-20")),
        r#"
            document  ~ document
            effective ~ document
            code      ~
            surface   - const API_VERSION: &str = "2024-05-20"
            surface   + const API_VERSION: &str = "2025-11-20"
        "#,
    ),
    edit(
        "another server",
        |d| {
            put(
                d,
                "/servers/0/url",
                json!("https://eu.management-api.fpjs.io"),
            );
        },
        r#"
            document  ~ document
            effective ~ document
            code      ~
            surface   - const BASE_URL: &str = "https://management-api.fpjs.io"
            surface   + const BASE_URL: &str = "https://eu.management-api.fpjs.io"
        "#,
    ),
    edit(
        "a server more",
        |d| {
            put(
                d,
                "/servers/-",
                json!({ "url": "https://eu.management-api.fpjs.io" }),
            );
        },
        "
            document  ~ document
            effective ~ document
        ",
    ),
    edit(
        "another way to authenticate",
        |d| {
            let key = json!({ "type": "apiKey", "in": "header", "name": "Auth-API-Key" });
            put(d, "/components/securitySchemes/Management-API-key", key);
        },
        "
            document  ~ security scheme Management-API-key
            effective ~ security scheme Management-API-key
        ",
    ),
];
