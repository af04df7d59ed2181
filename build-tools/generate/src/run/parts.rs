//! Makes a stand-alone crate in parts, which the processor's threads share: its types
//! one by one, its operations in batches, and the file around them.

use super::audit::{self, Unusable};
use super::batches;
use super::code::{Batch, Code};
use super::generator::{self, Audited, Output, unparsed};
use super::share::share;
use super::type_batches::{Part, TypeBatches};
use crate::digest;
use crate::plan::Plan;
use crate::prelude::IN_FULL;
use crate::target::Target;
use crate::uses::Use;
use api_document::names::builder_name;
use api_document::schema;
use serde_json::Value;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use syn::Item;

/// What the parts of a crate have to know of the others.
pub(crate) struct Whole<'p> {
    pub(crate) plan: &'p Plan,
    /// The names of the builders of all operations.
    pub(crate) builders: BTreeSet<String>,
    /// The names of the types of all components.
    pub(crate) components: BTreeSet<String>,
}

/// Takes parts through the stages that follow: the code of each is given back before that
/// of the next is made.
pub(crate) trait Stages: Sync {
    /// What is left of a batch of operations.
    type Operations: Send;
    /// What is left of a type.
    type Type: PartialEq + Send;

    fn operations(&self, batch: Batch, whole: &Whole<'_>) -> Self::Operations;

    /// `beside` are the names of the types that are made with it, its own among them.
    fn of_type(&self, items: Vec<Item>, beside: &BTreeSet<String>, whole: &Whole<'_>)
    -> Self::Type;
}

/// What is left of all parts.
#[derive(Debug)]
pub(crate) struct Parts<D, T> {
    pub(crate) operations: Vec<D>,
    /// By their names.
    pub(crate) types: BTreeMap<String, T>,
    /// The digest of the document.
    pub(crate) digest: String,
}

type PartsOf<S> = Parts<<S as Stages>::Operations, <S as Stages>::Type>;

/// Makes the code of a document, and tells what of its types cannot stay.
pub(super) fn by_parts<S: Stages>(
    document: &Value,
    plan: &Plan,
    target: Target,
    stages: &S,
) -> Tried<Audited<Code<PartsOf<S>>>> {
    let type_batches = TypeBatches::of(document);
    let batches = batches::of(document);
    let operations = schema::operations(document).into_iter();
    let make = Make {
        target,
        stages,
        whole: Whole {
            plan,
            builders: operations.map(|one| builder_name(one.id())).collect(),
            components: type_batches.names.clone(),
        },
    };
    let around = || {
        let around = generator::run(&batches::empty(document), target);
        (around, digest::of_document(document))
    };
    let ((around, digest), done) =
        share(
            type_batches.len() + batches.len(),
            around,
            |number| match number.checked_sub(type_batches.len()) {
                None => Done::Types(make.types(&type_batches.part(number))),
                Some(number) => {
                    let paths = batches.get(number).map_or(&[][..], Vec::as_slice);
                    Done::Operations(make.operations(&batches::document(document, paths)))
                }
            },
        );
    let Output { code, mut uses } = around?;
    let mut types: Tried<Types<S::Type>> = Ok(Types::default());
    let mut operations = Vec::new();
    let mut beside = BTreeSet::new();
    for one in done {
        match one {
            Done::Types(more) => {
                types = types.and_then(|types| types.with(more?, &make.whole.components));
            }
            Done::Operations(batch) => {
                let batch = batch?;
                operations.push(batch.code);
                uses.extend(batch.uses);
                beside.extend(batch.types);
            }
        }
    }
    let types = match types {
        Ok(types) if types.are_all(&beside, &make.whole.components) => types,
        // Some are made of what stands in operations alone, or share a name.
        _ => make.types(&Part::whole(document))?,
    };
    uses.extend(types.uses);
    let operations = Parts {
        operations,
        types: types.made,
        digest,
    };
    let file = code.file;
    let code = Code { file, operations };
    Ok((Output { code, uses }, types.unusable))
}

enum Done<D, T> {
    Types(Tried<Types<T>>),
    Operations(Tried<Operations<D>>),
}

type Tried<T> = Result<T, String>;

/// What is left of a batch of operations.
struct Operations<D> {
    code: D,
    uses: BTreeSet<Use>,
    /// The names of the types that were made with them.
    types: BTreeSet<String>,
}

struct Make<'w, S> {
    target: Target,
    stages: &'w S,
    whole: Whole<'w>,
}

impl<S: Stages> Make<'_, S> {
    fn operations(&self, document: &Value) -> Tried<Operations<S::Operations>> {
        let Output { mut code, uses } = generator::run_batch(document, self.target)?;
        let types = std::mem::take(&mut code.types);
        let code = self.stages.operations(code, &self.whole);
        Ok(Operations { code, uses, types })
    }

