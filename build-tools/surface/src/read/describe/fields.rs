//! Describes structs, unions and enums, with their fields and variants.

use super::definition::{Definition, Found};
use crate::read::attributes::is_hidden;
use crate::read::print;
use crate::read::sources::{is_public, plain};
use crate::surface::Kind;
use syn::{Attribute, Field, Fields, Generics, ItemEnum, ItemStruct, ItemUnion, Variant};

impl Definition<'_> {
    pub(super) fn structure(&self, item: &ItemStruct, found: &mut Found) {
        let form = match &item.fields {
            Fields::Named(_) => " { .. }",
            Fields::Unnamed(_) => "(..)",
            Fields::Unit => "",
        };
        let signature = self.head("struct", form, &item.generics);
        let private = self.fields(&item.fields, &item.generics, &item.attrs, found);
        self.whole(Kind::Struct, signature, &item.attrs, private, found);
    }

    pub(super) fn union_of_fields(&self, item: &ItemUnion, found: &mut Found) {
        let signature = self.head("union", " { .. }", &item.generics);
        let fields = Fields::Named(item.fields.clone());
        let private = self.fields(&fields, &item.generics, &item.attrs, found);
        self.whole(Kind::Union, signature, &item.attrs, private, found);
    }

    pub(super) fn enumeration(&self, item: &ItemEnum, found: &mut Found) {
        let signature = self.head("enum", "", &item.generics);
        let mut hidden = None;
        for variant in &item.variants {
            if is_hidden(&variant.attrs) {
                hidden = Some("hidden variants");
                continue;
            }
            let name = format!("{}::{}", self.name.path, plain(&variant.ident));
            let signature = format!("variant {name}{}", self.contents(variant, &item.generics));
            found.push(self.part(name, Kind::Variant, signature, &item.attrs, &variant.attrs));
        }
        self.whole(Kind::Enum, signature, &item.attrs, hidden, found);
    }

    /// Formats a declaration, with `form` for its contents before any `where`.
    fn head(&self, keyword: &str, form: &str, generics: &Generics) -> String {
        let head = print::head(self.rename(), keyword, &self.name.path, generics);
        match head.split_once(" where ") {
            Some((head, clause)) => format!("{head}{form} where {clause}"),
            None => head + form,
        }
    }

    fn whole(
        &self,
        kind: Kind,
        signature: String,
        attributes: &[Attribute],
        unseen: Option<&str>,
        found: &mut Found,
    ) {
        let (key, mut item) = self.entry(self.name.path.clone(), kind, signature, attributes);
        item.attributes.extend(unseen.map(str::to_owned));
        found.push((key, item));
    }

    /// Adds the public fields, and returns `private fields` where there are others.
    fn fields(
        &self,
        fields: &Fields,
        generics: &Generics,
        whole: &[Attribute],
        found: &mut Found,
    ) -> Option<&'static str> {
        let mut private = None;
        for (index, field) in fields.iter().enumerate() {
            if !is_public(&field.vis) || is_hidden(&field.attrs) {
                private = Some("private fields");
                continue;
            }
            let name = field
                .ident
                .as_ref()
                .map_or_else(|| index.to_string(), plain);
            let path = format!("{}.{name}", self.name.path);
            let signature = format!("field {path}: {}", self.type_of(field, generics));
            found.push(self.part(path, Kind::Field, signature, whole, &field.attrs));
        }
        private
    }

    /// Formats the fields of a variant.
    fn contents(&self, variant: &Variant, generics: &Generics) -> String {
        let each = |describe: &dyn Fn(&Field) -> String| {
            let parts: Vec<String> = variant.fields.iter().map(describe).collect();
            parts.join(", ")
        };
        match &variant.fields {
            Fields::Unit => String::new(),
            Fields::Unnamed(_) => format!("({})", each(&|field| self.type_of(field, generics))),
            Fields::Named(_) => {
                let named = |field: &Field| {
                    let name = field.ident.as_ref().map(plain).unwrap_or_default();
                    format!("{name}: {}", self.type_of(field, generics))
                };
                format!(" {{ {} }}", each(&named))
            }
        }
    }

    fn type_of(&self, field: &Field, generics: &Generics) -> String {
        print::ty(self.rename_with(generics), &field.ty)
    }
}
