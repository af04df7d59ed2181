//! Takes what was added to names in brackets out of the literals of code.
//!
//! All forms of literals are alike in printed text, and of most items that stays as it is:
//! to parse all of it again takes as long as to generate it.

use crate::plan::Brackets;
use syn::{File, Item};

/// Takes it out of all items, in modules too.
pub(crate) fn without_brackets(items: Vec<Item>, brackets: Brackets) -> syn::Result<Vec<Item>> {
    let mut plain = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Mod(mut module) if module.content.is_some() => {
                if let Some((_, within)) = &mut module.content {
                    *within = without_brackets(std::mem::take(within), brackets)?;
                }
                plain.push(Item::Mod(module));
            }
            item => plain.extend(as_written(item, brackets)?),
        }
    }
    Ok(plain)
}

fn as_written(item: Item, brackets: Brackets) -> syn::Result<Vec<Item>> {
    let alone = File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let code = prettyplease::unparse(&alone);
    let marked = code.len();
    let code = brackets.removed(code);
    // What is taken out makes it shorter.
    if code.len() == marked {
        return Ok(alone.items);
    }
    Ok(syn::parse_file(&code)?.items)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const BRACKETS: Brackets = Brackets {
        open: '\u{E000}',
        close: '\u{E001}',
    };

    #[test]
    fn literals_are_as_on_the_wire_however_they_are_written() {
        let code = "
            mod within {
                mod more {
                    #[serde(rename = \"a\u{E000}2\u{E001}\")]
                    struct Marked;
                }
                const ESCAPED: &str = \"b\\u{e000}3\\u{e001}\";
                const PLAIN: &str = \"\\u{61}\";
            }";
        let expected = "
            mod within {
                mod more {
                    #[serde(rename = \"a\")]
                    struct Marked;
                }
                const ESCAPED: &str = \"b\";
                const PLAIN: &str = \"\\u{61}\";
            }";
        let items = |code: &str| syn::parse_file(code).unwrap().items;
        let found = without_brackets(items(code), BRACKETS).unwrap();
        assert!(found == items(expected));
    }
}
