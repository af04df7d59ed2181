//! The method of the client for an operation, and the builder of its call.
//!
//! What an operation cannot do without is an argument of the method; the builder
//! has setters for the rest.

use super::arguments::Argument;
use super::draft;
use super::operations::{Call, Parameter};
use super::pages::Page;
use super::words::outside;
use crate::rewrite::answers::reader;
use crate::rewrite::helpers::Helpers;
use crate::rewrite::sent::Sent;
use api_document::names::static_name;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Expr, Type, parse_quote};

/// The method of the client, with an example in its docs.
pub(super) fn method(call: &Call, sent: &Sent<'_>, example: &[String]) -> TokenStream {
    let docs = call.docs.iter().chain(example);
    let name = call.method();
    let builder = call.builder();
    let needed = || fields(call, sent).filter(|field| field.required);
    let arguments = needed().map(|Field { name, argument, .. }| {
        let taken = argument.taken();
        quote! { #name: #taken }
    });
    let values = fields(call, sent).map(
        |Field {
             name,
             argument,
             required,
             ..
         }| {
            let value = if required {
                argument.value(&name)
            } else {
                quote! { Default::default() }
            };
            quote! { #name: #value }
        },
    );
    quote! {
        #(#[doc = #docs])*
        pub fn #name(&self, #(#arguments),*) -> builder::#builder {
            builder::#builder { client: self.clone(), #(#values),* }
        }
    }
}

/// The builder of the call.
pub(super) fn builder(
    call: &Call,
    page: Option<&Page>,
    sent: &Sent<'_>,
    helpers: &mut Helpers,
) -> TokenStream {
    let name = call.builder();
    let method = call.method();
    let docs = format!(" A call of [`Client::{method}`](crate::Client::{method}).");
    let kept = fields(call, sent).map(
        |Field {
             name,
             argument,
             required,
             ..
         }| {
            let kept = if required {
                argument.kept()
            } else {
                argument.kept_optional()
            };
            quote! { pub(super) #name: #kept }
        },
    );
    let setters = fields(call, sent)
        .filter(|field| !field.required)
        .map(setter);
    let answer = outside(&call.answer, sent);
    let execute = execute(call);
    let draft = draft::function(call, sent, helpers);
    let pages = page.zip(call.paged.as_ref());
    let pages = pages.map(|(page, paged)| page.methods(call, paged));
    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent before `send` is awaited"]
        pub struct #name {
            pub(super) client: Client,
            #(#kept),*
        }

        impl #name {
            #(#setters)*

            /// Sends the request.
            ///
            /// # Errors
            ///
            /// Fails if the request cannot be made or sent, or if the answer is not a success
            /// of the documented form.
            pub async fn send(self) -> Result<Response<#answer>, Error> {
                let draft = self.draft();
                #execute.await
            }

            #pages

            #draft
        }
    }
}

/// What a call holds.
struct Field<'c> {
    name: Ident,
    argument: Argument,
    required: bool,
    docs: &'c [String],
}

fn fields<'c>(call: &'c Call, sent: &Sent<'_>) -> impl Iterator<Item = Field<'c>> {
    let of = |parameter: &'c Parameter| Field {
        name: parameter.ident.clone(),
        argument: Argument::of(&parameter.ty, sent),
        required: parameter.required,
        docs: &parameter.docs,
    };
    let body = call.body.as_ref().map(|body| Field {
        name: format_ident!("body"),
        argument: Argument::body(&body.ty, sent),
        required: body.required,
        docs: &[],
    });
    let fields: Vec<Field<'c>> = call.parameters.iter().map(of).chain(body).collect();
    fields.into_iter()
}

fn setter(field: Field<'_>) -> TokenStream {
    let Field {
        name,
        argument,
        docs,
        ..
    } = field;
    let lead = if name == "body" {
        " Sets the request body.".to_owned()
    } else {
        format!(" Sets the parameter `{name}`.")
    };
    let lead = docs.is_empty().then(|| quote! { #[doc = #lead] });
    let (taken, value) = (argument.taken(), argument.optional_value(&name));
    quote! {
        #lead
        #(#[doc = #docs])*
        pub fn #name(mut self, #name: #taken) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// The call of the transport's function for answers of this kind.
fn execute(call: &Call) -> Expr {
    let table = format_ident!("{}", static_name(&call.id));
    let operation: Expr = parse_quote! { &operations::#table };
    if let Some(success) = &call.success {
        let read = reader(success);
        return parse_quote! { self.client.execute_by_status(draft, #operation, #read) };
    }
    match &call.answer {
        Type::Tuple(unit) if unit.elems.is_empty() => {
            parse_quote! { self.client.execute_empty(draft, #operation) }
        }
        _ => parse_quote! { self.client.execute(draft, #operation) },
    }
}
