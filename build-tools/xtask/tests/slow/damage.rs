//! `check` in a copy of the workspace: green as it is, red after any edit that
//! matters, and never a byte written; `generate` makes it green again.

use crate::tree::{Contents, Tree, reported};
use std::process::Command;

const GENERATED: &str = "generated-client/src/generated/types.rs";
const ENUMS: &str = "generated-client/src/generated/enums.rs";
const LEFT: &str = "generated-client/src/generated/left.rs";
const EFFECTIVE: &str = "spec/effective.json";
const SERVED: &str = "tests/src/document.json";
const LOCK: &str = "spec/lock.json";
const OVERLAY: &str = "spec/overlay.yaml";
const DOCUMENT: &str = "spec/management-api_2024-05-20.json";
const PAGE: &str = "spec/pages/2024-05-20-webhookscontroller_create.md";
const CARGO_LOCK: &str = "Cargo.lock";
const CHANGELOG: &str = "CHANGELOG.md";
const MANIFEST: &str = "generated-client/Cargo.toml";
const SNAPSHOTS: &str = "build-tools/xtask/tests/snapshots";

/// What an edit does to a tree.
struct Damage {
    what: &'static str,
    edit: fn(&Tree),
    /// 1: an output is not what the inputs say; 2: an input is at fault.
    check: i32,
    /// What `check` names.
    named: &'static str,
    /// Whether `generate` brings the tree back to what it was.
    restored: bool,
}

