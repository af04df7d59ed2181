//! Resolves the paths in the source.

use super::sources::{Crate, Import, ModulePath};
use std::collections::BTreeSet;

/// The item that a path refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A module or definition of this crate. `rest` segments of the path follow
    /// it, as `Output` in `Trait::Output`.
    Here { path: Vec<String>, rest: usize },
    /// An item of another crate or of the language, by its whole path.
    Foreign(Vec<String>),
}

/// The limit for paths that grow while they are followed.
const LONGEST_CHAIN: usize = 64;

/// The paths that were looked up already, each with its module.
#[derive(Default)]
struct Search {
    seen: BTreeSet<(ModulePath, Vec<String>)>,
}

impl Crate {
    /// Resolves `path` as written in the module `within`.
    pub(super) fn resolve(&self, within: &[String], path: &[String], foreign: bool) -> Target {
        self.follow(within, path, foreign, &mut Search::default())
    }

    /// Returns the module of this crate that a glob imports.
    pub(super) fn glob_target(&self, within: &[String], glob: &Import) -> Option<ModulePath> {
        self.glob_module(within, glob, &mut Search::default())
    }

    fn follow(
        &self,
        within: &[String],
        path: &[String],
        foreign: bool,
        search: &mut Search,
    ) -> Target {
        let steps = path.iter().take_while(|step| is_step(step)).count();
        let (steps, names) = path.split_at(steps);
        if foreign || (steps.is_empty() && names.is_empty()) {
            return Target::Foreign(path.to_vec());
        }
        let mut module = within.to_vec();
        for step in steps {
            match step.as_str() {
                "crate" => module.clear(),
                "super" => drop(module.pop()),
                _ => {}
            }
        }
        if names.is_empty() {
            let path = module;
            return Target::Here { path, rest: 0 };
        }
        match self.find(&module, names, search) {
            Some(target) => target,
            None if steps.is_empty() => Target::Foreign(path.to_vec()),
            // Not there, so a macro made it, or only a part of the crate is
            // looked at; the name is what is known.
            None => {
                module.extend(names.first().cloned());
                let rest = names.len() - 1;
                Target::Here { path: module, rest }
            }
        }
    }

    /// Resolves a path in a module that has its first name.
    fn find(&self, within: &[String], path: &[String], search: &mut Search) -> Option<Target> {
        let module = self.modules.get(within)?;
        let (first, rest) = path.split_first()?;
        let new = search.seen.insert((within.to_vec(), path.to_vec()));
        if !new || search.seen.len() > LONGEST_CHAIN {
            return None;
        }
        if module.definitions.contains_key(first) {
            return Some(self.defined(within, first, rest, search));
        }
        if let Some(import) = module
            .imports
            .get(first)
            .and_then(|imports| imports.first())
        {
            let mut full = import.path.clone();
            full.extend_from_slice(rest);
            let foreign = import.foreign || import.begins_with(first);
            return Some(self.follow(within, &full, foreign, search));
        }
        module.globs.iter().find_map(|glob| {
            let target = self.glob_module(within, glob, search)?;
            self.find(&target, path, search)
        })
    }

    fn defined(
        &self,
        within: &[String],
        name: &str,
        rest: &[String],
        search: &mut Search,
    ) -> Target {
        let mut path = within.to_vec();
        path.push(name.to_owned());
        if rest.is_empty() || !self.modules.contains_key(&path) {
            let rest = rest.len();
            return Target::Here { path, rest };
        }
        let mut inside = vec!["self".to_owned()];
        inside.extend_from_slice(rest);
        self.follow(&path, &inside, false, search)
    }

    fn glob_module(
        &self,
        within: &[String],
        glob: &Import,
        search: &mut Search,
    ) -> Option<ModulePath> {
        match self.follow(within, &glob.path, glob.foreign, search) {
            Target::Here { path, rest: 0 } if self.modules.contains_key(&path) => Some(path),
            _ => None,
        }
    }
}

fn is_step(name: &str) -> bool {
    matches!(name, "crate" | "self" | "super")
}
