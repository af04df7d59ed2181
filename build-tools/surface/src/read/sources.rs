//! Reads the modules of a crate from the texts of its files.

use super::attributes::{conditions, is_for_tests, is_hidden};
use super::macros;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use std::collections::{BTreeMap, BTreeSet};
use syn::{Attribute, File, Item, ItemImpl, ItemMacro, ItemMod, Macro, UseTree, Visibility};

rules! {
    pub(crate) RULES:

    MISSING_MODULE: Error {
        code: "missing-module",
        meaning: "A source file names a module that has no file.",
        why: "The public surface is read from the sources.",
        help: "Add the file, or take the module away.",
    }

    INVALID_RUST: Error {
        code: "invalid-rust",
        meaning: "A source file is not Rust.",
        why: "The public surface is read from the sources.",
        help: "Correct what the compiler reports.",
    }
}

/// The path of a module: the names from the root to it.
pub(super) type ModulePath = Vec<String>;

/// A crate: its modules by path. The root's path is empty.
#[derive(Default)]
pub(super) struct Crate {
    pub(super) modules: BTreeMap<ModulePath, Module>,
}

/// The contents of a module.
#[derive(Default)]
pub(super) struct Module {
    /// The conditions the module and those around it are under.
    pub(super) conditions: BTreeSet<String>,
    /// The items it defines, by name.
    pub(super) definitions: BTreeMap<String, Vec<Item>>,
    /// The definitions that only lend their names, and are not described.
    pub(super) left_out: BTreeSet<String>,
    /// The imports, by the name they have here.
    pub(super) imports: BTreeMap<String, Vec<Import>>,
    /// The glob imports.
    pub(super) globs: Vec<Import>,
    /// The impl blocks.
    pub(super) impls: Vec<syn::ItemImpl>,
    /// The macros that are called where items are.
    calls: Vec<Macro>,
}

/// One path of a `use` declaration.
#[derive(Clone, Hash)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// Whether the path begins with `::`.
    pub(super) foreign: bool,
    /// Whether the import is public.
    pub(super) public: bool,
    pub(super) conditions: BTreeSet<String>,
}

impl Import {
    /// Returns whether the path starts with the name that it imports, as in `use
    /// reqwest;` and `use foo::foo;`, which start at a crate.
    pub(super) fn begins_with(&self, name: &str) -> bool {
        self.path.first().is_some_and(|first| first == name)
    }
}

impl Crate {
    /// Reads one file as a whole crate; modules in other files are empty.
    pub(super) fn of_file(file: File) -> Self {
        let mut found = Self::default();
        // Without texts there is no other file, and so nothing to fail on.
        let mut reader = Reader {
            texts: None,
            found: &mut found,
        };
        let read = reader.module(Vec::new(), BTreeSet::new(), file.items, "");
        debug_assert!(read.is_ok(), "a file alone is read");
        found.follow_macros();
        found
    }

    /// Returns whether a definition only lends its name.
    pub(super) fn is_left_out(&self, definition: &[String]) -> bool {
        definition.split_last().is_some_and(|(name, module)| {
            let module = self.modules.get(module);
            module.is_some_and(|module| module.left_out.contains(name))
        })
    }

    /// Reads a crate from its texts by path; `lib.rs` is the root.
    pub(super) fn of_sources(texts: &BTreeMap<String, String>) -> Outcome<Self> {
        let mut found = Self::default();
        let mut reader = Reader {
            texts: Some(texts),
            found: &mut found,
        };
        let root = reader.parse(&["lib.rs".to_owned()])?;
        reader.module(Vec::new(), BTreeSet::new(), root.items, "")?;
        found.follow_macros();
        Ok(found)
    }

    /// Adds the impls that the crate's own macros make.
    fn follow_macros(&mut self) {
        let mut made: Vec<(ModulePath, Vec<ItemImpl>)> = Vec::new();
        for (path, module) in &self.modules {
            for call in &module.calls {
                let definition = self.macro_called(call);
                let impls = definition.map(|definition| macros::impls(definition, call));
                made.extend(impls.map(|impls| (path.clone(), impls)));
            }
        }
        for (path, impls) in made {
            if let Some(module) = self.modules.get_mut(&path) {
                module.impls.extend(impls);
            }
        }
    }

    /// The macro of a name, wherever it is: most are in no module's scope.
    fn macro_called(&self, call: &Macro) -> Option<&ItemMacro> {
        let name = format!("{}!", call.path.segments.last()?.ident);
        let mut definitions = self
            .modules
            .values()
            .filter_map(|module| module.definitions.get(&name));
        definitions.next()?.iter().find_map(|item| match item {
            Item::Macro(item) => Some(item),
            _ => None,
        })
    }
}

struct Reader<'a> {
    texts: Option<&'a BTreeMap<String, String>>,
    found: &'a mut Crate,
}

