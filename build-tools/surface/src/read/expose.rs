//! Finds what users can name, starting at the root of the crate.

use super::attributes::{conditions, has, is_hidden};
use super::describe::describe;
use super::impls;
use super::public_names::{PublicName, PublicNames, shown};
use super::resolve::Target;
use super::sources::{Crate, Import, ModulePath, head_of, is_public};
use crate::surface::{Item, Kind, Surface};
use std::collections::{BTreeMap, BTreeSet};

/// One public name.
struct Exposure {
    /// The names of the modules to it, and its own.
    public: Vec<String>,
    /// The conditions that `pub use` and the modules on the way are under.
    conditions: BTreeSet<String>,
    /// The definition of this crate, or the path into another, that it names.
    target: Target,
}

/// Makes the surface of a crate.
pub(super) fn surface(krate: &Crate) -> Surface {
    let mut walk = Walk {
        krate,
        open: Vec::new(),
        found: Vec::new(),
    };
    walk.module(&[], &[], &BTreeSet::new());
    let exposures = walk.found;
    let names = names(krate, &exposures);
    let mut found = Vec::new();
    for exposure in &exposures {
        expose(krate, &names, exposure, &mut found);
    }
    found.extend(macros(krate));
    found.extend(impls::all(krate, &names));
    Surface {
        items: by_path(found),
    }
}

struct Walk<'a> {
    krate: &'a Crate,
    /// The modules that are being walked; none of them is entered again.
    open: Vec<ModulePath>,
    found: Vec<Exposure>,
}

impl Walk<'_> {
    /// Walks the module at `path`, whose public path is `public`.
    fn module(&mut self, path: &[String], public: &[String], around: &BTreeSet<String>) {
        let Some(module) = self.krate.modules.get(path) else {
            return;
        };
        if self.open.iter().any(|open| open == path) {
            return;
        }
        self.open.push(path.to_vec());
        for (name, items) in &module.definitions {
            let visible = |item: &syn::Item| {
                head_of(item).is_some_and(|(attributes, visibility, _)| {
                    is_public(visibility) && !is_hidden(attributes)
                })
            };
            if items.iter().any(visible) {
                self.expose(extended(path, name), extended(public, name), around.clone());
            }
        }
        for (name, imports) in &module.imports {
            for import in imports.iter().filter(|import| import.public) {
                self.import(path, import, extended(public, name), around);
            }
        }
        for glob in module.globs.iter().filter(|glob| glob.public) {
            let conditions = around | &glob.conditions;
            match self.krate.glob_target(path, glob) {
                Some(target) => self.module(&target, public, &conditions),
                None => self.found.push(Exposure {
                    public: extended(public, &format!("{}::*", glob.path.join("::"))),
                    conditions,
                    target: Target::Foreign(extended(&glob.path, "*")),
                }),
            }
        }
        self.open.pop();
    }

    fn import(
        &mut self,
        within: &[String],
        import: &Import,
        public: Vec<String>,
        around: &BTreeSet<String>,
    ) {
        let conditions = around | &import.conditions;
        let own = public.last().is_some_and(|name| import.begins_with(name));
        let foreign = import.foreign || own;
        match self.krate.resolve(within, &import.path, foreign) {
            Target::Here { path, rest: 0 } => self.expose(path, public, conditions),
            target => self.found.push(Exposure {
                public,
                conditions,
                target,
            }),
        }
    }

    /// Exposes a definition, and the contents of a module.
    fn expose(&mut self, path: Vec<String>, public: Vec<String>, mut conditions: BTreeSet<String>) {
        if let Some(module) = self.krate.modules.get(&path) {
            conditions.extend(module.conditions.iter().cloned());
            self.module(&path, &public, &conditions);
        }
        self.found.push(Exposure {
            public,
            conditions,
            target: Target::Here { path, rest: 0 },
        });
    }
}

fn extended(path: &[String], name: &str) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(name.to_owned());
    path
}

/// Names each definition by the shortest of its public paths.
fn names(krate: &Crate, exposures: &[Exposure]) -> PublicNames {
    let mut shortest: BTreeMap<Vec<String>, &Exposure> = BTreeMap::new();
    for exposure in exposures {
        let Target::Here { path, rest: 0 } = &exposure.target else {
            continue;
        };
        let shorter = |other: &&Exposure| {
            (exposure.public.len(), &exposure.public) < (other.public.len(), &other.public)
        };
        if shortest.get(path).is_none_or(shorter) {
            shortest.insert(path.clone(), exposure);
        }
    }
    let named = |(path, exposure): (Vec<String>, &Exposure)| {
        let mut conditions = exposure.conditions.clone();
        if let Some(module) = path
            .split_last()
            .and_then(|(_, module)| krate.modules.get(module))
        {
            conditions.extend(module.conditions.iter().cloned());
        }
        let path_shown = shown(&exposure.public);
        (
            path,
            PublicName {
                path: path_shown,
                conditions,
            },
        )
    };
    PublicNames(shortest.into_iter().map(named).collect())
}

fn expose(
    krate: &Crate,
    names: &PublicNames,
    exposure: &Exposure,
    found: &mut Vec<(String, Item)>,
) {
    let public = shown(&exposure.public);
    let target = match &exposure.target {
        Target::Here { path, rest: 0 } => match names.get(path) {
            Some(name) if name.path == public => {
                if krate.is_left_out(path) {
                    return;
                }
                describe(krate, names, path, name, found);
                return;
            }
            Some(name) => name.path.clone(),
            None => path.join("::"),
        },
        Target::Here { path, .. } | Target::Foreign(path) => path.join("::"),
    };
    let signature = if public == target {
        format!("use {target}")
    } else {
        format!("use {public} = {target}")
    };
    found.push((
        public,
        Item {
            kind: Kind::Reexport,
            signature,
            attributes: exposure.conditions.clone(),
            value: None,
        },
    ));
}

/// Lists exported macros, which belong to the root wherever they are defined.
fn macros(krate: &Crate) -> Vec<(String, Item)> {
    let mut found = Vec::new();
    for module in krate.modules.values() {
        for (name, items) in &module.definitions {
            for item in items {
                let syn::Item::Macro(item) = item else {
                    continue;
                };
                if has(&item.attrs, "macro_export") && !is_hidden(&item.attrs) {
                    found.push((
                        name.clone(),
                        Item {
                            kind: Kind::Macro,
                            signature: format!("macro {name}"),
                            attributes: &module.conditions | &conditions(&item.attrs),
                            value: None,
                        },
                    ));
                }
            }
        }
    }
    found
}

/// Indexes items by path, and numbers those that share one under different
/// conditions.
fn by_path(mut found: Vec<(String, Item)>) -> BTreeMap<String, Item> {
    found.sort_by_cached_key(|(path, item)| (path.clone(), item.to_string()));
    found.dedup();
    let mut items = BTreeMap::new();
    let mut last = (String::new(), 1);
    for (path, item) in found {
        last = if last.0 == path {
            (path, last.1 + 1)
        } else {
            (path, 1)
        };
        let key = match last.1 {
            1 => last.0.clone(),
            number => format!("{} ({number})", last.0),
        };
        items.insert(key, item);
    }
    items
}
