//! Rewords what the builders of operations say of a missing value, in the words of
//! `given.rs`. What is a message is known by the code around it, so
//! that no text of the document is mistaken for one.

use syn::ext::IdentExt;
use syn::visit_mut::VisitMut;
use syn::{
    Expr, ExprCall, ExprLit, ExprMethodCall, FieldValue, ImplItem, Item, Lit, LitStr, Member,
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
