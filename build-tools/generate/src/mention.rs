//! Finds paths in printed code, which the printer may break anywhere inside of
//! a macro.

/// Whether `code` has `path`, such as `crate::parameters::`, in it, however it
/// is broken into lines.
pub(crate) fn mentions(code: &str, path: &str) -> bool {
    let longest = path.split("::").max_by_key(|word| word.len());
    let word = longest.unwrap_or(path);
    let Some((before, after)) = path.split_once(word) else {
        return false;
    };
    code.match_indices(word).any(|(at, _)| {
        let behind = code.get(at + word.len()..).unwrap_or_default();
        ends(code.get(..at).unwrap_or_default(), before) && begins(behind, after)
    })
}

/// Whether the last of `code` that is not blank is `text`.
fn ends(code: &str, text: &str) -> bool {
    let mut code = code.chars().rev().filter(|c| !c.is_whitespace());
    text.chars().rev().all(|c| code.next() == Some(c))
}

fn begins(code: &str, text: &str) -> bool {
    let mut code = code.chars().filter(|c| !c.is_whitespace());
    text.chars().all(|c| code.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_path_is_found_however_it_is_broken() {
        for code in [
            "a(crate::parameters::text())",
            "a, crate\n    ::parameters::text()",
            "a, crate::parameters\n  ::text()",
        ] {
            assert!(mentions(code, "crate::parameters::"), "{code}");
        }
        assert!(mentions("&futures :: Stream", "futures::"));
        assert!(mentions(".form(&body)", ".form("));
        assert!(mentions("fn a() {}", ""));
    }

    #[test]
    fn another_path_is_not() {
        for code in [
            "crate::more::parameters::text()",
            "crate::parameters",
            "let parameters: u8",
        ] {
            assert!(!mentions(code, "crate::parameters::"), "{code}");
        }
    }
}
