//! What the module of generated crates writes: the examples of the
//! specification's table of styles, and values that look like separators.

#[allow(dead_code, clippy::format_push_string)]
#[path = "../../templates/parameters.rs"]
mod template;

use serde_json::{Value, json};
use template::{Style, cookie, form, path, query, text};

fn list() -> Value {
    json!(["blue", "black", "brown"])
}

fn object() -> Value {
    json!({ "R": 100, "G": 200 })
}

fn written(value: &Value, style: Style) -> String {
    query("color", value, style).unwrap()
}

#[test]
fn query_parameters_are_written_in_their_style() {
    let rows = [
        (Style::Form, "color=blue,black,brown", "color=R,100,G,200"),
        (
            Style::FormExploded,
            "color=blue&color=black&color=brown",
            "R=100&G=200",
        ),
        (
            Style::SpaceDelimited,
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200",
        ),
        (
            Style::PipeDelimited,
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200",
        ),
        (
            Style::DeepObject,
            "color=blue&color=black&color=brown",
            "color%5BR%5D=100&color%5BG%5D=200",
        ),
        (
            Style::Json,
            "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
            "color=%7B%22R%22%3A100%2C%22G%22%3A200%7D",
        ),
    ];
    for (style, of_list, of_object) in rows {
        assert_eq!(written(&list(), style), of_list);
        assert_eq!(written(&object(), style), of_object);
    }
}

#[test]
fn an_absent_parameter_is_not_written() {
    assert_eq!(written(&Value::Null, Style::Form), "");
    assert_eq!(
        cookie("a=1", "b", &None::<String>, Style::Form).unwrap(),
        "a=1"
    );
}

#[test]
fn path_parameters_are_written_in_their_style_and_encoded() {
    let encode = |text: &str| text.replace('/', "%2F");
    let rows = [
        (Style::Simple, "a%2Fb", "blue,black,brown", "R,100,G,200"),
        (
            Style::SimpleExploded,
            "a%2Fb",
            "blue,black,brown",
            "R=100,G=200",
        ),
        (Style::Label, ".a%2Fb", ".blue,black,brown", ".R,100,G,200"),
        (
            Style::LabelExploded,
            ".a%2Fb",
            ".blue.black.brown",
            ".R=100.G=200",
        ),
        (
            Style::Matrix,
            ";color=a%2Fb",
            ";color=blue,black,brown",
            ";color=R,100,G,200",
        ),
        (
            Style::MatrixExploded,
            ";color=a%2Fb",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200",
        ),
    ];
    for (style, of_text, of_list, of_object) in rows {
        assert_eq!(path("color", &"a/b", style, encode).unwrap(), of_text);
        assert_eq!(path("color", &list(), style, encode).unwrap(), of_list);
        assert_eq!(path("color", &object(), style, encode).unwrap(), of_object);
    }
}

#[test]
fn headers_and_cookies_are_one_text() {
    assert_eq!(text(&list(), Style::Simple).unwrap(), "blue,black,brown");
    assert_eq!(
        text(&object(), Style::SimpleExploded).unwrap(),
        "R=100,G=200"
    );
    assert_eq!(
        cookie("a=1", "b", &"2", Style::FormExploded).unwrap(),
        "a=1; b=2"
    );
}

#[test]
fn a_form_takes_members_of_members() {
    let body = json!({ "a": 1, "b": ["x", "y"], "c": { "d": { "e": true } }, "f": [{ "g": 2 }], "h": null });
    assert_eq!(
        form(&body, &[]).unwrap(),
        "a=1&b=x&b=y&c%5Bd%5D%5Be%5D=true&f%5B0%5D%5Bg%5D=2"
    );
    assert!(form(&json!([1]), &[]).is_err());
}

#[test]
fn a_member_of_a_form_is_written_in_its_style() {
    let body =
        json!({ "a": [1, 2], "b": { "c": "d" }, "e": ["f", "g"], "h": { "i": [1] }, "j": null });
    let styles = [
        ("a", Style::Form),
        ("b", Style::FormExploded),
        ("e", Style::PipeDelimited),
        ("h", Style::Json),
        ("j", Style::Json),
    ];
    assert_eq!(
        form(&body, &styles).unwrap(),
        "a=1,2&c=d&e=f%7Cg&h=%7B%22i%22%3A%5B1%5D%7D"
    );
}

