//! What is said of an update beyond what is on the wire.

use super::{add_owner, answer, base, edited, request};
use api_document::ingest::{Source, ingest, to_canonical_json};
use api_document::overlay;
use build_tools::project::{Expected, Inputs};
use build_tools::update::{self, Section, Update, pull_request};
use serde_json::{Value, json};

fn plan(edit: impl FnOnce(&mut Value)) -> Update {
    let update = update::plan(base(), &[edited(edit)], false);
    update.unwrap_or_else(|found| panic!("{found}"))
}

fn section<'u>(update: &'u Update, title: &str) -> Option<&'u Section> {
    update.effects.iter().find(|one| one.title.contains(title))
}

fn items(update: &Update, title: &str) -> String {
    let section = section(update, title);
    section.map_or(String::new(), |section| section.items.join("\n"))
}

#[test]
fn the_surface_is_shown_as_a_difference() {
    let surface = items(&plan(add_owner), "surface");
    let lines: Vec<&str> = surface.lines().collect();
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("+ ") && line.contains("Webhook.owner")),
        "{surface}"
    );
    assert!(!surface.contains("::url"), "{surface}");
    assert!(
        lines
            .iter()
            .all(|line| line.starts_with("+ ") || line.starts_with("- ")),
        "{surface}"
    );
}

#[test]
fn what_changes_neither_names_nor_rules_has_no_such_section() {
    let update = plan(|document| {
        request(document)["properties"]["url"]["description"] = json!("Where to.");
    });
    assert_eq!(update.effects, []);
}

#[test]
fn a_new_finding_is_told_and_an_old_one_is_not() {
    let add = |document: &mut Value| {
        answer(document)["properties"]["retry_count"] = json!({ "type": "number" });
    };
    let findings = items(&plan(add), "findings");
    if findings.is_empty() {
        // A rule put it right: then it says so.
        assert!(items(&plan(add), "rules").contains("retry_count"));
        return;
    }
    assert_eq!(findings.lines().count(), 1, "{findings}");
    assert!(findings.starts_with("number-for-integer at "), "{findings}");
    assert!(findings.contains("retry_count"), "{findings}");
}

#[test]
fn a_finding_that_only_moved_is_not_new() {
    let called = |name: &'static str| {
        move |document: &mut Value| {
            let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
            answer(document)["properties"]["extra"] = reference;
            document["components"]["schemas"][name] = json!({
                "type": "object",
                "properties": { "anything": { "description": "Anything at all." } },
            });
        }
    };
    let pages = vec![Source {
        name: "spec/pages/openapi.json".to_owned(),
        ..edited(called("Extra"))
    }];
    let document = Source {
        name: base().inputs.document.name.clone(),
        bytes: to_canonical_json(&ingest(&pages).unwrap().value).into_bytes(),
    };
    let inputs = Inputs {
        pages,
        document,
        ..base().inputs.clone()
    };
    let before = Expected::of(inputs).unwrap_or_else(|found| panic!("{found}"));
    let update = update::plan(&before, &[edited(called("Other"))], false).unwrap();
    assert_eq!(section(&update, "findings"), None);
}

#[test]
fn a_suggested_action_is_one_that_the_overlay_takes() {
    let shape = json!({ "description": "Anything at all." });
    let opaque = "43bcdb2376818c770704c";
    let update = plan(|document| {
        let reference = json!({ "$ref": format!("#/components/schemas/{opaque}") });
        answer(document)["properties"]["it's"] = shape.clone();
        answer(document)["properties"]["extra"] = reference;
        let schema = json!({ "type": "object", "properties": { "of any kind": shape } });
        document["components"]["schemas"][opaque] = schema;
    });
    let lines = items(&update, "Overlay");
    assert!(lines.contains(r"properties['it\'s']"), "{lines}");
    assert!(
        lines.contains("schemas[?@.properties['of any kind']]"),
        "{lines}"
    );
    assert!(!lines.contains(opaque), "{lines}");
    let mut source = base().inputs.overlay.clone();
    source.bytes.extend(format!("\n{lines}").bytes());
    let parsed = overlay::parse(&source).unwrap_or_else(|found| panic!("{found}\n{lines}"));
    let document = api_document::ingest::read(&update.document).unwrap();
    assert_eq!(overlay::stale(&document, &parsed), []);
    overlay::apply(&document, &parsed).unwrap_or_else(|found| panic!("{found}"));
}

#[test]
fn what_rules_did_is_told_where_it_is_new() {
    let rules = items(
        &plan(|document| {
            let secret = json!({ "type": "string", "description": "A secret." });
            answer(document)["properties"]["password"] = secret;
        }),
        "rules",
    );
    assert!(rules.contains("password"), "{rules}");
    assert!(!rules.contains("is named create_webhook"), "{rules}");
}

#[test]
fn an_operation_that_the_vendor_has_now_is_told() {
    let supplemented = super::supplement::supplemented();
    let document = super::supplement::with_pet(|_| {});
    let update = update::plan(supplemented, &[document], false).unwrap();
    let origins = items(&update, "known from");
    assert_eq!(
        origins,
        "GET /pets/{petId}: from the vendor's document, before from public documentation"
    );
}

#[test]
fn the_pull_request_has_each_section_and_stays_within_its_length() {
    let update = plan(|document| {
        let properties = answer(document)["properties"].as_object_mut().unwrap();
        for number in 0..120 {
            let long = format!("{}_{number}", "long_".repeat(40));
            properties.insert(long, json!({ "description": "</details>````" }));
        }
    });
    let body = pull_request(&update).body;
    for section in &update.effects {
        assert!(
            body.contains(&format!("<summary>{} (", section.title)),
            "{}",
            section.title
        );
    }
    assert!(body.contains("## API changes"), "the report has room");
    assert!(body.len() < 61_000, "{}", body.len());
    let wide = plan(|document| {
        let properties = answer(document)["properties"].as_object_mut().unwrap();
        for number in 0..100 {
            let long = format!("{}_{number}", "\u{9577}".repeat(150));
            properties.insert(long, json!({ "description": "Anything at all." }));
        }
    });
    let body = pull_request(&wide).body;
    assert!(body.contains("The Rust surface: "), "it is too long");
    assert!(body.contains("## API changes"), "the report has room");
    assert!(body.len() < 61_000, "{}", body.len());
    assert!(body.matches("\n````").count().is_multiple_of(2));
    let again = plan(add_owner);
    assert_eq!(pull_request(&again), pull_request(&plan(add_owner)));
}