impl Reader<'_> {
    /// Reads the module at `path`, whose submodules are in `folder`.
    fn module(
        &mut self,
        path: ModulePath,
        conditions: BTreeSet<String>,
        items: Vec<Item>,
        folder: &str,
    ) -> Outcome<()> {
        let mut module = Module {
            conditions,
            ..Module::default()
        };
        for mut item in items.into_iter().filter(|item| !only_for_tests(item)) {
            if let Item::Mod(inner) = &mut item {
                self.inner(&path, &module.conditions, inner, folder)?;
            }
            module.add(item);
        }
        self.found.modules.insert(path, module);
        Ok(())
    }

    fn inner(
        &mut self,
        path: &ModulePath,
        around: &BTreeSet<String>,
        inner: &mut ItemMod,
        folder: &str,
    ) -> Outcome<()> {
        let name = plain(&inner.ident);
        let mut path = path.clone();
        path.push(name.clone());
        let conditions = around | &conditions(&inner.attrs);
        let folder = format!("{folder}{name}");
        let below = format!("{folder}/");
        if let Some((_, items)) = inner.content.take() {
            return self.module(path, conditions, items, &below);
        }
        let file = self.parse(&[format!("{folder}.rs"), format!("{folder}/mod.rs")])?;
        self.module(path, conditions, file.items, &below)
    }

    /// Parses the first of the files that exists.
    fn parse(&self, files: &[String]) -> Outcome<File> {
        let Some(texts) = self.texts else {
            return Ok(syn::parse_quote! {});
        };
        let Some((file, text)) = files.iter().find_map(|file| texts.get_key_value(file)) else {
            return Err(missing(files).into());
        };
        syn::parse_file(text).map_err(|error| invalid(file, &error).into())
    }
}

fn missing(files: &[String]) -> Diagnostic {
    Diagnostic {
        rule: &MISSING_MODULE,
        file: files.join(" or "),
        place: Place::File,
        message: "a module is declared that has no file".to_owned(),
        help: "add the file; a `#[path]` attribute is not followed".to_owned(),
    }
}

fn invalid(file: &str, error: &syn::Error) -> Diagnostic {
    Diagnostic {
        rule: &INVALID_RUST,
        file: file.to_owned(),
        place: Place::File,
        message: error.to_string(),
        help: "run `cargo check` on the crate".to_owned(),
    }
}

impl Module {
    fn add(&mut self, item: Item) {
        match item {
            Item::Use(item) => {
                let import = Import {
                    path: Vec::new(),
                    foreign: item.leading_colon.is_some(),
                    public: is_public(&item.vis) && !is_hidden(&item.attrs),
                    conditions: conditions(&item.attrs),
                };
                self.import(&item.tree, import);
            }
            Item::ExternCrate(item) => {
                let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
                let import = Import {
                    path: vec![plain(&item.ident)],
                    foreign: true,
                    public: is_public(&item.vis) && !is_hidden(&item.attrs),
                    conditions: conditions(&item.attrs),
                };
                self.imports.entry(plain(name)).or_default().push(import);
            }
            Item::Impl(block) => self.impls.push(block),
            Item::Macro(item) if item.ident.is_none() => self.calls.push(item.mac),
            item => {
                if let Some(name) = name_of(&item) {
                    self.definitions.entry(name).or_default().push(item);
                }
            }
        }
    }

    fn import(&mut self, tree: &UseTree, mut import: Import) {
        match tree {
            UseTree::Path(tree) => {
                import.path.push(plain(&tree.ident));
                self.import(&tree.tree, import);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, import.clone());
                }
            }
            UseTree::Glob(_) => self.globs.push(import),
            UseTree::Name(tree) => self.import_as(plain(&tree.ident), &tree.ident, import),
            UseTree::Rename(tree) => self.import_as(plain(&tree.rename), &tree.ident, import),
        }
    }

    fn import_as(&mut self, mut name: String, ident: &syn::Ident, mut import: Import) {
        // `use a::{self}` imports `a`.
        if ident == "self" {
            if name == "self" {
                name = import.path.last().cloned().unwrap_or_default();
            }
        } else {
            import.path.push(plain(ident));
        }
        // `as _` gives no name.
        if name != "_" {
            self.imports.entry(name).or_default().push(import);
        }
    }
}

/// Returns the attributes, visibility and name of an item that a module defines.
pub(super) fn head_of(item: &Item) -> Option<(&[Attribute], &Visibility, &syn::Ident)> {
    Some(match item {
        Item::Const(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Enum(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Fn(item) => (&item.attrs, &item.vis, &item.sig.ident),
        Item::Mod(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Static(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Struct(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Trait(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Type(item) => (&item.attrs, &item.vis, &item.ident),
        Item::Union(item) => (&item.attrs, &item.vis, &item.ident),
        _ => return None,
    })
}

fn name_of(item: &Item) -> Option<String> {
    if let Item::Macro(item) = item {
        return item.ident.as_ref().map(|name| format!("{name}!"));
    }
    head_of(item).map(|(_, _, name)| plain(name))
}

fn only_for_tests(item: &Item) -> bool {
    let attributes = match item {
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        _ => match head_of(item) {
            Some((attributes, ..)) => return is_for_tests(attributes),
            None => return false,
        },
    };
    is_for_tests(attributes)
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Returns a name without `r#`.
pub(super) fn plain(name: &syn::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}
