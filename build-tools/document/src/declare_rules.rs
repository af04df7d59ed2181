//! The macro that declares the rules of a module.
//!
//! Every crate that has rules takes this file in as a module of its own: the
//! compiler reports dead code from a macro only if the macro is of that crate.

/// Declares the rules of a module: a static for each, and a list of them all.
///
/// The list repeats the rules and does not refer to the statics, so that the
/// compiler reports both what is forgotten and what is left over: the list is
/// dead code until the list of the crate has it, and a rule is while nothing
/// gives it.
macro_rules! rules {
    (
        $list_visibility:vis $list:ident:
        $(
            $visibility:vis $name:ident: $severity:ident {
                code: $code:literal,
                meaning: $meaning:expr,
                why: $why:expr,
                help: $help:expr,
            }
        )+
    ) => {
        $(
            $visibility static $name: ::api_document::rule::Rule = ::api_document::rule::Rule {
                code: $code,
                severity: ::api_document::rule::Severity::$severity,
                meaning: $meaning,
                why: $why,
                help: $help,
            };
        )+

        $list_visibility static $list: &[::api_document::rule::Rule] = &[
            $(
                ::api_document::rule::Rule {
                    code: $code,
                    severity: ::api_document::rule::Severity::$severity,
                    meaning: $meaning,
                    why: $why,
                    help: $help,
                },
            )+
        ];
    };
}
