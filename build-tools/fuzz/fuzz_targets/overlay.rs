//! A document and an overlay: every action that is accepted changes as many
//! nodes as it says, and what is stale can be dropped.
#![no_main]

use api_document::ingest;
use api_document::overlay;
use fuzz::{mutate, parts, source};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const OURS: &[u8] = include_bytes!("../../../spec/overlay.yaml");

fuzz_target!(|input: &[u8]| {
    let parts = parts(input);
    let Ok(document) = ingest::read(&source("document", parts[0])) else {
        return;
    };
    let text = source("overlay", parts.get(1).copied().unwrap_or(OURS));
    let Ok(overlay) = overlay::parse(&text) else {
        return;
    };
    let stale = overlay::stale(&document, &overlay);
    match overlay::apply(&document, &overlay) {
        Ok((corrected, applied)) => {
            assert!(stale.is_empty(), "{stale:?}");
            let changed = applied.iter().any(|one| !one.nodes.is_empty());
            // Two actions may undo each other.
            assert!(changed || corrected.value == document.value);
            let again = overlay::apply(&document, &overlay).expect("as before");
            assert_eq!(again.0.value, corrected.value);
        }
        Err(found) => {
            if let Ok(without) = overlay::without(&text, &stale) {
                overlay::parse(&without).expect("an overlay without some actions is one");
            }
            assert!(!found.to_string().is_empty());
        }
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed, 2)
});