const DAMAGES: &[Damage] = &[
    Damage {
        what: "a character of the generated code",
        edit: |tree| tree.replace(ENUMS, "= \"enabled\"", "= \"Enabled\""),
        check: 1,
        named: ENUMS,
        restored: true,
    },
    Damage {
        what: "a blank at the end of the generated code",
        edit: |tree| tree.append(GENERATED, " "),
        check: 1,
        named: GENERATED,
        restored: true,
    },
    Damage {
        what: "no generated code",
        edit: |tree| tree.remove(GENERATED),
        check: 1,
        named: GENERATED,
        restored: true,
    },
    Damage {
        what: "a file that nothing is generated into",
        edit: |tree| tree.write(LEFT, "mod other;"),
        check: 1,
        named: LEFT,
        restored: true,
    },
    Damage {
        what: "a character of the effective document",
        edit: |tree| tree.replace(EFFECTIVE, "\"x-sensitive\": true", "\"x-sensitive\": false"),
        check: 1,
        named: EFFECTIVE,
        restored: true,
    },
    Damage {
        what: "no effective document",
        edit: |tree| tree.remove(EFFECTIVE),
        check: 1,
        named: EFFECTIVE,
        restored: true,
    },
    Damage {
        what: "a word of the document that the simulator serves",
        edit: |tree| tree.replace(SERVED, "\"required\":true", "\"required\":false"),
        check: 1,
        named: SERVED,
        restored: true,
    },
    Damage {
        what: "no document that the simulator serves",
        edit: |tree| tree.remove(SERVED),
        check: 1,
        named: SERVED,
        restored: true,
    },
    Damage {
        what: "a digit of the lock",
        edit: |tree| tree.replace(LOCK, "\"sha256\": \"", "\"sha256\": \"0"),
        check: 1,
        named: LOCK,
        restored: true,
    },
    Damage {
        what: "no lock",
        edit: |tree| tree.remove(LOCK),
        check: 1,
        named: LOCK,
        restored: true,
    },
    Damage {
        what: "another version of the generator",
        edit: |tree| {
            tree.replace(
                CARGO_LOCK,
                "name = \"typify\"\nversion = \"",
                "name = \"typify\"\nversion = \"9",
            );
        },
        check: 1,
        named: LOCK,
        restored: false,
    },
    Damage {
        what: "a word in the overlay that reaches no output but the lock",
        edit: |tree| {
            tree.replace(
                OVERLAY,
                "names the server's controller",
                "names a controller",
            );
        },
        check: 1,
        named: LOCK,
        restored: false,
    },
    Damage {
        what: "another name in the overlay",
        edit: |tree| {
            tree.replace(
                OVERLAY,
                "operationId: create_webhook",
                "operationId: make_webhook",
            );
        },
        check: 1,
        named: "generated-client/src/generated/client.rs",
        restored: false,
    },
    Damage {
        what: "a target in the overlay that matches nothing",
        edit: |tree| {
            tree.replace(
                OVERLAY,
                "$.paths['/webhooks'].post",
                "$.paths['/webhook'].post",
            );
        },
        check: 2,
        named: "overlay-mismatch",
        restored: false,
    },
    Damage {
        what: "no overlay",
        edit: |tree| tree.remove(OVERLAY),
        check: 2,
        named: OVERLAY,
        restored: false,
    },
    Damage {
        what: "a character of the document",
        edit: |tree| tree.replace(DOCUMENT, "\"Create webhook\"", "\"Create Webhook\""),
        check: 2,
        named: "document-edited",
        restored: false,
    },
    Damage {
        what: "a blank at the end of the document",
        edit: |tree| tree.append(DOCUMENT, " "),
        check: 2,
        named: DOCUMENT,
        restored: false,
    },
    Damage {
        what: "no document",
        edit: |tree| tree.remove(DOCUMENT),
        check: 2,
        named: "no-document",
        restored: false,
    },
    Damage {
        what: "two documents",
        edit: |tree| {
            std::fs::copy(tree.path(DOCUMENT), tree.path("spec/management-api_2.json")).unwrap();
        },
        check: 2,
        named: "no-document",
        restored: false,
    },
    Damage {
        what: "a character in the block of a page",
        edit: |tree| tree.replace(PAGE, "summary: Create webhook", "summary: Create Webhook"),
        check: 2,
        named: "document-edited",
        restored: false,
    },
    Damage {
        what: "a character outside the block of a page",
        edit: |tree| tree.replace(PAGE, "# Create webhook", "# Create Webhook"),
        check: 1,
        named: LOCK,
        restored: false,
    },
    Damage {
        what: "another version in the manifest",
        edit: |tree| tree.replace(MANIFEST, "\nversion = \"", "\nversion = \"9"),
        check: 1,
        named: MANIFEST,
        restored: true,
    },
    Damage {
        what: "another date in the manifest's version",
        edit: |tree| tree.replace(MANIFEST, "+2024-05-20\"", "+2024-05-21\""),
        check: 1,
        named: MANIFEST,
        restored: true,
    },
    Damage {
        what: "another version of the client in Cargo.lock",
        edit: |tree| {
            let name = "name = \"fingerprint-management\"\nversion = \"";
            tree.replace(CARGO_LOCK, name, &format!("{name}9"));
        },
        check: 1,
        named: CARGO_LOCK,
        restored: true,
    },
    Damage {
        what: "another date in the changelog's newest heading",
        edit: |tree| tree.replace(CHANGELOG, "+2024-05-20", "+2024-05-21"),
        check: 1,
        named: CHANGELOG,
        restored: true,
    },
    Damage {
        what: "a new entry in the changelog, which the version follows",
        edit: |tree| tree.replace(CHANGELOG, "\n## ", "\n## 7.0.0+2024-05-20\n\n## "),
        check: 1,
        named: MANIFEST,
        restored: false,
    },
    Damage {
        what: "no version in the changelog's newest heading",
        edit: |tree| tree.replace(CHANGELOG, "\n## ", "\n## Soon\n\n## "),
        check: 2,
        named: "invalid-changelog",
        restored: false,
    },
    Damage {
        what: "a line of the surface",
        edit: |tree| {
            let file = format!("{SNAPSHOTS}/surface.snap");
            tree.replace(&file, "struct Client {", "struct Customer {");
        },
        check: 1,
        named: "surface.snap",
        restored: false,
    },
    Damage {
        what: "a snapshot of something that is not there",
        edit: |tree| {
            let file = format!("{SNAPSHOTS}/document/schema Gone.snap");
            tree.write(&file, "---\n---\n");
        },
        check: 1,
        named: "schema Gone.snap",
        restored: false,
    },
    Damage {
        what: "a public item of the client",
        edit: |tree| tree.append("generated-client/src/lib.rs", "\npub fn extra() {}\n"),
        check: 1,
        named: "surface.snap",
        restored: false,
    },
    Damage {
        what: "no page",
        edit: |tree| tree.remove(PAGE),
        check: 2,
        named: "no-sources",
        restored: false,
    },
];

