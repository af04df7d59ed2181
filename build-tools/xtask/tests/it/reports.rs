//! The forms of the report.
use api_compare::compare;
use api_document::bundle::Bundle;
use api_document::ingest::to_canonical_json;
use api_document::ingest::{Document, Source, read};
use build_tools::diff::report::{
    Compared, Report, RustItem, github, html, json_schema, markdown, text,
};
use build_tools::diff::{Judged, Verdict};
use rust_surface::{Bump, Kind, SurfaceChange};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const BASE: &str = include_str!("../../../compare/tests/fixtures/compare/base.yaml");

fn base() -> Document {
    let source = Source {
        name: "base.yaml".to_owned(),
        bytes: BASE.as_bytes().to_vec(),
    };
    read(&source).unwrap_or_else(|found| panic!("{found}"))
}

fn document(value: Value) -> Document {
    let name = "made.json".to_owned();
    Document { name, value }
}

/// The changes, none of which has a bump of its own.
fn changes(base: &Document, revision: &Document) -> Vec<Judged> {
    let changes = compare(base, revision).into_iter();
    let judged = changes.map(|change| Judged {
        change,
        bump: Bump::None,
        items: Vec::new().into(),
    });
    judged.collect()
}

fn revised() -> Value {
    let mut value = base().value;
    value["info"]["version"] = json!("2");
    value["paths"]["/orders"]["get"]["summary"] = json!("<script>alert('1')</script> @all");
    value["paths"]["/orders"]["get"]["parameters"][0]["required"] = json!(true);
    value["components"]["schemas"]["State"]["enum"] =
        json!(["open", "paid", "sent", "<b>`x`@y\n\u{1b}"]);
    value
}

fn report() -> Report {
    let (old, new) = (base(), document(revised()));
    let found = changes(&old, &new);
    let revision = Compared::new(&new, to_canonical_json(&new.value).as_bytes());
    let verdict = Verdict {
        bump: Bump::Minor,
        changes: found,
        alone: RustItem::of(&[&added("types::Alone")]),
    };
    Report::new(Compared::new(&old, BASE.as_bytes()), revision, verdict)
}

fn added(path: &str) -> SurfaceChange {
    SurfaceChange {
        path: path.to_owned(),
        kind: Kind::Struct,
        bump: Bump::Minor,
        before: None,
        after: Some(format!("struct {path} {{ .. }}")),
        migration: None,
    }
}

fn removed(path: &str, kind: Kind) -> SurfaceChange {
    SurfaceChange {
        path: path.to_owned(),
        kind,
        bump: Bump::Major,
        before: Some(format!("line of {path}")),
        after: None,
        migration: Some(format!("do without {path}")),
    }
}

