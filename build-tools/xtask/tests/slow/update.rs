//! `cargo xtask update` on a copy of the workspace.

use crate::server::{Server, reply};
use crate::tree::{Tree, reported};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// A new document beside the tree, and its path: another version of the API,
/// with one more property in an answer and a required one in a request.
fn new_document(tree: &Tree) -> String {
    let mut document: Value =
        serde_json::from_str(&tree.text("spec/management-api_2024-05-20.json")).unwrap();
    document["info"]["version"] = json!("2031-01-02");
    let schemas = &mut document["components"]["schemas"];
    schemas["WebhookEntityV1"]["properties"]["owner"] = json!({ "type": "string" });
    let required = schemas["CreateWebhookDtoV1"]["required"].as_array_mut();
    required.unwrap().push(json!("description"));
    std::fs::create_dir_all(tree.path("target")).unwrap();
    tree.write("target/openapi.json", &document.to_string());
    tree.path("target/openapi.json").display().to_string()
}

#[test]
fn an_update_leaves_an_up_to_date_tree_and_a_second_writes_nothing() {
    let tree = Tree::whole();
    let document = new_document(&tree);
    let pull_request = tree.path("target/pull-request");
    let folder = pull_request.to_str().unwrap();
    let output = tree.run(&[
        "update",
        &document,
        "--format",
        "json",
        "--pull-request",
        folder,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["level"], "breaking");
    assert_eq!(report["summary"]["bump"], "major");
    let title = std::fs::read_to_string(pull_request.join("title")).unwrap();
    assert_eq!(
        title,
        "API document 2031-01-02: wire breaking, Rust major\n"
    );
    let body = std::fs::read_to_string(pull_request.join("body.md")).unwrap();
    assert!(body.contains("<summary>The Rust surface ("), "{body}");
    assert!(reported(&output).contains("The Rust surface ("));

    let output = tree.run(&["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
    for left in [".update", ".update.new"] {
        assert!(!tree.path(left).exists(), "{left}");
    }

    std::fs::remove_dir_all(&pull_request).unwrap();
    let before = tree.files();
    let output = tree.run(&["update", &document, "--pull-request", folder]);
    assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
    assert!(
        reported(&output).contains("nothing changed"),
        "{}",
        reported(&output)
    );
    assert!(tree.files() == before, "something was written");
}

#[test]
fn a_dry_run_reports_and_writes_nothing() {
    let tree = Tree::whole();
    let document = new_document(&tree);
    let before = tree.files();
    let output = tree.run(&["update", &document, "--dry-run"]);
    assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
    assert!(
        reported(&output).contains("would write   CHANGELOG.md"),
        "{}",
        reported(&output)
    );
    assert!(tree.files() == before, "something was written");
}

#[test]
fn a_client_that_does_not_compile_is_not_written() {
    let tree = Tree::whole();
    let code = "\nconst _: () = { let _: types::Webhook = types::NoSuchType; };\n";
    tree.append("generated-client/src/lib.rs", code);
    let document = new_document(&tree);
    let before = tree.files();
    let output = tree.run(&["update", &document]);
    assert_eq!(output.status.code(), Some(2), "{}", reported(&output));
    assert!(
        reported(&output).contains("client-does-not-compile"),
        "{}",
        reported(&output)
    );
    assert!(
        reported(&output).contains("NoSuchType"),
        "{}",
        reported(&output)
    );
    assert!(tree.files() == before, "something was written");
}

#[test]
fn a_tree_that_is_out_of_date_is_not_updated() {
    let tree = Tree::whole();
    tree.write("spec/effective.json", "{}");
    let document = new_document(&tree);
    let before = tree.files();
    let output = tree.run(&["update", &document]);
    assert_eq!(output.status.code(), Some(2), "{}", reported(&output));
    assert!(
        reported(&output).contains("tree-out-of-date"),
        "{}",
        reported(&output)
    );
    assert!(
        reported(&output).contains("cargo xtask check"),
        "{}",
        reported(&output)
    );
    assert!(tree.files() == before, "something was written");
}

/// Killed where it hurts most: as soon as the new files are staged.
#[test]
fn killed_while_it_writes_the_tree_is_as_before_or_complete() {
    let complete = {
        let tree = Tree::whole();
        let document = new_document(&tree);
        let output = tree.run(&["update", &document]);
        assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
        tree.contents()
    };
    for stage in [".update.new", ".update"] {
        let tree = Tree::whole();
        let document = new_document(&tree);
        let before = tree.contents();
        let mut update = tree.start(&["update", &document]);
        wait_for(&tree.path(stage), &mut update);
        update.kill().unwrap();
        update.wait().unwrap();
        let output = tree.run(&["check"]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{stage}: {}",
            reported(&output)
        );
        let after = tree.contents();
        assert!(after == before || after == complete, "killed at {stage}");
    }
}

/// Until the path is there or the command has ended; the moment may be missed,
/// and then the tree has to be complete.
fn wait_for(path: &Path, update: &mut std::process::Child) {
    while !path.exists() && update.try_wait().unwrap().is_none() {
        // A moment, so that the command and the tests beside it have the processor.
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn an_index_is_taken_in_once_and_asked_about_again() {
    let tree = Tree::whole();
    let pages = tree.text("spec/pages/2024-05-20-webhookscontroller_create.md");
    let page = pages.replace("summary: Create webhook", "summary: Make a webhook");
    let server = Server::new(move |request, stream| {
        if request.header("if-none-match").is_some() {
            return reply(stream, "304 Not Modified", "");
        }
        match request.path.as_str() {
            "/llms.txt" => reply(
                stream,
                "200 OK\r\netag: \"1\"",
                "- [x](/reference/create.md)",
            ),
            "/reference/create.md" => reply(stream, "200 OK\r\netag: \"1\"", &page),
            _ => reply(stream, "404 Not Found", ""),
        }
    });
    let cache = tree.path("target/cache").display().to_string();
    let (gone, index) = (server.at("/docs"), server.at("/llms.txt"));
    let run = || {
        tree.succeed(&[
            "update", "--index", &gone, "--index", &index, "--cache", &cache,
        ])
    };
    let said = run();
    for told in [
        &format!("passed over {gone}: the answer is 404 Not Found"),
        "page 1 of 1: ",
        "llms.txt has 1 page of management-api 2024-05-20",
        "wrote   spec/pages/create.md",
    ] {
        assert!(said.contains(told), "{said}");
    }
    tree.succeed(&["check"]);
    let before = tree.files();
    server.asked();
    let said = run();
    assert!(said.contains("page 1 of 1, unchanged: "), "{said}");
    let asked = server.asked();
    let conditional = asked
        .iter()
        .filter(|one| one.header("if-none-match").is_some());
    assert_eq!((asked.len(), conditional.count()), (3, 2));
    assert!(said.contains("nothing changed"), "{said}");
    assert!(tree.files() == before, "something was written");
}
