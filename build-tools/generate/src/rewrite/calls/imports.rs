//! The modules of helpers, which the builders of operations import.

use crate::uses::Use;
use quote::format_ident;
use std::collections::BTreeSet;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Ident, Item, Path};

/// By name: a builder has no such one, since those of types begin with a capital.
const MODULES: [(&str, Use); 5] = [
    ("decoding", Use::Decoding),
    ("given", Use::Given),
    ("parameters", Use::Parameters),
    ("path", Use::Path),
    ("query", Use::Query),
];

/// The modules that are there.
pub(super) fn modules(used: &BTreeSet<Use>) -> Vec<Ident> {
    let used = MODULES.iter().filter(|(_, of)| used.contains(of));
    used.map(|(name, _)| format_ident!("{name}")).collect()
}

/// Names what is in these modules by way of the import.
pub(super) fn shorten(builder: &mut [Item]) {
    for item in builder {
        Short.visit_item_mut(item);
    }
}

struct Short;

impl VisitMut for Short {
    /// `given::argument`, in place of `crate::given::argument`
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let mut segments = path.segments.iter();
        let is_own = segments.next().is_some_and(|first| first.ident == "crate");
        let is_helper = |name: &Ident| MODULES.iter().any(|(module, _)| name == module);
        if is_own && segments.next().is_some_and(|one| is_helper(&one.ident)) {
            path.segments = path
                .segments
                .iter()
                .skip(1)
                .cloned()
                .collect::<Punctuated<_, _>>();
        }
    }
}