#[test]
fn the_vendored_document_and_all_that_is_made_of_it_agree() {
    let output = Command::new(env!("CARGO_BIN_EXE_build-tools"))
        .arg("check")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
}

#[test]
fn a_tree_that_is_up_to_date_is_not_written() {
    let tree = Tree::new();
    let before = tree.files();
    tree.succeed(&["check"]);
    tree.succeed(&["generate"]);
    assert_eq!(tree.files(), before);
    tree.append(LOCK, " ");
    let output = tree.run(&["generate", "--check"]);
    assert_eq!(output.status.code(), Some(1), "{}", reported(&output));
}

#[test]
fn check_names_every_damage_and_generate_repairs_outputs() {
    std::thread::scope(|scope| {
        for damages in DAMAGES.chunks(DAMAGES.len().div_ceil(2)) {
            scope.spawn(move || {
                let tree = Tree::new();
                // That it was in order before must not be taken for the answer.
                tree.succeed(&["check"]);
                let whole = tree.contents();
                for damage in damages {
                    (damage.edit)(&tree);
                    damage.is_named(&tree);
                    damage.is_repaired(&tree, &whole);
                    tree.restore(&whole);
                }
            });
        }
    });
}

impl Damage {
    /// `check` names what is wrong and writes nothing.
    fn is_named(&self, tree: &Tree) {
        let Self { what, named, .. } = self;
        let before = tree.files();
        let output = tree.run(&["check"]);
        let reported = reported(&output);
        assert_eq!(output.status.code(), Some(self.check), "{what}: {reported}");
        assert!(reported.contains(named), "{what}: {reported}");
        assert!(tree.files() == before, "{what}: something was written");
    }

    /// `generate` restores what it makes, and leaves inputs alone.
    fn is_repaired(&self, tree: &Tree, whole: &Contents) {
        let what = self.what;
        let damaged = tree.contents();
        let output = tree.run(&["generate"]);
        if self.check == 2 {
            assert_eq!(
                output.status.code(),
                Some(2),
                "{what}: {}",
                reported(&output)
            );
            assert!(tree.contents() == damaged, "{what}: something was written");
            return;
        }
        assert_eq!(
            output.status.code(),
            Some(0),
            "{what}: {}",
            reported(&output)
        );
        let now = tree.contents();
        assert_eq!(now == *whole, self.restored, "{what}");
        for input in [OVERLAY, DOCUMENT, PAGE] {
            assert!(now[input] == damaged[input], "{what}: {input}");
        }
        if !self.restored {
            tree.succeed(&["snapshots"]);
            tree.succeed(&["check"]);
        }
    }
}

#[test]
fn the_folder_and_the_place_do_not_reach_the_outputs() {
    let outputs = [GENERATED, EFFECTIVE, SERVED, LOCK];
    let mut made = Vec::new();
    for folder in ["", "spec"] {
        let tree = Tree::new();
        for output in outputs {
            tree.remove(output);
        }
        let output = tree.run_in(folder, &["generate"]);
        assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
        made.push(outputs.map(|output| tree.text(output)));
    }
    assert_eq!(made[0], made[1]);
}
