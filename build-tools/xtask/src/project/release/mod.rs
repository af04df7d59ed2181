//! The version of the published crate. The changelog's newest heading says
//! what it is; the manifest and `Cargo.lock` follow; a verdict raises it.

pub mod changelog;
pub mod manifest;

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::rule::Rule;
use rust_surface::Bump;
use semver::{BuildMetadata, Prerelease, Version};

rules! {
    pub(crate) RULES:

    UNUSABLE_VERSION: Error {
        code: "unusable-version",
        meaning: "The API's version cannot be the build metadata of a crate's version.",
        why: "The crate's version says which version of the API it is for.",
        help: "Correct `info.version` in the overlay, or tell upstream.",
    }
}

/// The rules of this module.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [RULES, changelog::RULES, manifest::RULES]
        .into_iter()
        .flatten()
}

/// The package that is published.
pub const PACKAGE: &str = "fingerprint-management";

/// The package of the simulator, which has the same version.
pub const SIMULATOR: &str = "fingerprint-management-simulator";

/// The version after a change. Before 1.0 the first number that is not zero
/// stands for breaking changes, as Cargo reads versions.
pub fn raised(version: &Version, bump: Bump) -> Version {
    let (major, minor, patch) = (version.major, version.minor, version.patch);
    let (major, minor, patch) = match (bump, major) {
        (Bump::None, _) => (major, minor, patch),
        (Bump::Major, 0) => (0, minor + 1, 0),
        (Bump::Major, _) => (major + 1, 0, 0),
        (Bump::Minor, 1..) => (major, minor + 1, 0),
        (Bump::Minor | Bump::Patch, _) => (major, minor, patch + 1),
    };
    let pre = match bump {
        Bump::None => version.pre.clone(),
        _ => Prerelease::EMPTY,
    };
    Version {
        major,
        minor,
        patch,
        pre,
        build: version.build.clone(),
    }
}

/// The version with the API's as its build metadata.
pub fn for_api(version: &Version, document: &str, api_version: &str) -> Outcome<Version> {
    let build = BuildMetadata::new(api_version)
        .ok()
        .filter(|build| !build.is_empty());
    let Some(build) = build else {
        return Err(Diagnostic {
            rule: &UNUSABLE_VERSION,
            file: document.to_owned(),
            place: Place::Pointer("/info/version".to_owned()),
            message: format!("`{api_version}` cannot be the build metadata of a crate's version"),
            help: "the version may have ASCII letters, digits, `-` and `.`, as in 2024-05-20"
                .to_owned(),
        }
        .into());
    };
    Ok(Version {
        build,
        ..version.clone()
    })
}
