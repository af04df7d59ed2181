//! What the module of stand-alone crates writes: the examples of the
//! specification's table of styles.

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
    let pairs = query("color", value, style).unwrap();
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
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
            "color=blue black brown",
            "color=R 100 G 200",
        ),
        (
            Style::PipeDelimited,
            "color=blue|black|brown",
            "color=R|100|G|200",
        ),
        (
            Style::DeepObject,
            "color=blue&color=black&color=brown",
            "color[R]=100&color[G]=200",
        ),
        (
            Style::Json,
            r#"color=["blue","black","brown"]"#,
            r#"color={"R":100,"G":200}"#,
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
    let pairs = form(&body).unwrap();
    let pairs: Vec<String> = pairs.iter().map(|(n, v)| format!("{n}={v}")).collect();
    assert_eq!(pairs, ["a=1", "b=x", "b=y", "c[d][e]=true", "f[0][g]=2"]);
    assert!(form(&json!([1])).is_err());
}
