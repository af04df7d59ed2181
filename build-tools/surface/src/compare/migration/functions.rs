//! What a function with another declaration asks for.

use quote::ToTokens;
use syn::{FnArg, ReturnType, Signature, TraitItemFn};

/// What callers have to do; nothing where the declarations cannot be told apart.
pub(super) fn migration(before: &str, after: &str) -> Option<String> {
    let (before, after) = (Function::of(before)?, Function::of(after)?);
    if before.arguments.len() < after.arguments.len() {
        let new = after.arguments.iter();
        let new = new.filter(|argument| !before.has(&argument.name));
        let new: Vec<String> = new.map(Argument::declared).collect();
        return list("pass", &new);
    }
    if before.arguments.len() > after.arguments.len() {
        let gone = before.arguments.iter();
        let gone = gone.filter(|argument| !after.has(&argument.name));
        let gone: Vec<String> = gone.map(|one| one.name.clone()).collect();
        return list("do not pass", &gone);
    }
    let pairs = before.arguments.iter().zip(&after.arguments);
    let others = pairs.filter(|(old, new)| old.ty != new.ty);
    let others: Vec<String> = others.map(|(_, new)| new.declared()).collect();
    if !others.is_empty() {
        return list("pass", &others);
    }
    (before.answer != after.answer)
        .then(|| format!("take what it returns as `{}`", after.answer))
        .or_else(|| {
            (before.is_async != after.is_async).then(|| {
                let what = if after.is_async {
                    "await"
                } else {
                    "do not await"
                };
                format!("{what} the call")
            })
        })
}

fn list(what: &str, arguments: &[String]) -> Option<String> {
    let quoted: Vec<String> = arguments.iter().map(|one| format!("`{one}`")).collect();
    (!quoted.is_empty()).then(|| format!("{what} {}", quoted.join(" and ")))
}

struct Function {
    arguments: Vec<Argument>,
    answer: String,
    is_async: bool,
}

struct Argument {
    name: String,
    ty: String,
}

impl Argument {
    fn declared(&self) -> String {
        format!("{}: {}", self.name, self.ty)
    }
}

impl Function {
    fn of(line: &str) -> Option<Self> {
        // The grammar requires a name where the surface has a path.
        let (before, rest) = line.split_once("fn ")?;
        let (_, rest) = rest.split_at(rest.find(['<', '('])?);
        let function: TraitItemFn = syn::parse_str(&format!("{before}fn f{rest};")).ok()?;
        let signature: Signature = function.sig;
        let arguments = signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => Some(Argument {
                name: text(&typed.pat),
                ty: text(&typed.ty),
            }),
            FnArg::Receiver(_) => None,
        });
        Some(Self {
            arguments: arguments.collect(),
            answer: match &signature.output {
                ReturnType::Default => "()".to_owned(),
                ReturnType::Type(_, ty) => text(ty),
            },
            is_async: signature.asyncness.is_some(),
        })
    }

    fn has(&self, name: &str) -> bool {
        self.arguments.iter().any(|argument| argument.name == name)
    }
}

/// Tokens as rustfmt would set them, as far as types go.
fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    [
        (" :: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
    ]
    .into_iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}
