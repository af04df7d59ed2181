//! Digests of code: what is equal in two codes is left out of both surfaces.
//!
//! Syntax trees cannot be sent between threads; digests can.

use super::sources::{Crate, Module, ModulePath};
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use syn::Item;

/// The hashes of the modules of some code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    modules: BTreeMap<ModulePath, Hashes>,
}

/// The hashes of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hashes {
    /// The context of its names: its modules and imports.
    frame: Hashed,
    definitions: BTreeMap<String, Hashed>,
    impls: Vec<Hashed>,
}

/// Two 64-bit hashes, together too long for an accidental match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Hashed(u64, u64);

impl Digest {
    pub(super) fn of(krate: &Crate) -> Self {
        let modules = krate.modules.iter();
        Self {
            modules: modules
                .map(|(path, module)| (path.clone(), Hashes::of(module)))
                .collect(),
        }
    }

    /// Removes what `other` has as well from a crate, whose digest this is.
    pub(super) fn leave_out(&self, other: &Self, krate: &mut Crate) {
        let frames = |digest: &Self| -> Vec<(ModulePath, Hashed)> {
            let modules = digest.modules.iter();
            modules
                .map(|(path, hashes)| (path.clone(), hashes.frame))
                .collect()
        };
        if frames(self) != frames(other) {
            return;
        }
        for (path, module) in &mut krate.modules {
            if let (Some(own), Some(other)) = (self.modules.get(path), other.modules.get(path)) {
                own.leave_out(other, module);
            }
        }
    }
}

impl Hashes {
    fn of(module: &Module) -> Self {
        let definitions = module.definitions.iter();
        Self {
            frame: hashed(&frame(module)),
            definitions: definitions
                .map(|(name, items)| (name.clone(), hashed(items)))
                .collect(),
            impls: module.impls.iter().map(hashed).collect(),
        }
    }

    fn leave_out(&self, other: &Self, module: &mut Module) {
        let names = module.definitions.keys();
        module.left_out = names
            .filter(|name| self.definitions.get(*name) == other.definitions.get(*name))
            .cloned()
            .collect();
        let others: HashSet<&Hashed> = other.impls.iter().collect();
        let mut hashes = self.impls.iter();
        module
            .impls
            .retain(|_| hashes.next().is_none_or(|hash| !others.contains(hash)));
    }
}

fn frame(module: &Module) -> impl Hash + '_ {
    let items = module.definitions.values().flatten();
    let modules: Vec<&Item> = items.filter(|item| matches!(item, Item::Mod(_))).collect();
    let Module {
        conditions,
        imports,
        globs,
        ..
    } = module;
    (modules, conditions, imports, globs)
}

fn hashed(value: &impl Hash) -> Hashed {
    let mut twins = Twins(DefaultHasher::new(), DefaultHasher::new());
    twins.1.write_u8(1);
    value.hash(&mut twins);
    Hashed(twins.0.finish(), twins.1.finish())
}

/// Two hashers with different initial states.
struct Twins(DefaultHasher, DefaultHasher);

impl Hasher for Twins {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
        self.1.write(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}