    fn types(&self, part: &Part<'_>) -> Tried<Types<S::Type>> {
        let Output { code, uses } =
            generator::run_types(&part.document, part.named.iter(), self.target)?;
        let names = code.iter().map(|one| &one.name).chain(part.names());
        let mut beside: BTreeSet<String> = names.cloned().collect();
        // A type that hides one of the language does so everywhere.
        let hides = |name: &&&str| self.whole.components.contains(**name);
        beside.extend(IN_FULL.iter().filter(hides).map(|name| (*name).to_owned()));
        let mut types = Types {
            uses,
            ..Types::default()
        };
        for one in code {
            let name = one.name.clone();
            if part.lends(&name) {
                continue;
            }
            if !part.has(&name) && self.whole.components.contains(&name) {
                return Err(shared(&name));
            }
            let items = one.items().map_err(|error| unparsed(&error))?;
            types.unusable.extend(audit::unusable(&items));
            let made = self.stages.of_type(items, &beside, &self.whole);
            if types.made.insert(name.clone(), made).is_some() {
                types.unusable.push(Unusable::repeated(name));
            }
        }
        Ok(types)
    }
}

/// What is left of types.
struct Types<T> {
    made: BTreeMap<String, T>,
    unusable: Vec<Unusable>,
    uses: BTreeSet<Use>,
}

impl<T> Default for Types<T> {
    fn default() -> Self {
        Self {
            made: BTreeMap::new(),
            unusable: Vec::new(),
            uses: BTreeSet::new(),
        }
    }
}

impl<T: PartialEq> Types<T> {
    /// Adds those of another batch. What has no component of its own is made wherever
    /// something holds it, and has to be the same.
    fn with(mut self, more: Self, components: &BTreeSet<String>) -> Tried<Self> {
        for (name, made) in more.made {
            match self.made.entry(name) {
                Entry::Vacant(free) => {
                    free.insert(made);
                }
                Entry::Occupied(taken) => {
                    if components.contains(taken.key()) || *taken.get() != made {
                        return Err(shared(taken.key()));
                    }
                }
            }
        }
        self.unusable.extend(more.unusable);
        self.uses.extend(more.uses);
        Ok(self)
    }

    /// Whether these are all types of the crate, and nothing was told of one type that
    /// others had to know.
    fn are_all(&self, beside: &BTreeSet<String>, components: &BTreeSet<String>) -> bool {
        let hides = |name: &&str| self.made.contains_key(*name) && !components.contains(*name);
        beside.iter().all(|name| self.made.contains_key(name)) && !IN_FULL.iter().any(hides)
    }
}

fn shared(name: &str) -> String {
    format!("two types are called {name}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn types(made: &[(&str, u8)]) -> Types<u8> {
        Types {
            made: made
                .iter()
                .map(|(name, it)| ((*name).to_owned(), *it))
                .collect(),
            ..Types::default()
        }
    }

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_several_batches_make_of_no_component_is_the_same_or_shared() {
        let components = names(&["A", "B"]);
        let with =
            |more: &[(&str, u8)]| types(&[("A", 1), ("Inner", 2)]).with(types(more), &components);
        let made = with(&[("B", 3), ("Inner", 2)]).unwrap().made;
        assert_eq!(made, types(&[("A", 1), ("B", 3), ("Inner", 2)]).made);
        assert_eq!(with(&[("Inner", 4)]).err().unwrap(), shared("Inner"));
        assert_eq!(with(&[("A", 1)]).err().unwrap(), shared("A"));
    }

    #[test]
    fn types_are_all_with_those_that_operations_name_and_if_none_hides_the_language() {
        let components = names(&["A", "Box"]);
        let made = types(&[("A", 1), ("Box", 2), ("Inner", 3)]);
        assert!(made.are_all(&names(&["A", "Inner"]), &components));
        assert!(!made.are_all(&names(&["A", "Body"]), &components));
        assert!(!types(&[("A", 1), ("Vec", 2)]).are_all(&names(&["A"]), &components));
    }
}
