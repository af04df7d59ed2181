//! The next input of a target whose inputs are documents.

use crate::edit::edit;
use crate::parts::{joined, parts, source};
use api_document::ingest;
use fastrand::Rng;
use libfuzzer_sys::fuzzer_mutate;

/// Changes the input in the first `size` bytes of `data`, and gives its new
/// size. `most` is how many parts an input has.
///
/// Mostly a part is read and edited as a tree; what cannot be read, and one
/// input in sixteen, is edited as bytes. An input with fewer parts than there
/// may be gets a copy of its first: two like documents are where a comparison
/// starts.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32, most: usize) -> usize {
    let mut rng = Rng::with_seed(u64::from(seed));
    let edited = if rng.u8(0..16) == 0 {
        None
    } else {
        edited(&data[..size], &mut rng, most).filter(|edited| edited.len() <= max_size)
    };
    match edited {
        Some(edited) => {
            data[..edited.len()].copy_from_slice(&edited);
            edited.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
}

fn edited(input: &[u8], rng: &mut Rng, most: usize) -> Option<Vec<u8>> {
    let mut parts: Vec<Vec<u8>> = parts(input).into_iter().map(<[u8]>::to_vec).collect();
    if parts.len() < most {
        parts.push(parts.first()?.clone());
    }
    let index = rng.usize(0..parts.len());
    let part = parts.get_mut(index)?;
    let mut tree = ingest::read(&source("part", part)).ok()?.value;
    for _ in 0..rng.u8(1..5) {
        edit(&mut tree, rng);
    }
    *part = ingest::to_canonical_json(&tree).into_bytes();
    Some(joined(&parts))
}
