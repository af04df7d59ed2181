//! Rewords the messages of the builders: each names its field, in one phrase
//! for a missing and one for an invalid value.
//!
//! The generator has a phrase of its own in each of its two halves, and prints
//! Rust types into them. What is a message is known by the code around it, so
//! that no text of the document is mistaken for one.

use proc_macro2::{Ident, Literal, TokenTree};
use syn::ext::IdentExt;
use syn::visit_mut::VisitMut;
use syn::{
    Expr, ExprAssign, ExprCall, ExprLit, ExprMethodCall, FieldValue, ImplItem, Item, Lit, LitStr,
    Member, Stmt,
};

pub(super) fn reword(builders: &mut [Item]) {
    for item in builders {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(function) = item {
                Reword.visit_block_mut(&mut function.block);
            }
        }
    }
}

struct Reword;

impl VisitMut for Reword {
    /// `url: Err("…".to_string())`, in a builder with nothing set.
    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        if let Member::Named(name) = &field.member
            && let Expr::Call(ExprCall { func, args, .. }) = &mut field.expr
            && matches!(&**func, Expr::Path(path) if path.path.is_ident("Err"))
            && let Some(text) = args.first_mut().and_then(owned_text)
        {
            let message = format!("missing required field `{}`", name.unraw());
            *text = LitStr::new(&message, text.span());
        }
    }

    /// `self.url = value.try_into().map_err(|e| …)`, in a setter.
    fn visit_expr_assign_mut(&mut self, assign: &mut ExprAssign) {
        if let Expr::Field(field) = &*assign.left
            && let Member::Named(name) = &field.member
            && let Some(Expr::Closure(closure)) = map_err(&mut assign.right)
        {
            reword_invalid(&mut closure.body, name);
        }
    }
}

/// The argument of `map_err` in a chain of calls.
fn map_err(chain: &mut Expr) -> Option<&mut Expr> {
    let Expr::MethodCall(call) = chain else {
        return None;
    };
    if call.method == "map_err" {
        call.args.first_mut()
    } else {
        map_err(&mut call.receiver)
    }
}

/// `"…".to_string()`, or `format!("…: {e}")` where there is a cause.
fn reword_invalid(message: &mut Expr, name: &Ident) {
    match message {
        Expr::Block(block) => {
            if let [Stmt::Expr(message, None)] = block.block.stmts.as_mut_slice() {
                reword_invalid(message, name);
            }
        }
        Expr::Macro(format) if format.mac.path.is_ident("format") => {
            let mut tokens: Vec<TokenTree> =
                std::mem::take(&mut format.mac.tokens).into_iter().collect();
            if let Some(TokenTree::Literal(text)) = tokens.first_mut() {
                *text = with_cause(text, name);
            }
            format.mac.tokens = tokens.into_iter().collect();
        }
        other => {
            if let Some(text) = owned_text(other) {
                *text = LitStr::new(&invalid(name), text.span());
            }
        }
    }
}

fn invalid(name: &Ident) -> String {
    format!("invalid value for `{}`", name.unraw())
}

/// With the place of the cause, which ends the generator's text.
fn with_cause(old: &Literal, name: &Ident) -> Literal {
    let mut text = invalid(name);
    if let Lit::Str(old) = Lit::new(old.clone())
        && let Some((_, cause)) = old.value().rsplit_once(": ")
    {
        text = format!("{text}: {cause}");
    }
    Literal::string(&text)
}

/// The text of `"…".to_string()`.
fn owned_text(expr: &mut Expr) -> Option<&mut LitStr> {
    let Expr::MethodCall(ExprMethodCall {
        receiver, method, ..
    }) = expr
    else {
        return None;
    };
    match &mut **receiver {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if method == "to_string" => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use quote::ToTokens;

    use super::*;

    fn reworded(body: &str) -> String {
        let block = |body: &str| format!("impl A {{ fn f(mut self) {{ {body} }} }}");
        let mut items = [syn::parse_str::<Item>(&block(body)).unwrap()];
        reword(&mut items);
        let text = items[0].to_token_stream().to_string();
        let [before, after] = ["impl A { fn f (mut self) { ", " } }"];
        let text = text.strip_prefix(before).unwrap();
        text.strip_suffix(after).unwrap().to_owned()
    }

    fn tokens(body: &str) -> String {
        syn::parse_str::<Expr>(body)
            .unwrap()
            .to_token_stream()
            .to_string()
    }

    #[test]
    fn each_message_names_the_field_in_one_phrase() {
        for (old, new) in [
            (
                r#"Self { url: Err("no value supplied for url".to_string()) }"#,
                r#"Self { url: Err("missing required field `url`".to_string()) }"#,
            ),
            (
                r#"Self { client: client, r#type: Err("type was not initialized".to_string()) }"#,
                r#"Self { client: client, r#type: Err("missing required field `type`".to_string()) }"#,
            ),
            (
                r#"self.id = value.try_into().map_err(|_| "conversion to `:: std :: string :: String` for id failed".to_string())"#,
                r#"self.id = value.try_into().map_err(|_| "invalid value for `id`".to_string())"#,
            ),
            (
                r#"self.body = value.try_into().map_err(|_| "conversion to `String` for body failed".to_string()).map(|v| v.into())"#,
                r#"self.body = value.try_into().map_err(|_| "invalid value for `body`".to_string()).map(|v| v.into())"#,
            ),
            (
                r#"self.body = value.try_into().map(From::from).map_err(|s| format!("conversion to `A` for body failed: {}", s))"#,
                r#"self.body = value.try_into().map(From::from).map_err(|s| format!("invalid value for `body`: {}", s))"#,
            ),
            (
                r#"self.url = value.try_into().map_err(|e| { format!("error converting supplied value for url: {e}") })"#,
                r#"self.url = value.try_into().map_err(|e| { format!("invalid value for `url`: {e}") })"#,
            ),
        ] {
            assert_eq!(reworded(old), tokens(new));
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in [
            r#"Self { url: "no value supplied for url".to_string() }"#,
            r#"Self { url: Ok("no value supplied for url".to_string()) }"#,
            "Self { url: Err(cause.to_string()) }",
            r#"self.url = Err("url was not initialized".to_string())"#,
            r#"value.map_err(|_| "conversion to `A` for url failed".to_string())"#,
            "self.url = value.map_err(to_text)",
        ] {
            assert_eq!(reworded(text), tokens(text));
        }
    }
}
