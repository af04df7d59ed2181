//! Every diagnostic that a stage can give is explained, and nothing else is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use build_tools::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMethodCall, FieldValue, FnArg, Lit, Member, Pat, Signature, Token};

fn sources(folder: &Path, files: &mut Vec<syn::File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
}

/// Which argument of which function is a code, by the function's name. The
/// receiver of a method is not counted.
#[derive(Default)]
struct Takers(BTreeMap<String, usize>);

impl<'ast> Visit<'ast> for Takers {
    fn visit_signature(&mut self, signature: &'ast Signature) {
        let arguments = signature
            .inputs
            .iter()
            .filter_map(|argument| match argument {
                FnArg::Typed(argument) => Some(&*argument.pat),
                FnArg::Receiver(_) => None,
            });
        self.note(&signature.ident.to_string(), arguments);
        visit::visit_signature(self, signature);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(name), Some(init)) = (&local.pat, &local.init)
            && let Expr::Closure(closure) = &*init.expr
        {
            self.note(&name.ident.to_string(), closure.inputs.iter());
        }
        visit::visit_local(self, local);
    }
}

impl Takers {
    fn note<'p>(&mut self, function: &str, arguments: impl Iterator<Item = &'p Pat>) {
        for (index, argument) in arguments.enumerate() {
            let argument = match argument {
                Pat::Type(typed) => &*typed.pat,
                other => other,
            };
            if matches!(argument, Pat::Ident(name) if name.ident == "code") {
                self.0.insert(function.to_owned(), index);
            }
        }
    }
}

/// The codes that are written down: in a field of that name, as an argument
/// that is a code, or as what a function of that name gives.
struct Codes<'t> {
    takers: &'t Takers,
    found: BTreeSet<String>,
}

impl Codes<'_> {
    fn take(&mut self, value: &Expr) {
        if let Expr::Lit(literal) = value
            && let Lit::Str(text) = &literal.lit
            && is_code(&text.value())
        {
            self.found.insert(text.value());
        }
    }

    fn argument<'e>(&mut self, function: &str, mut arguments: impl Iterator<Item = &'e Expr>) {
        let index = self.takers.0.get(function);
        if let Some(value) = index.and_then(|index| arguments.nth(*index)) {
            self.take(value);
        }
    }
}

impl<'ast> Visit<'ast> for Codes<'_> {
    fn visit_field_value(&mut self, field: &'ast FieldValue) {
        if matches!(&field.member, Member::Named(name) if name == "code") {
            self.take(&field.expr);
        }
        visit::visit_field_value(self, field);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func
            && let Some(last) = path.path.segments.last()
        {
            self.argument(&last.ident.to_string(), call.args.iter());
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.argument(&call.method.to_string(), call.args.iter());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let list = Punctuated::<Expr, Token![,]>::parse_terminated;
        for value in called.parse_body_with(list).iter().flatten() {
            // What a macro is given is parsed anew, so it does not live as long.
            let mut inner = Codes {
                takers: self.takers,
                found: BTreeSet::new(),
            };
            inner.visit_expr(value);
            self.found.extend(inner.found);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if function.sig.ident == "code" {
            let mut all = Literals(Vec::new());
            all.visit_block(&function.block);
            self.found.extend(all.0);
        }
        visit::visit_impl_item_fn(self, function);
    }
}

/// A function elsewhere may have the same name and take something else.
fn is_code(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

struct Literals(Vec<String>);

impl<'ast> Visit<'ast> for Literals {
    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.0.push(text.value());
    }
}

/// The codes in the sources of the tools, except those of the tables.
fn in_sources() -> BTreeSet<String> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for krate in [
        "document", "lint", "compare", "surface", "generate", "proof",
    ] {
        sources(&tools.join(krate).join("src"), &mut files);
    }
    let folder = tools.join("xtask/src");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "codes") {
            continue;
        }
        if path.is_dir() {
            sources(&path, &mut files);
        } else {
            files.push(syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
    let mut takers = Takers::default();
    for file in &files {
        takers.visit_file(file);
    }
    let mut codes = Codes {
        takers: &takers,
        found: BTreeSet::new(),
    };
    for file in &files {
        codes.visit_file(file);
    }
    codes.found
}

#[test]
fn every_code_of_the_sources_is_explained_and_no_other() {
    let explained: BTreeSet<String> = codes::all().map(|code| code.code.to_owned()).collect();
    let written = in_sources();
    let missing: Vec<&String> = written.difference(&explained).collect();
    assert!(missing.is_empty(), "not explained: {missing:?}");
    let unknown: Vec<&String> = explained.difference(&written).collect();
    assert!(
        unknown.is_empty(),
        "explained, but nothing gives them: {unknown:?}"
    );
}

#[test]
fn an_explanation_is_in_whole_sentences_and_no_code_is_explained_twice() {
    let mut seen = BTreeSet::new();
    for code in codes::all() {
        assert!(seen.insert(code.code), "{} twice", code.code);
        for text in [code.meaning, code.why, code.remedy] {
            assert!(text.ends_with('.'), "{}: {text}", code.code);
            assert!(
                text.starts_with(|c: char| c.is_uppercase()),
                "{}: {text}",
                code.code
            );
        }
    }
}
