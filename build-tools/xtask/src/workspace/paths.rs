//! Where the files of the workspace are, from its root.

/// Where the sources of record are.
pub const PAGES: &str = "spec/pages";
/// The operations that are documented elsewhere only.
pub const SUPPLEMENT: &str = "spec/supplement.yaml";
/// The corrections.
pub const OVERLAY: &str = "spec/overlay.yaml";
/// The names in Rust that were given so far.
pub const NAMES: &str = "spec/names.json";
/// What the generator saw.
pub const EFFECTIVE: &str = "spec/effective.json";
/// The digests of all that was read and made.
pub const LOCK: &str = "spec/lock.json";
/// The folder of the published crate.
pub const CLIENT: &str = "generated-client";
/// The examples of the published crate.
pub const EXAMPLES: &str = "generated-client/examples";
/// The tests of the examples, each called as its example.
pub const EXAMPLE_TESTS: &str = "generated-client/tests";
/// The folder of the generated code.
pub const GENERATED: &str = "generated-client/src/generated";
/// What the simulator serves.
pub const SERVED: &str = "tests/src/document.json";
/// The manifest of the published crate.
pub const MANIFEST: &str = "generated-client/Cargo.toml";
/// What the published crate says of itself.
pub const README: &str = "generated-client/README.md";
/// The calls of every operation, for the test that makes them all.
pub const EXERCISE: &str = "tests/tests/every_operation/calls.rs";
/// The manifest of the simulator, which has the version of the published crate.
pub const SIMULATOR_MANIFEST: &str = "tests/Cargo.toml";
/// Cargo's own lock.
pub const CARGO_LOCK: &str = "Cargo.lock";
/// The changelog of the published crate.
pub const CHANGELOG: &str = "CHANGELOG.md";

/// The extensions of sources of record.
pub const SOURCES: [&str; 4] = [".md", ".json", ".yaml", ".yml"];

/// Where the snapshots are.
pub const SNAPSHOTS: &str = "build-tools/xtask/tests/snapshots";

/// What the vendor calls the document.
pub const DOCUMENT: &str = "management-api";

/// The vendored document of a version of the API.
pub fn document_file(api_version: &str) -> String {
    format!("spec/management-api_{api_version}.json")
}

/// Whether a file of `spec` is the vendored document, by its name.
pub(super) fn is_document(name: &str) -> bool {
    name.starts_with("management-api_") && name.ends_with(".json")
}
