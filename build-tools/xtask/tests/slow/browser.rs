//! The HTML report in a real browser: readable on a phone, searched, filtered by
//! both verdicts and by operation, with before and after, and nothing of a document
//! run or fetched.
//!
//! Skipped, with a printed reason, where no Chromium is installed.
use api_compare::{Direction, Level};
use build_tools::diff::report::{self, Compared, Entry, Report, RustItem, Summary};
use rust_surface::Bump;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// What a hostile document would put wherever it can.
const HOSTILE: &str =
    "</pre><script>parent.ran=1</script><img src=//192.0.2.1/x onerror=\"parent.ran=1\">";

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|name| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    })
}

fn entry(location: &str, level: Level, bump: Bump, text: &str) -> Entry {
    Entry {
        id: "response-property-removed".to_owned(),
        level,
        bump,
        direction: Direction::Response,
        location: location.to_owned(),
        pointer: format!("/components/schemas/{}", "Long".repeat(60)),
        message: text.to_owned(),
        before: Some(format!("{{\"old\": \"{text}\"}}")),
        after: None,
        assumes: None,
        rust: vec![item(text)].into(),
    }
}

fn item(text: &str) -> RustItem {
    RustItem {
        path: "types::A.b".to_owned(),
        bump: Bump::Major,
        before: Some(format!("field types::A.b: {text}")),
        after: None,
        migration: Some(format!("do without {text}")),
        members: 0,
    }
}

fn report() -> Report {
    let side = |version: &str| Compared {
        version: version.to_owned(),
        sha256: "0".repeat(64),
    };
    Report {
        base: side("2024-05-20"),
        revision: side(HOSTILE),
        summary: Summary {
            level: Level::Breaking,
            bump: Bump::Major,
            breaking: 2,
            non_breaking: 1,
            docs: 1,
        },
        changes: vec![
            entry("POST /webhooks", Level::Breaking, Bump::Major, HOSTILE),
            entry("POST /webhooks", Level::Breaking, Bump::None, "gone"),
            entry("GET /webhooks", Level::NonBreaking, Bump::Minor, "new"),
            entry("GET /webhooks", Level::Docs, Bump::None, "words"),
        ],
        rust: vec![item("alone")],
    }
}

/// Loads the report as wide as a phone and tells what is seen: at first, after
/// each box that is unchecked, after a search, and of one operation.
const DRIVER: &str = r"
const frame = document.querySelector('iframe');
frame.addEventListener('load', () => {
  const page = frame.contentDocument, view = frame.contentWindow;
  const form = page.querySelector('.filter');
  const visible = () => [...page.querySelectorAll('.change')]
    .filter(one => one.checkVisibility()).map(one => one.querySelector('summary').textContent);
  const sections = () => [...page.querySelectorAll('section h2')].filter(one => one.checkVisibility()).length;
  const toggle = (name, value) => page.querySelector(`input[name=${name}][value=${value}]`).click();
  const type = (name, value) => {
    form.elements[name].value = value;
    form.dispatchEvent(new view.Event('input', { bubbles: true }));
  };
  const reported = { all: visible() };
  for (const one of page.querySelectorAll('details')) one.open = true;
  Object.assign(reported, { overflow: page.documentElement.scrollWidth > view.innerWidth,
    width: view.innerWidth, ran: window.ran ?? 0,
    fetched: view.performance.getEntriesByType('resource').length,
    sides: [...page.querySelectorAll('.sides pre')].map(one => one.textContent),
    rust: page.querySelector('.rust').textContent,
    alone: [...page.querySelectorAll('.rust')].at(-1).textContent });
  toggle('wire', 'breaking'); reported.without_breaking = visible(); reported.sections = sections();
  toggle('wire', 'breaking'); toggle('rust', 'none'); reported.without_none = visible();
  toggle('rust', 'none'); type('words', 'GET new'); reported.searched = visible();
  reported.found = page.querySelector('.found').textContent;
  type('words', ''); type('place', 'GET /webhooks'); reported.of_one = visible();
  document.querySelector('#reported').textContent = JSON.stringify(reported);
});
frame.srcdoc = document.querySelector('#page').textContent;
";

/// What the browser tells of the page.
fn look(browser: &str, html: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let page = html.replace('&', "&amp;").replace('<', "&lt;");
    let driver = format!(
        "<!doctype html><meta charset=utf-8><pre id=reported></pre><textarea id=page hidden>{page}</textarea>\
         <iframe style='width:360px;height:700px;border:0'></iframe><script>{DRIVER}</script>"
    );
    let file = folder.path().join("driver.html");
    std::fs::write(&file, driver).unwrap();
    let dom = dump(browser, &file, folder.path());
    let start = dom.find("<pre id=\"reported\">").expect(&dom) + "<pre id=\"reported\">".len();
    let reported = dom[start..].split("</pre>").next().unwrap();
    let reported = reported
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    serde_json::from_str(&reported).unwrap_or_else(|error| panic!("{error}: {reported}"))
}

fn dump(browser: &str, file: &Path, profile: &Path) -> String {
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--virtual-time-budget=10000",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            profile.join("profile").display()
        ))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_html_report_works_in_a_browser() {
    let Some(browser) = browser() else {
        println!("skipped: none of {BROWSERS:?} is installed");
        return;
    };
    let reported = look(browser, &report::html(&report()));
    let hostile = format!("wire: breaking Rust: major {HOSTILE}");
    let gone = "wire: breaking Rust: none gone";
    let new = "wire: non-breaking Rust: minor new";
    let words = "wire: docs Rust: none words";
    assert_eq!(
        reported["all"],
        json!([hostile, gone, new, words]),
        "both verdicts are seen without a click"
    );
    assert_eq!(reported["width"], 360);
    assert_eq!(
        reported["overflow"], false,
        "the page is wider than a phone"
    );
    assert_eq!(reported["without_breaking"], json!([new, words]));
    assert_eq!(
        reported["sections"], 1,
        "an operation without changes is hidden"
    );
    assert_eq!(reported["without_none"], json!([hostile, new]));
    assert_eq!(reported["searched"], json!([new]));
    assert_eq!(reported["found"], "1 of 4 changes");
    assert_eq!(reported["of_one"], json!([new, words]));
    assert_eq!(reported["ran"], 0, "a script of the document ran");
    assert_eq!(reported["fetched"], 0, "something was fetched");
    assert_eq!(reported["sides"][0], format!("{{\"old\": \"{HOSTILE}\"}}"));
    assert_eq!(reported["sides"][1], "(not there)");
    let rust = reported["rust"].as_str().unwrap();
    assert!(
        rust.contains(&format!("- field types::A.b: {HOSTILE}")),
        "{rust}"
    );
    assert!(rust.contains(&format!("do without {HOSTILE}")), "{rust}");
    let alone = reported["alone"].as_str().unwrap();
    assert!(alone.contains("field types::A.b: alone"), "{alone}");
}
