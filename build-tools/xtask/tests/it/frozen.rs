//! Our workspace on the document of 2024-05-20, in memory: its tests hold
//! whatever document is vendored.

use api_document::ingest::{self, Source};
use build_tools::project::{Expected, Inputs};
use build_tools::workspace::{Workspace, read_source};
use serde_json::Value;
use std::path::Path;
use std::sync::OnceLock;

/// A file of the document, its page and its overlay, under a name of the
/// workspace.
fn source(file: &str, folder: &str) -> Source {
    let fixtures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../document/tests/fixtures/2024-05-20");
    Source {
        name: format!("{folder}/{file}"),
        ..read_source(&fixtures.join(file)).unwrap()
    }
}

pub(crate) fn overlay_source() -> Source {
    source("overlay.yaml", "spec")
}

/// The workspace and what follows from it, built once for all tests.
pub(crate) fn base() -> &'static Expected {
    static BASE: OnceLock<Expected> = OnceLock::new();
    BASE.get_or_init(|| {
        let ours = Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let ours = Inputs::of(&ours).unwrap();
        let inputs = Inputs {
            document: source("management-api_2024-05-20.json", "spec"),
            pages: vec![source(
                "2024-05-20-webhookscontroller_create.md",
                "spec/pages",
            )],
            supplement: source("supplement.yaml", "spec"),
            overlay: overlay_source(),
            names: Source {
                bytes: Vec::new(),
                ..ours.names.clone()
            },
            changelog: Source {
                bytes: b"# Changelog\n\n## 0.1.0+2024-05-20\n\n- First.\n".to_vec(),
                ..ours.changelog.clone()
            },
            ..ours
        };
        Expected::of(inputs).unwrap_or_else(|found| panic!("{found}"))
    })
}

/// The vendored document.
pub(crate) fn document() -> Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    let document = DOCUMENT.get_or_init(|| {
        let source = source("management-api_2024-05-20.json", "spec");
        ingest::ingest(&[source]).unwrap().value
    });
    document.clone()
}
