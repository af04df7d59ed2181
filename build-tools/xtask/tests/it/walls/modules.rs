//! The modules of a crate and which of them use which, read from its sources.
//!
//! What a module re-exports for others (`pub use`) is not a use of its own: a
//! path that leads through it ends where the item is defined.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, ExprLit, File, Item, ItemMod, ItemUse, Lit, Token, UseTree, Visibility};

/// A module by its names from the crate's root.
pub(crate) type Module = Vec<String>;

/// What one module has.
#[derive(Default)]
struct Contents {
    /// The names it defines, its modules apart.
    items: BTreeSet<String>,
    /// What it re-exports: the name here, or `*`, and the path to it.
    reexports: Vec<(String, Vec<String>)>,
    /// The paths it uses.
    paths: BTreeSet<Vec<String>>,
}

/// The modules of a crate.
pub(crate) struct Crate {
    modules: BTreeMap<Module, Contents>,
}

impl Crate {
    /// Reads the crate whose root is `lib.rs` (or `main.rs`) in `src`.
    pub(crate) fn read(src: &Path) -> Self {
        let mut found = Self {
            modules: BTreeMap::new(),
        };
        let root = ["lib.rs", "main.rs"].map(|name| src.join(name));
        let root = root.iter().find(|file| file.is_file()).unwrap();
        found.add(&Module::new(), &parse(root).items, src);
        found
    }

    /// The crate with these texts, by path below `src`.
    pub(crate) fn of(texts: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in texts {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self::read(folder.path())
    }

    fn add(&mut self, module: &Module, items: &[Item], children: &Path) {
        let mut contents = Contents::default();
        let mut inner = Vec::new();
        for item in items {
            if is_test(item) {
                continue;
            }
            match item {
                Item::Mod(item) => inner.push(item),
                Item::Use(item) => contents.take_use(item),
                other => {
                    contents.items.extend(name_of(other));
                    contents.visit_item(other);
                }
            }
        }
        self.modules.insert(module.clone(), contents);
        for item in inner {
            let name = item.ident.to_string();
            let folder = children.join(&name);
            let mut child = module.clone();
            child.push(name);
            if let Some((_, items)) = &item.content {
                self.add(&child, items, &folder);
            } else {
                let file = source_of(item, children, &folder);
                self.add(&child, &parse(&file).items, &folder);
            }
        }
    }

    /// Every path used in the crate, with the module that uses it.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&Module, &Vec<String>)> {
        let modules = self.modules.iter();
        modules.flat_map(|(module, contents)| contents.paths.iter().map(move |path| (module, path)))
    }

    /// Which modules each module uses.
    fn uses(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let mut uses: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
        for (module, path) in self.paths() {
            let homes = uses.entry(module).or_default();
            homes.extend(self.home(module, path, 0).filter(|home| home != module));
        }
        uses
    }

    /// The module that defines what `path` leads to from `module`, if it is in
    /// this crate.
    fn home(&self, module: &Module, path: &[String], depth: usize) -> Option<Module> {
        let mut place = module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => place = Module::new(),
            "self" => {}
            "super" => drop(place.pop()?),
            name => {
                let mut child = place.clone();
                child.push(name.to_owned());
                if !self.modules.contains_key(&child) {
                    return None;
                }
                place = child;
            }
        }
        rest = &rest[1..];
        while let Some(name) = rest.first() {
            if name == "super" {
                place.pop()?;
                rest = &rest[1..];
                continue;
            }
            place.push(name.clone());
            if !self.modules.contains_key(&place) {
                place.pop();
                break;
            }
            rest = &rest[1..];
        }
        match rest.first() {
            // A deep chain of re-exports is a circle of them.
            Some(name) if depth < 8 => self.definition(&place, name, depth),
            _ => Some(place),
        }
    }

    /// The module that defines the item `name` of `place`: itself, or what it
    /// re-exports the item from.
    fn definition(&self, place: &Module, name: &str, depth: usize) -> Option<Module> {
        let contents = self.modules.get(place)?;
        if contents.items.contains(name) {
            return Some(place.clone());
        }
        let named = contents.reexports.iter().find(|(known, _)| known == name);
        if let Some((_, path)) = named {
            // What another crate has is not a use of a module here.
            return self.home(place, path, depth + 1);
        }
        let globs = contents.reexports.iter().filter(|(known, _)| known == "*");
        for (_, path) in globs {
            let inside: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
            let home = self.home(place, &inside, depth + 1);
            if let Some(home) = home
                && self.modules[&home].items.contains(name)
            {
                return Some(home);
            }
        }
        Some(place.clone())
    }

    /// The circles: modules that lead back to themselves, each group once.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let uses = self.uses();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = uses
            .keys()
            .map(|module| (*module, reach(module, &uses)))
            .collect();
        let back = |one: &Module, other: &Module| {
            reached.get(one).is_some_and(|there| there.contains(other))
        };
        let mut circles = BTreeSet::new();
        for module in uses.keys().filter(|module| back(module, module)) {
            let circle = uses
                .keys()
                .filter(|other| back(module, other) && back(other, module));
            circles.insert(circle.map(|module| shown(module)).collect::<Vec<_>>());
        }
        circles.into_iter().collect()
    }
}

