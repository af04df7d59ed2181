//! Lays the published client's code out as a folder: a file for each module.
//!
//! The digest of the document is in one file alone, so that a change of the
//! document shows in the files that say something else.

use crate::plan::Brackets;
use crate::render;
use std::collections::BTreeMap;
use syn::{AttrStyle, Attribute, File, Item};

/// The root of the folder, which declares the other files.
pub const ROOT: &str = "mod.rs";

/// The files by their names in the folder, each with the header's first line.
pub(crate) fn files(
    mut code: File,
    brackets: Option<Brackets>,
    header: &str,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let line = header.lines().next().unwrap_or_default();
    let mut add = |name: String, header: &str, file: &File| {
        files.insert(name, header.to_owned() + &render::render(file, brackets));
    };
    for item in &mut code.items {
        let Item::Mod(module) = item else { continue };
        let Some((_, items)) = module.content.take() else {
            continue;
        };
        module.semi = Some(<syn::Token![;]>::default());
        let is_doc = |attribute: &Attribute| attribute.path().is_ident("doc");
        let (docs, others) = std::mem::take(&mut module.attrs)
            .into_iter()
            .partition(is_doc);
        module.attrs = others;
        let file = File {
            shebang: None,
            frontmatter: None,
            attrs: docs,
            items,
        };
        let name = format!("{}.rs", module.ident);
        add(name, &format!("{line}\n\n"), &inside(file));
    }
    add(ROOT.to_owned(), header, &code);
    files
}

/// The docs of a module, as they are written in its file.
fn inside(mut file: File) -> File {
    for attribute in &mut file.attrs {
        attribute.style = AttrStyle::Inner(<syn::Token![!]>::default());
    }
    file
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_module_is_a_file_with_its_docs_and_the_header() {
        let code = "const A: u8 = 1;\n/// Docs.\n#[allow(unused)]\npub mod b { fn c() {} }";
        let files = files(syn::parse_file(code).unwrap(), None, "// made\n// of\n");
        assert_eq!(files["b.rs"], "// made\n\n//! Docs.\nfn c() {}\n");
        let root = "// made\n// of\nconst A: u8 = 1;\n#[allow(unused)]\npub mod b;\n";
        assert_eq!(files[ROOT], root);
        assert_eq!(files.len(), 2);
    }
}
