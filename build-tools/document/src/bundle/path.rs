//! Where a reference leads: a file by its path from the folder's top, and a
//! fragment in it.

use crate::percent;

/// Why a reference is not followed: what is wrong with it, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) why: &'static str,
    pub(super) help: &'static str,
}

const BESIDE: &str = "put the file into the folder of the root document, and refer to it by its \
                      path from this file, such as `schemas/pet.yaml`";

/// The two parts of a reference: the file and, behind `#`, the place in it.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Whether a reference starts with the scheme of an address, as `https:` or
/// `file:`; so does the path of a drive.
pub(super) fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && (scheme.chars()).all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The path from the folder's top of the file that `path` names in the file
/// `from`, which is such a path itself.
pub(super) fn resolve(from: &str, path: &str) -> Result<String, Refused> {
    let refused = |why, help| Err(Refused { why, help });
    if has_scheme(path) || path.starts_with("//") {
        return refused(
            "is an address, and only files beside the document are read",
            BESIDE,
        );
    }
    if path.starts_with('/') {
        return refused(
            "is an absolute path, which is another file on every machine",
            BESIDE,
        );
    }
    if path.contains('?') {
        return refused(
            "has a query, which no file has",
            "write a `?` of a file's name as `%3F`",
        );
    }
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in path.split('/') {
        // A sign that is not encoded stands for itself.
        let part = percent::decoded(part).unwrap_or_else(|| part.to_owned());
        if part.contains(['/', '\\', '\0']) {
            return refused(
                "is not a relative path",
                "write `/` between folders, and nothing else",
            );
        }
        match part.as_str() {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return refused(
                        "leads out of the folder of the root document",
                        "give `--root DIR`, a folder that has all files of the document",
                    );
                }
            }
            _ => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// How a file refers to another one; both paths are from the folder's top.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (mut from, mut to) = (from, to);
    while let (Some((here, inner)), Some((there, rest))) =
        (from.split_once('/'), to.split_once('/'))
        && here == there
    {
        (from, to) = (inner, rest);
    }
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

/// What names in the file `root` that which `address` names in the file `from`:
/// the same, unless it is a relative path.
pub(super) fn rebased(root: &str, from: &str, address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    if has_scheme(path) || path.starts_with('/') {
        return address.to_owned();
    }
    let mut parts: Vec<String> = from.split('/').map(encoded).collect();
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| last != "..") => drop(parts.pop()),
            _ => parts.push(part.to_owned()),
        }
    }
    let root: Vec<String> = root.split('/').map(encoded).collect();
    format!("{}{rest}", relative(&root.join("/"), &parts.join("/")))
}

/// A file's name as part of an address.
fn encoded(name: &str) -> String {
    const SIGNS: [(char, &str); 4] = [('%', "%25"), (' ', "%20"), ('?', "%3F"), ('#', "%23")];
    let mut encoded = name.to_owned();
    for (sign, code) in SIGNS {
        encoded = encoded.replace(sign, code);
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_followed_from_the_file_it_stands_in() {
        for (from, path, expected) in [
            ("root.yaml", "pet.yaml", "pet.yaml"),
            ("root.yaml", "./a//pet.yaml", "a/pet.yaml"),
            ("a/b.yaml", "pet.yaml", "a/pet.yaml"),
            ("a/b.yaml", "../x/../pet.yaml", "pet.yaml"),
            ("root.yaml", "my%20pet%23.yaml", "my pet#.yaml"),
            ("root.yaml", "100%.yaml", "100%.yaml"),
            ("root.yaml", "a/%2e%2e/pet.yaml", "pet.yaml"),
        ] {
            assert_eq!(resolve(from, path).as_deref(), Ok(expected), "{path}");
        }
    }

    #[test]
    fn a_path_out_of_the_folder_is_refused() {
        for (path, why) in [
            ("https://example.com/pet.yaml", "is an address"),
            ("file:///etc/passwd", "is an address"),
            ("//host/pet.yaml", "is an address"),
            ("c:\\pet.yaml", "is an address"),
            ("/etc/passwd", "is an absolute path"),
            ("../pet.yaml", "leads out of the folder"),
            ("a/../../pet.yaml", "leads out of the folder"),
            ("%2e%2e/pet.yaml", "leads out of the folder"),
            ("..%2fpet.yaml", "is not a relative path"),
            ("..\\pet.yaml", "is not a relative path"),
            ("a%00.yaml", "is not a relative path"),
            ("pet.yaml?v=1", "has a query"),
        ] {
            let refused = resolve("root.yaml", path).map_err(|refused| refused.why);
            assert!(
                matches!(refused, Err(found) if found.starts_with(why)),
                "{path}: {refused:?}"
            );
        }
    }

    #[test]
    fn an_address_is_the_same_file_as_seen_from_the_root() {
        for (root, from, address, expected) in [
            ("root.yaml", "x/a.yaml", "one.json", "x/one.json"),
            (
                "root.yaml",
                "x/a.yaml",
                "./y/../one%20two.json#/a",
                "x/one%20two.json#/a",
            ),
            (
                "root.yaml",
                "x/a.yaml",
                "../../one.json?v=1",
                "../one.json?v=1",
            ),
            (
                "api/root.yaml",
                "x y/a.yaml",
                "one.json",
                "../x%20y/one.json",
            ),
            ("api/root.yaml", "api/a.yaml", "one.json", "one.json"),
            ("root.yaml", "x/a.yaml", "#/a", "x/a.yaml#/a"),
            (
                "root.yaml",
                "x/a.yaml",
                "https://example.com/a",
                "https://example.com/a",
            ),
            ("root.yaml", "x/a.yaml", "/a", "/a"),
        ] {
            assert_eq!(
                rebased(root, from, address),
                expected,
                "{address} in {from}"
            );
        }
    }

    #[test]
    fn a_file_refers_to_another_one_by_the_shortest_path() {
        for (from, to, expected) in [
            ("a.yaml", "b.yaml", "b.yaml"),
            ("x/a.yaml", "b.yaml", "../b.yaml"),
            ("x/y/a.yaml", "x/b.yaml", "../b.yaml"),
            ("x/y/a.yaml", "z/b.yaml", "../../z/b.yaml"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} to {to}");
            assert_eq!(resolve(from, expected).as_deref(), Ok(to));
        }
    }
}