#[test]
fn the_json_is_as_its_schema_says() {
    let value: Value = serde_json::from_str(&report().to_json()).unwrap();
    let schema = serde_json::to_value(json_schema()).unwrap();
    let names =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(
        names(&value),
        ["base", "revision", "summary", "changes", "rust"]
    );
    assert_eq!(names(&value["base"]), ["version", "sha256"]);
    assert_eq!(
        names(&value["summary"]),
        ["level", "bump", "breaking", "non_breaking", "docs"]
    );
    let change = [
        "id",
        "level",
        "bump",
        "direction",
        "location",
        "pointer",
        "message",
        "rust",
    ];
    assert_eq!(names(&value["changes"][0]), change);
    // Named only where it is so.
    let mut described = names(&schema["$defs"]["Entry"]["properties"]);
    described.retain(|name| name != "assumes");
    assert_eq!(described, change);
    assert_eq!(schema["$defs"]["Entry"]["required"], json!(change));
    assert_eq!(value["summary"]["level"], "breaking");
    assert_eq!(value["summary"]["bump"], "minor");
    assert_eq!(value["base"]["sha256"].as_str().unwrap().len(), 64);
    let levels: Vec<&str> = value["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["level"].as_str().unwrap())
        .collect();
    let mut sorted = levels.clone();
    sorted.sort_by_key(|level| {
        ["breaking", "non-breaking", "docs", "none"]
            .iter()
            .position(|one| one == level)
    });
    assert_eq!(levels, sorted);
    for level in ["breaking", "non_breaking", "docs"] {
        let count = levels
            .iter()
            .filter(|one| one.replace('-', "_") == level)
            .count();
        assert_eq!(value["summary"][level], count);
    }
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    assert_eq!(report().to_json(), report().to_json());
    assert_eq!(html(&report()), html(&report()));
}

#[test]
fn text_is_grouped_by_operation_worst_first_and_coloured_on_demand() {
    let plain = text(&report(), false);
    assert!(
        plain.starts_with("wire: breaking, Rust: minor ("),
        "{plain}"
    );
    assert_eq!(
        plain.lines().filter(|line| *line == "GET /orders").count(),
        1
    );
    let (bad, good) = (
        plain.find("breaking     ").unwrap(),
        plain.find("docs         ").unwrap(),
    );
    assert!(bad < good, "{plain}");
    assert!(
        !plain.contains('\u{1b}'),
        "control characters of the document reach the terminal"
    );
    assert!(text(&report(), true).contains("\u{1b}[31m"));
}

#[test]
fn what_comes_from_no_change_stands_on_its_own() {
    for reported in [text(&report(), false), markdown(&report()), html(&report())] {
        assert!(
            reported.contains("In the generated code alone"),
            "{reported}"
        );
        assert!(
            reported.contains("+ struct types::Alone { .. }"),
            "{reported}"
        );
    }
    let value: Value = serde_json::from_str(&report().to_json()).unwrap();
    assert_eq!(value["rust"][0]["path"], "types::Alone");
}

#[test]
fn a_change_shows_its_items_and_what_to_do_about_them() {
    let (old, new) = (base(), document(revised()));
    let mut found = changes(&old, &new);
    found[0].bump = Bump::Major;
    let items = [
        removed("types::Gone", Kind::Struct),
        removed("types::Gone.a", Kind::Field),
        removed("types::Gone impl Clone for types::Gone", Kind::Impl),
        removed("types::Other.b", Kind::Field),
    ];
    found[0].items = RustItem::of(&items.iter().collect::<Vec<_>>()).into();
    found[1].bump = Bump::Patch;
    let side = || Compared::new(&old, BASE.as_bytes());
    let verdict = Verdict {
        bump: Bump::Major,
        changes: found,
        alone: Vec::new(),
    };
    let report = Report::new(side(), side(), verdict);
    for reported in [text(&report, false), markdown(&report), html(&report)] {
        let has = |line: &str| assert!(reported.contains(line), "{line} in\n{reported}");
        has("- line of types::Gone (and 2 items of it)");
        has("- line of types::Other.b");
        has("do without types::Other.b");
        has("the code behind the surface differs");
        assert!(!reported.contains("line of types::Gone.a"), "{reported}");
    }
}

#[test]
fn nothing_of_the_document_is_markup_in_a_pull_request() {
    let page = markdown(&report());
    assert!(page.contains("### Breaking"), "{page}");
    assert_eq!(
        page.matches("<details>").count(),
        page.matches("</details>").count()
    );
    assert!(
        !page.contains("<script") && !page.contains("<b>") && !page.contains("new value `"),
        "{page}"
    );
    assert!(!page.contains(" @"), "{page}");
}

#[test]
fn no_text_of_the_document_turns_what_follows_in_any_form() {
    let turning = ['\u{202e}', '\u{2066}', '\u{200f}'];
    let mut value = base().value;
    value["paths"]["/orders"]["get"]["summary"] = json!("a\u{202e}b\u{2066}c");
    value["components"]["schemas"]["State"]["enum"] = json!(["open", "paid", "`\u{200f}x`"]);
    value["paths"]["/\u{202e}turned"] = json!({ "get": { "responses": {} } });
    let (old, new) = (base(), document(value));
    let source = to_canonical_json(&new.value);
    let sides = [
        Compared::new(&old, BASE.as_bytes()),
        Compared::new(&new, source.as_bytes()),
    ];
    let [old_side, new_side] = sides;
    let report = Report::new(
        old_side,
        new_side,
        Verdict {
            bump: Bump::Minor,
            changes: changes(&old, &new),
            alone: Vec::new(),
        },
    );
    for (name, form) in [
        ("html", html(&report)),
        ("markdown", markdown(&report)),
        ("github", annotations("a.json", &report, &source)),
        ("text", text(&report, false)),
    ] {
        assert!(form.contains("turned"), "{name}");
        assert!(!form.contains(turning), "{name}");
    }
}

fn annotations(name: &str, report: &Report, text: &str) -> String {
    let bundle = Bundle::alone(Source {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    github(report, &bundle, |_| None)
}

#[test]
fn annotations_stand_on_the_lines_of_the_edits() {
    let source = to_canonical_json(&revised());
    let annotations = annotations("spec/a,b.json", &report(), &source);
    let required = source
        .lines()
        .position(|line| line.contains("\"required\": true"))
        .unwrap()
        + 1;
    let expected = format!(
        "::error file=spec/a%2Cb.json,line={required},title=request-parameter-became-required::"
    );
    assert!(annotations.contains(&expected), "{expected}\n{annotations}");
    assert!(
        annotations.lines().all(|line| line.starts_with("::")),
        "{annotations}"
    );
    assert!(self::annotations("a.yaml", &report(), "not: json").contains("line=1,"));
}

#[test]
fn the_page_escapes_the_document_and_needs_no_network() {
    let page = html(&report());
    assert!(
        !page.contains("<script>alert") && !page.contains("<b>`"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)"));
    for outside in ["src=", "href=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("width=device-width"));
    let count = report().changes.len();
    assert_eq!(page.matches("<details class=").count(), count);
    assert_eq!(page.matches("<h3>before</h3><pre>").count(), count);
    assert_eq!(
        page.matches("<section ").count(),
        page.matches("</section>").count()
    );
}

#[test]
fn a_schema_that_leads_back_to_itself_and_deep_sharing_come_to_an_end() {
    let mut value = base().value;
    let schemas = value["components"]["schemas"].as_object_mut().unwrap();
    for index in 0..400 {
        let next = |by: usize| format!("#/components/schemas/N{}", (index + by) % 400);
        let node = json!({"type": "object", "properties": {
            "a": {"$ref": next(1)}, "b": {"$ref": next(7)}, "c": {"type": "array", "items": {"$ref": next(13)}},
            "d": {"oneOf": [{"$ref": next(2)}, {"$ref": next(3)}]}, "e": {"allOf": [{"$ref": next(5)}], "nullable": true},
        }});
        schemas.insert(format!("N{index}"), node);
    }
    schemas.insert(
        "Loop".to_owned(),
        json!({"allOf": [{"$ref": "#/components/schemas/Loop"}]}),
    );
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/N0"}}});
    for index in 0..40 {
        value["paths"][format!("/n{index}")] = json!({"get": {"operationId": format!("n{index}"),
            "responses": {"200": {"description": "ok", "content": content}}}});
    }
    let mut after = value.clone();
    after["components"]["schemas"]["N399"]["properties"]["z"] = json!({"type": "string"});
    let found = changes(&document(value), &document(after));
    assert_eq!(found.len(), 40);
    assert!(
        found
            .iter()
            .all(|one| one.change.pointer == "/components/schemas/N399/properties/z")
    );
}

#[test]
fn many_edits_of_a_shared_schema_are_bounded_and_all_reported() {
    let properties = |names: std::ops::Range<usize>| -> Value {
        let each = names.map(|index| (format!("p{index}"), json!({"type": "string"})));
        Value::Object(each.collect())
    };
    let shared = json!({"$ref": "#/components/schemas/Wide"});
    let content = json!({"application/json": {"schema": shared}});
    let mut value = base().value;
    value["components"]["schemas"]["Wide"] = json!({"type": "object"});
    for index in 0..150 {
        value["paths"][format!("/w{index}")] = json!({"get": {"operationId": format!("w{index}"),
            "responses": {"200": {"description": "ok", "content": content}}}});
    }
    let mut after = value.clone();
    after["components"]["schemas"]["Wide"]["properties"] = properties(0..1000);
    after["paths"]["/w99"]["get"]["deprecated"] = json!(true);
    let found = compare(&document(value), &document(after));
    assert!(found.len() < 101_002, "{}", found.len());
    let pointers: BTreeSet<&str> = found.iter().map(|one| one.pointer.as_str()).collect();
    assert_eq!(pointers.len(), 1001);
}