fn reach<'m>(from: &Module, uses: &'m BTreeMap<&Module, BTreeSet<Module>>) -> BTreeSet<&'m Module> {
    let mut reached = BTreeSet::new();
    let mut pending: Vec<&Module> = uses.get(from).into_iter().flatten().collect();
    while let Some(module) = pending.pop() {
        if reached.insert(module) {
            pending.extend(uses.get(module).into_iter().flatten());
        }
    }
    reached
}

fn shown(module: &Module) -> String {
    ["crate".to_owned()]
        .into_iter()
        .chain(module.iter().cloned())
        .collect::<Vec<_>>()
        .join("::")
}

impl Contents {
    fn take_use(&mut self, item: &ItemUse) {
        let mut leaves = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut leaves);
        if matches!(item.vis, Visibility::Inherited) {
            self.paths.extend(leaves.into_iter().map(|(_, path)| path));
        } else {
            self.reexports.extend(leaves);
        }
    }
}

/// The names that a `use` brings in, and their paths; a glob's ends before the `*`.
fn flatten(tree: &UseTree, before: &mut Vec<String>, leaves: &mut Vec<(String, Vec<String>)>) {
    let leaf = |name: &str, before: &[String]| {
        let last = (name != "self" && name != "*").then(|| name.to_owned());
        before.iter().cloned().chain(last).collect::<Vec<_>>()
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let path = leaf(&name, before);
            leaves.push((path.last().cloned().unwrap_or_default(), path));
        }
        UseTree::Rename(rename) => {
            let path = leaf(&rename.ident.to_string(), before);
            leaves.push((rename.rename.to_string(), path));
        }
        UseTree::Glob(_) => leaves.push(("*".to_owned(), leaf("*", before))),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, before, leaves);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Contents {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|one| one.ident.to_string());
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            self.paths.insert(names.collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.take_use(item);
    }

    /// What stands in a macro's arguments is used too, unless it is quoted.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string());
        if name.is_some_and(|name| name.contains("quote")) {
            return;
        }
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        for argument in call.parse_body_with(arguments).into_iter().flatten() {
            // The tokens live no longer than this call.
            let mut inside = Self::default();
            inside.visit_expr(&argument);
            self.paths.extend(inside.paths);
        }
    }
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

/// The file of a module, beside the files in `here` or in its own folder.
fn source_of(item: &ItemMod, here: &Path, own: &Path) -> PathBuf {
    let elsewhere = item.attrs.iter().find_map(|attribute| {
        let value = &attribute.meta.require_name_value().ok()?.value;
        match (attribute.path().is_ident("path"), value) {
            (
                true,
                Expr::Lit(ExprLit {
                    lit: Lit::Str(path),
                    ..
                }),
            ) => Some(here.join(path.value())),
            _ => None,
        }
    });
    let beside = own.with_extension("rs");
    elsewhere.unwrap_or_else(|| {
        if beside.is_file() {
            beside
        } else {
            own.join("mod.rs")
        }
    })
}

fn parse(file: &Path) -> File {
    let text = fs::read_to_string(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    syn::parse_file(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}
