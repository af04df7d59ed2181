//! The parts outside schemas: the document as a whole, and each operation.

mod callbacks;
mod components;
mod content;
mod details;
mod docs;
mod endpoint;
mod flags;
mod headers;
mod info;
mod media_types;
mod newer;
mod parameter;
mod parameters;
mod paths;
mod requests;
mod responses;
mod scheme_pairs;
mod schemes;
mod security;
mod serialization;
mod servers;
mod webhooks;

use crate::walk::Walk;
use scheme_pairs::SchemePairs;

/// Compares both documents, with every schema that their operations reach.
pub(crate) fn compare(walk: &mut Walk<'_>) {
    let schemes = SchemePairs::between(walk.base, walk.revision);
    info::compare(walk);
    servers::compare_shared(walk);
    schemes::compare(walk, &schemes);
    paths::compare(walk, &schemes);
    newer::compare(walk);
    webhooks::compare(walk);
    components::compare(walk);
}
