//! What a stand-alone client says of the service beside its operations: the
//! servers, and a setter for the credentials of each security scheme.

use crate::credentials::{self, Sent, Setter};
use crate::servers::Servers;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use std::collections::BTreeSet;
use syn::{File, Item, ItemImpl, Type, parse_quote};

/// Adds both, and gives the names of the setters. The client has `others` among its
/// methods, which are not in the file. The credentials themselves are in the crate's `credentials.rs`,
/// which adds them to each request.
pub(super) fn complete(
    file: &mut File,
    effective: &Value,
    others: BTreeSet<String>,
) -> Vec<String> {
    add_field(file);
    file.items.push(parse_quote! {
        impl ClientHooks<()> for Client {
            async fn pre<E>(
                &self,
                request: &mut ::reqwest::Request,
                _: &::progenitor_client::OperationInfo,
            ) -> ::std::result::Result<(), Error<E>> {
                self.credentials.add_to(request).map_err(Error::InvalidRequest)
            }
        }
    });
    let mut taken = others;
    taken.extend(methods(file));
    let (names, setters): (Vec<String>, Vec<TokenStream>) =
        setters(effective, &taken).into_iter().unzip();
    if !setters.is_empty() {
        file.items.push(parse_quote! {
            /// Credentials, sent with every request of the client.
            impl Client {
                #(#setters)*
            }
        });
    }
    file.items.extend(constants(&Servers::of(effective)));
    names
}

/// The servers, where there are any.
fn constants(servers: &Servers) -> Vec<Item> {
    let Servers {
        addresses, paths, ..
    } = servers;
    let mut constants = Vec::new();
    if !addresses.is_empty() {
        constants.push(parse_quote! {
            /// The servers that the document lists, with their variables at
            /// their defaults: one of them goes to `Client::new`.
            pub const SERVERS: &[&str] = &[#(#addresses),*];
        });
    }
    if !paths.is_empty() {
        constants.push(parse_quote! {
            /// The paths of the servers that the document lists without a host: a
            /// host and one of them go to `Client::new`.
            pub const SERVER_PATHS: &[&str] = &[#(#paths),*];
        });
    }
    constants
}

fn add_field(file: &mut File) {
    for item in &mut file.items {
        match item {
            Item::Struct(item) if item.ident == "Client" => {
                if let syn::Fields::Named(fields) = &mut item.fields {
                    let field: syn::FieldsNamed = parse_quote! { { pub(crate) credentials: crate::credentials::Credentials } };
                    fields.named.extend(field.named);
                }
            }
            Item::Impl(block) if is_client(block) => {
                syn::visit_mut::VisitMut::visit_item_impl_mut(&mut Constructors, block);
            }
            _ => {}
        }
    }
}

fn is_client(block: &ItemImpl) -> bool {
    let client = matches!(&*block.self_ty, Type::Path(path) if path.path.is_ident("Client"));
    client && block.trait_.is_none()
}

/// Starts a client without credentials, which follows no redirect and puts one
/// slash between its address and a path.
struct Constructors;

impl syn::visit_mut::VisitMut for Constructors {
    fn visit_impl_item_fn_mut(&mut self, function: &mut syn::ImplItemFn) {
        let slashes = "Slashes at its end make no difference.";
        let redirects = "Redirects are not followed: a call gives what the server answers. For \
                         other redirects, give `new_with_client` a `reqwest::Client` of your own.";
        let added: &[&str] = match function.sig.ident.to_string().as_str() {
            "new" => &["", slashes, "", redirects],
            "new_with_client" => &["", slashes],
            _ => return,
        };
        for line in added {
            function.attrs.push(parse_quote! { #[doc = #line] });
        }
        syn::visit_mut::visit_impl_item_fn_mut(self, function);
    }

    fn visit_expr_struct_mut(&mut self, made: &mut syn::ExprStruct) {
        if !made.path.is_ident("Self") {
            return;
        }
        for field in &mut made.fields {
            if matches!(&field.member, syn::Member::Named(name) if name == "baseurl") {
                field.expr = parse_quote! { baseurl.trim_end_matches('/').to_string() };
            }
        }
        made.fields
            .push(parse_quote! { credentials: ::std::default::Default::default() });
    }

    /// `reqwest::ClientBuilder::new().connect_timeout(dur).timeout(dur)`
    fn visit_expr_mut(&mut self, expr: &mut syn::Expr) {
        syn::visit_mut::visit_expr_mut(self, expr);
        if matches!(expr, syn::Expr::MethodCall(call) if call.method == "timeout") {
            *expr = parse_quote! { #expr.redirect(reqwest::redirect::Policy::none()) };
        }
    }
}

/// The names of the client's methods.
fn methods(file: &File) -> BTreeSet<String> {
    let blocks = file.items.iter().filter_map(|item| match item {
        Item::Impl(block) if is_client(block) => Some(block),
        _ => None,
    });
    let items = blocks.flat_map(|block| &block.items);
    items
        .filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        })
        .collect()
}

/// The setters, each with its name.
fn setters(effective: &Value, taken: &BTreeSet<String>) -> Vec<(String, TokenStream)> {
    let all = credentials::setters(effective, taken).into_iter();
    all.filter_map(|one| setter(&one).map(|setter| (one.method, setter)))
        .collect()
}

fn setter(setter: &Setter<'_>) -> Option<TokenStream> {
    let method = format_ident!("{}", setter.method);
    let quoted = |text: &str| text.replace('`', "'");
    let doc = |what: String| {
        let lead = format!(
            " The client with {what}, for the scheme `{}`.",
            quoted(setter.name)
        );
        let described = setter.scheme.get("description").and_then(Value::as_str);
        let described = described.filter(|text| !text.is_empty());
        let described = described.map(|text| quote! { #[doc = ""] #[doc = #text] });
        quote! { #[doc = #lead] #described #[must_use] }
    };
    Some(match credentials::sent(setter.scheme)? {
        Sent::Basic => {
            let doc = doc("a user name and a password".to_owned());
            quote! {
                #doc
                pub fn #method(
                    mut self,
                    username: impl ::std::fmt::Display,
                    password: impl ::std::fmt::Display,
                ) -> Self {
                    let username = username.to_string();
                    self.credentials.basic(&self.client, &username, &password.to_string());
                    self
                }
            }
        }
        Sent::Bearer => {
            let doc = doc("a token".to_owned());
            quote! {
                #doc
                pub fn #method(mut self, token: impl ::std::fmt::Display) -> Self {
                    let request = self.client.get("http://localhost");
                    self.credentials.authorize(request.bearer_auth(token));
                    self
                }
            }
        }
        Sent::Authorization(scheme) => {
            let doc = doc(format!(
                "the value of `Authorization`, as `{}` has it",
                quoted(scheme)
            ));
            quote! {
                #doc
                pub fn #method(mut self, value: impl ::std::fmt::Display) -> Self {
                    self.credentials.header("authorization", value.to_string());
                    self
                }
            }
        }
        Sent::Key(place, key) => {
            let doc = doc(format!("a key, sent as the {place} `{}`", quoted(key)));
            let kind = format_ident!("{place}");
            quote! {
                #doc
                pub fn #method(mut self, key: impl ::std::fmt::Display) -> Self {
                    self.credentials.#kind(#key, key.to_string());
                    self
                }
            }
        }
    })
}