#[test]
fn a_separator_in_a_value_is_told_from_one_between_values() {
    let separators = json!(["a b", "c,d", "e|f", "g&h=i#", "%2C", "\u{e4}"]);
    let rows = [
        (Style::Form, "a%20b,c%2Cd,e%7Cf,g%26h%3Di%23,%252C,%C3%A4"),
        (
            Style::SpaceDelimited,
            "a%2520b%20c%2Cd%20e%7Cf%20g%26h%3Di%23%20%25252C%20%C3%A4",
        ),
        (
            Style::PipeDelimited,
            "a%20b%7Cc%2Cd%7Ce%257Cf%7Cg%26h%3Di%23%7C%25252C%7C%C3%A4",
        ),
    ];
    for (style, expected) in rows {
        assert_eq!(written(&separators, style), format!("color={expected}"));
    }
    let object = json!({ "color": "re d", "a,b": "c,d" });
    assert_eq!(
        query("f", &object, Style::Form).unwrap(),
        "f=color,re%20d,a%2Cb,c%2Cd"
    );
    // A single value is as it always was.
    assert_eq!(written(&json!("a b,c"), Style::Form), "color=a+b%2Cc");
    assert_eq!(
        written(&json!(["a b", "c&d"]), Style::FormExploded),
        "color=a+b&color=c%26d"
    );
}

#[test]
fn a_name_of_a_map_does_not_lead_out_of_the_map() {
    let map = json!({ "a][b": 1, "c&d=e": 2, "%5D": 3 });
    assert_eq!(
        query("m", &map, Style::DeepObject).unwrap(),
        "m%5Ba%255D%255Bb%5D=1&m%5Bc%26d%3De%5D=2&m%5B%25255D%5D=3"
    );
    assert_eq!(
        query("m", &json!({ "a&b=c": "d&e=f" }), Style::FormExploded).unwrap(),
        "a%26b%3Dc=d%26e%3Df"
    );
    assert_eq!(
        cookie("", "m", &json!({ "a;b=c": "d; e=f" }), Style::FormExploded).unwrap(),
        "a%3Bb%3Dc=d%3B%20e=f"
    );
}

#[test]
fn a_cookie_brings_no_other_cookie() {
    let one = |value: Value, style| cookie("a=1", "b", &value, style).unwrap();
    let rows = [
        (
            json!("2; admin=true"),
            Style::Form,
            "a=1; b=2%3B%20admin=true",
        ),
        (
            json!("2\r\nx: y,\"z\\"),
            Style::FormExploded,
            "a=1; b=2%0D%0Ax:%20y%2C%22z%5C",
        ),
        (json!("s%3Aabc=="), Style::FormExploded, "a=1; b=s%3Aabc=="),
        (
            json!(["c d", "e,f", "g;h"]),
            Style::Form,
            "a=1; b=c%20d,e%2Cf,g%3Bh",
        ),
        (json!({ "c": "d,e" }), Style::Form, "a=1; b=c,d%2Ce"),
        (json!({ "c": 1 }), Style::Json, "a=1; b={%22c%22:1}"),
    ];
    for (value, style, expected) in rows {
        assert_eq!(one(value, style), expected);
    }
}

#[test]
fn an_item_of_a_header_or_a_path_is_one_item() {
    let items = json!(["a,b", "c=d", "50%", "%2C"]);
    assert_eq!(text(&items, Style::Simple).unwrap(), "a%2Cb,c=d,50%,%252C");
    let members = json!({ "a=b": "c,d=e" });
    assert_eq!(
        text(&members, Style::SimpleExploded).unwrap(),
        "a%3Db=c%2Cd%3De"
    );
    assert_eq!(text(&"a,b", Style::Simple).unwrap(), "a,b");
    let encode = |text: &str| text.replace('/', "%2F").replace(';', "%3B");
    let items = json!(["a,b", "c.d", "e;f=g/"]);
    for (style, expected) in [
        (Style::Simple, "a%2Cb,c.d,e%3Bf=g%2F"),
        (Style::Label, ".a%2Cb,c.d,e%3Bf=g%2F"),
        (Style::LabelExploded, ".a,b.c%2Ed.e%3Bf%3Dg%2F"),
        (Style::Matrix, ";x=a%2Cb,c.d,e%3Bf=g%2F"),
        (Style::MatrixExploded, ";x=a,b;x=c.d;x=e%3Bf=g%2F"),
    ] {
        assert_eq!(path("x", &items, style, encode).unwrap(), expected);
    }
    assert_eq!(path("a/b", &1, Style::Matrix, encode).unwrap(), ";a%2Fb=1");
    assert_eq!(
        path("x", &"a.b,c", Style::LabelExploded, encode).unwrap(),
        ".a.b,c"
    );
}
