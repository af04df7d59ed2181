//! Pages by cursor, and filters.

use serde_json::{Value, json};

use crate::sender::{builder, created, delete, get, service, violated};

/// A service with parcels that are labelled by their number.
async fn stocked(count: usize) -> fingerprint_management_simulator::Simulator {
    let mut builder = builder().without_rate_limit();
    for number in 0..count {
        builder = builder.seed("/parcels", json!({ "label": number.to_string() }));
    }
    builder.start().await.unwrap()
}

fn labels(page: &Value) -> Vec<&str> {
    let items = page["data"].as_array().unwrap();
    items
        .iter()
        .map(|one| one["label"].as_str().unwrap())
        .collect()
}

fn cursor(page: &Value, key: &str) -> Option<String> {
    page["metadata"]["pagination"][key]
        .as_str()
        .map(str::to_owned)
}

#[tokio::test]
async fn pages_follow_each_other_in_both_directions() {
    let service = stocked(5).await;
    let (_, first) = get(&service, "/parcels?limit=2").await;
    assert_eq!(labels(&first), ["0", "1"]);
    assert_eq!(cursor(&first, "prev_cursor"), None);
    let next = |page: &Value| {
        format!(
            "/parcels?limit=2&cursor={}",
            cursor(page, "next_cursor").unwrap()
        )
    };
    let previous = |page: &Value| {
        format!(
            "/parcels?limit=2&cursor={}",
            cursor(page, "prev_cursor").unwrap()
        )
    };
    let (_, second) = get(&service, &next(&first)).await;
    assert_eq!(labels(&second), ["2", "3"]);
    let (_, third) = get(&service, &next(&second)).await;
    assert_eq!(labels(&third), ["4"]);
    assert_eq!(third["metadata"]["pagination"]["next_cursor"], Value::Null);
    assert_eq!(get(&service, &previous(&third)).await.1, second);
    assert_eq!(get(&service, &previous(&second)).await.1, first);
}

#[tokio::test]
async fn the_cursors_have_the_names_of_the_document() {
    let service = service().await;
    let (_, camel) = get(&service, "/webhooks").await;
    let cursors = json!({ "nextCursor": null, "prevCursor": null });
    assert_eq!(camel["metadata"]["pagination"], cursors);
    let (_, snake) = get(&service, "/parcels").await;
    let cursors = json!({ "next_cursor": null, "prev_cursor": null });
    assert_eq!(snake["metadata"]["pagination"], cursors);
}

#[tokio::test]
async fn a_page_has_the_documented_size_unless_told() {
    let service = stocked(120).await;
    for (query, size) in [
        ("", 10),
        ("?limit=101", 101),
        ("?limit=3.0", 3),
        ("?limit=0", 0),
    ] {
        let (status, page) = get(&service, &format!("/parcels{query}")).await;
        assert_eq!((status, labels(&page).len()), (200, size), "{query}");
    }
    for limit in ["102", "-1", "x", "", "2.5", "NaN", "1&limit=2"] {
        let refused = get(&service, &format!("/parcels?limit={limit}")).await;
        assert_eq!(violated(&refused), (400, vec!["limit"]), "{limit}");
    }
}

#[tokio::test]
async fn a_cursor_outlives_the_item_it_was_made_at() {
    let service = stocked(4).await;
    let (_, first) = get(&service, "/parcels?limit=2").await;
    let last = first["data"][1]["id"].as_str().unwrap();
    delete(&service, &format!("/parcels/{last}")).await;
    created(&service, "/parcels", &json!({ "label": "new" })).await;
    let next = cursor(&first, "next_cursor").unwrap();
    let (_, rest) = get(&service, &format!("/parcels?cursor={next}")).await;
    assert_eq!(labels(&rest), ["2", "3", "new"]);
}

#[tokio::test]
async fn a_cursor_of_elsewhere_is_a_violation() {
    let service = stocked(2).await;
    let (_, page) = get(&service, "/parcels?limit=1").await;
    let cursor = cursor(&page, "next_cursor").unwrap();
    for path in [
        format!("/webhooks?cursor={cursor}"),
        "/parcels?cursor=2".to_owned(),
        "/parcels?cursor=".to_owned(),
    ] {
        assert_eq!(
            violated(&get(&service, &path).await).1,
            ["cursor"],
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_parameter_that_is_called_like_a_member_filters() {
    let service = service().await;
    for (status, environment) in [
        ("enabled", Value::Null),
        ("disabled", Value::Null),
        ("enabled", json!("ae_47abaca3db2c7c43")),
    ] {
        let body = json!({ "url": "https://a.b", "status": status, "environment": environment });
        created(&service, "/webhooks", &body).await;
    }
    for (query, count) in [
        ("status=enabled", 2),
        ("status=disabled&environment=ae_47abaca3db2c7c43", 0),
        ("environment=ae_47abaca3db2c7c43", 1),
        ("environment=nowhere", 0),
        ("unknown=1", 3),
    ] {
        let (status, listed) = get(&service, &format!("/webhooks?{query}")).await;
        let found = listed["data"].as_array().unwrap().len();
        assert_eq!((status, found), (200, count), "{query}");
    }
    let refused = get(&service, "/webhooks?status=paused").await;
    assert_eq!(violated(&refused), (422, vec!["status"]));
}
