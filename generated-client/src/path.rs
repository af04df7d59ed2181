//! The path of a request: a parameter in it stays in its segment, whatever its value.

use std::fmt::Write as _;

/// Encodes a path parameter, so that none of it ends the segment that it is in.
#[allow(
    dead_code,
    reason = "whether a path has parameters depends on the document"
)]
pub(crate) fn encode_path(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        // What the URL standard encodes in a path, and what it takes for a separator there.
        let encode = !byte.is_ascii_graphic() || b"\"#<>?^`{}/\\%;".contains(&byte);
        if encode {
            let _ = write!(encoded, "%{byte:02X}");
        } else {
            encoded.push(char::from(byte));
        }
    }
    encoded
}

/// Puts encoded parameters into a path template, in its order.
///
/// Fails if they make a segment that would change the path: dots are dots in any encoding.
pub(crate) fn fill(template: &str, parameters: &[String]) -> Result<String, String> {
    let length = template.len() + parameters.iter().map(String::len).sum::<usize>();
    let mut path = String::with_capacity(length);
    let mut places = Vec::with_capacity(parameters.len());
    let mut rest = template;
    for parameter in parameters {
        let (before, after) = rest.split_once('{').unwrap_or((rest, ""));
        path.push_str(before);
        if path.contains(['?', '#']) {
            // Not a segment, although the document calls it one.
            push_query_value(&mut path, parameter);
        } else {
            places.push(path.len());
            path.push_str(parameter);
        }
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    path.push_str(rest);
    for place in places {
        let segment = segment_at(&path, place);
        if leads_elsewhere(segment) {
            return Err(format!(
                "expected parameters that make a segment of the path `{template}`, found \
                 {segment:?}, which would change the path"
            ));
        }
    }
    Ok(path)
}

fn push_query_value(path: &mut String, encoded: &str) {
    for c in encoded.chars() {
        match c {
            '&' => path.push_str("%26"),
            '+' => path.push_str("%2B"),
            c => path.push(c),
        }
    }
}

/// Whether a segment is nothing, or one or two dots, encoded or not.
fn leads_elsewhere(segment: &str) -> bool {
    let mut rest = segment;
    for _ in 0..2 {
        let after = [".", "%2e", "%2E"]
            .iter()
            .find_map(|dot| rest.strip_prefix(dot));
        rest = after.unwrap_or(rest);
    }
    rest.is_empty()
}

/// The segment that a place is in.
fn segment_at(path: &str, place: usize) -> &str {
    let (before, after) = path.split_at(place);
    let start = before.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let end = after.find(['/', '\\', '?', '#']).unwrap_or(after.len());
    &path[start..place + end]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn filled(template: &str, parameters: &[&str]) -> Result<String, String> {
        let parameters: Vec<String> = parameters.iter().map(|text| encode_path(text)).collect();
        fill(template, &parameters)
    }

    #[test]
    fn what_would_end_a_segment_is_encoded() {
        assert_eq!(encode_path("wh_1-a.b~c:@,+"), "wh_1-a.b~c:@,+");
        assert_eq!(encode_path("a/../b?c#d%2F"), "a%2F..%2Fb%3Fc%23d%252F");
        assert_eq!(encode_path("..\\b;c=d"), "..%5Cb%3Bc=d");
        assert_eq!(
            encode_path("a b\"<>^`{}\u{7f}\u{e4}\r\n\t\0"),
            "a%20b%22%3C%3E%5E%60%7B%7D%7F%C3%A4%0D%0A%09%00"
        );
    }

    #[test]
    fn parameters_are_filled_in_in_order() {
        for (template, parameters, path) in [
            ("/a/{id}", vec!["1"], "/a/1"),
            ("/a/{id}/b/{other}.c", vec!["x y", "2"], "/a/x%20y/b/2.c"),
            ("/{a}{b}", vec!["1", "2"], "/12"),
            ("/{}/{}", vec!["1", "..."], "/1/..."),
            ("/a//b/{c}/", vec!["1"], "/a//b/1/"),
            ("/a?b={c}&d={e}", vec!["1&f=+", ""], "/a?b=1%26f=%2B&d="),
            ("/a", vec![], "/a"),
        ] {
            assert_eq!(filled(template, &parameters).unwrap(), path, "{template}");
        }
    }

    #[test]
    fn a_segment_that_would_change_the_path_is_refused() {
        for (template, parameters) in [
            ("/a/{id}/b", vec![""]),
            ("/a/{id}/b", vec!["."]),
            ("/a/{id}/b", vec![".."]),
            ("/{id}", vec![""]),
            ("/a/{id}?b", vec![".."]),
            ("/a\\{id}", vec![".."]),
            ("/a/{b}.{c}", vec!["", ""]),
            ("/a/{b}.{c}", vec![".", ""]),
            ("/a/{b}{c}", vec![".", "."]),
            ("/a/%2e{b}", vec!["."]),
            ("/a/.{b}", vec![""]),
            ("/a/{b}/{c}", vec!["1", ".."]),
        ] {
            let why = filled(template, &parameters).unwrap_err();
            assert!(why.contains(template), "{why}");
        }
        // What a style writes around a value.
        for text in [".%2E", ".%2e", "%2E%2E", "%2E"] {
            assert!(fill("/a/{id}", &[text.to_owned()]).is_err(), "{text}");
        }
    }

    #[test]
    fn no_value_is_more_or_less_than_its_segment() {
        let parts = [
            "..", ".", "/", "\\", "%2e", "%", "?", "#", ";", "\t", "\n", "a", "",
        ];
        let templates = ["/x/{}/y", "/x/{}", "/{}", "/x/{}.json/y", "/x/v{}/y"];
        let values = (0..parts.len().pow(3)).map(|number| {
            let digits = [number, number / parts.len(), number / parts.len().pow(2)];
            digits.map(|digit| parts[digit % parts.len()]).concat()
        });
        for value in values {
            for template in templates {
                let Ok(path) = filled(template, &[&value]) else {
                    assert!(["", ".", ".."].contains(&value.as_str()), "{value:?}");
                    continue;
                };
                let url = reqwest::Url::parse(&format!("https://a.example{path}")).unwrap();
                assert_eq!(url.path(), path, "{value:?} in {template}");
                assert_eq!(path.matches('/').count(), template.matches('/').count());
                assert_eq!((url.query(), url.fragment()), (None, None), "{value:?}");
            }
        }
    }
}
