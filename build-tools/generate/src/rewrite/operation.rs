//! Rewrites the operations of a stand-alone crate, one by one.

use super::helpers::Helpers;
use super::{answers, bodies, builders, calls, docs, markers, messages, open_types};
use super::{optional_body, requests, version};
use crate::plan::Plan;
use crate::run::Whole;
use crate::uses::Use;
use std::collections::BTreeSet;
use syn::{ImplItem, Item};

/// What the rest of the code has to know of operations that are rewritten.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The methods that start them, where they are not in the code around them.
    pub(super) methods: BTreeSet<String>,
    /// The types of what they take.
    pub(super) named: BTreeSet<String>,
    pub(super) names_parameters: bool,
    pub(super) used: BTreeSet<Use>,
}

impl Seen {
    /// Adds what is known of others.
    pub(crate) fn add(&mut self, mut other: Self) {
        self.methods.append(&mut other.methods);
        self.named.append(&mut other.named);
        self.names_parameters |= other.names_parameters;
        self.used.append(&mut other.used);
    }

    /// The types that requests name.
    pub(crate) fn named(&mut self, plan: &Plan) -> BTreeSet<String> {
        let mut named = std::mem::take(&mut self.named);
        named.extend(plan.sent.iter().cloned());
        named
    }

    /// Rewrites one operation.
    pub(super) fn rewrite(
        &mut self,
        operation: &mut [Item],
        whole: &Whole<'_>,
        helpers: &mut Helpers,
    ) {
        route(operation, whole.plan, helpers);
        self.named.extend(builders::named(operation));
        messages::reword(operation);
        self.names_parameters |= calls::shorten(operation, &whole.builders, helpers);
        open_types::keep_open(operation);
        docs::tidy_operation(operation);
    }

    /// Rewrites the methods that start operations.
    pub(super) fn rewrite_methods(&mut self, methods: &mut [ImplItem]) {
        docs::tidy_methods(methods);
        let names = methods.iter().filter_map(|item| match item {
            ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
            _ => None,
        });
        self.methods.extend(names);
    }
}

/// Makes the generator's own builder of an operation send what the document says.
fn route(operation: &mut [Item], plan: &Plan, helpers: &mut Helpers) {
    requests::follow(operation, plan, helpers);
    version::remove(operation);
    optional_body::follow(operation, plan);
    bodies::write_whole_numbers(operation, plan, helpers);
    answers::take_redirects(operation, plan);
    answers::order(operation);
    answers::follow(operation, plan);
    answers::name_members(operation, helpers);
    markers::resolve(operation);
}
