//! The request of an operation as a draft, which each attempt sends anew.

use super::arguments::Argument;
use super::operations::{Body, Call, Form, Parameter};
use crate::plan::{Location, Style};
use crate::rewrite::helpers::Helpers;
use crate::rewrite::requests::form_styles;
use crate::rewrite::sent::Sent;
use crate::rewrite::types::last_segment;
use api_document::names::static_name;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The function that makes the draft of a call.
pub(super) fn function(call: &Call, sent: &Sent<'_>, helpers: &mut Helpers) -> TokenStream {
    let mut writer = Writer { sent, helpers };
    let made = writer.draft(call);
    // Inline, so that a program compiles those of the operations that it calls.
    quote! {
        #[inline]
        fn draft(&self) -> Result<Draft, RequestError> {
            #made
        }
    }
}

struct Writer<'a> {
    sent: &'a Sent<'a>,
    helpers: &'a mut Helpers,
}

impl Writer<'_> {
    /// An expression of type `Result<Draft, RequestError>`.
    fn draft(&mut self, call: &Call) -> TokenStream {
        let table = format_ident!("{}", static_name(&call.id));
        let in_path = |parameter: &&Parameter| parameter.place == Location::Path;
        let (path, others): (Vec<&Parameter>, Vec<&Parameter>) =
            call.parameters.iter().partition(in_path);
        let segments: Vec<TokenStream> = path.iter().map(|one| self.segment(one)).collect();
        let mut draft = quote! {
            Draft::new(&operations::#table, self.client.base(), &[#(#segments),*])
        };
        if let Some(media_types) = &call.accept {
            draft = quote! { #draft?.accept(#media_types) };
        }
        for parameter in others {
            let added = self.parameter(parameter);
            draft = quote! { #draft?.#added };
        }
        match &call.body {
            Some(body) if body.required => {
                let added = self.body(body, &quote! { self.body.required("body")? });
                quote! { #draft?.#added }
            }
            Some(body) => {
                let added = self.body(body, &quote! { body });
                quote! {
                    let draft = #draft?;
                    match self.body.get()? {
                        Some(body) => draft.#added,
                        None => Ok(draft),
                    }
                }
            }
            None => draft,
        }
    }

    /// A reference to the value of a parameter: to a `T` where it is required,
    /// else to an `Option<T>`.
    fn value(&self, parameter: &Parameter) -> TokenStream {
        let name = &parameter.ident;
        let checked = Argument::of(&parameter.ty, self.sent).is_checked();
        match (checked, parameter.required) {
            (false, _) => quote! { &self.#name },
            (true, false) => quote! { &self.#name.get()? },
            (true, true) => {
                let text = name.to_string();
                quote! { self.#name.required(#text)? }
            }
        }
    }

    /// The encoded text of a parameter in the path.
    fn segment(&mut self, parameter: &Parameter) -> TokenStream {
        let value = self.value(parameter);
        let is_text = last_segment(&parameter.ty).is_some_and(|last| last.ident == "String");
        match parameter.style {
            Some(style) => {
                let (parameters, style) = self.styled(style);
                let name = &parameter.name;
                quote! {
                    #parameters::path(#name, #value, #style, encode_path)
                        .map_err(RequestError::InvalidRequest)?
                }
            }
            None if is_text => quote! { encode_path(#value) },
            None => quote! { encode_path(&(#value).to_string()) },
        }
    }

    /// The call that adds a parameter to a draft.
    fn parameter(&mut self, parameter: &Parameter) -> TokenStream {
        let name = &parameter.name;
        let value = self.value(parameter);
        let style = parameter.style.map(|style| self.styled(style));
        match (parameter.place, style) {
            (Location::Header, style) => {
                let text = style.map_or_else(
                    || quote! { |value| Ok(value.to_string()) },
                    |(parameters, style)| quote! { |value| #parameters::text(value, #style) },
                );
                let name = name.to_ascii_lowercase();
                let value = as_option(parameter, &value);
                quote! { header(#name, #value, #text) }
            }
            (Location::Cookie, Some((parameters, style))) => {
                quote! { cookie(|cookies| #parameters::cookie(cookies, #name, #value, #style)) }
            }
            (_, Some((parameters, style))) => {
                quote! { written(#parameters::query(#name, #value, #style)) }
            }
            (_, None) => quote! { query(#name, #value) },
        }
    }

    /// The call that adds a body to a draft, and before it its media type.
    fn body(&mut self, body: &Body, value: &TokenStream) -> TokenStream {
        let media_type = body.media_type.as_ref();
        let media_type = media_type.map(|media_type| quote! { content_type(#media_type)?. });
        let added = match body.form {
            Form::Json => quote! { json(#value) },
            Form::Plain => quote! { body(#value.clone()) },
            Form::UrlEncoded => {
                let parameters = self.helpers.parameters();
                let styles = form_styles(&parameters, &body.styles);
                quote! { form(#parameters::form(#value, #styles)) }
            }
        };
        quote! { #media_type #added }
    }

    /// The module of the styles, and one of them.
    fn styled(&mut self, style: Style) -> (TokenStream, TokenStream) {
        let parameters = self.helpers.parameters();
        let name = format_ident!("{style:?}");
        (quote! { #parameters }, quote! { #parameters::Style::#name })
    }
}

/// A reference to an `Option<T>` or to a `T` as an `Option<&T>`.
fn as_option(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    if parameter.required {
        quote! { Some(#value) }
    } else {
        quote! { (#value).as_ref() }
    }
}
