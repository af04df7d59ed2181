//! The report as one page that needs no network.

use super::super::explained::RustItem;
use super::json::{Entry, Report};
use super::shared::{ALONE, BEHIND, BUMPS, LEVELS, assumed, by_location, lines, totals};
use api_document::display::straight;
use rust_surface::Bump;
use std::fmt::{Display, Write as _};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Nothing is fetched, whatever the documents contain.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The report as one page: no network, readable on a phone and on paper, to be
/// searched, and filtered by both verdicts and by operation, with what stood before
/// and after each change. Without scripts only search and filters are missing.
pub fn html(report: &Report) -> String {
    let title = format!(
        "API changes: {} to {}",
        report.base.version, report.revision.version
    );
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n\
         <p class=\"total\">{}</p>\n",
        escape(&totals(report)),
        title = escape(&title),
    );
    let sections = by_location(report.changes.iter());
    let places: Vec<&str> = sections.iter().map(|(place, _)| *place).collect();
    filter(&mut page, report, &places);
    for (place, changes) in sections {
        let place = escape(place);
        let _ = writeln!(page, "<section data-place=\"{place}\">\n<h2>{place}</h2>");
        for change in changes {
            entry(&mut page, change);
        }
        page.push_str("</section>\n");
    }
    alone(&mut page, &report.rust);
    let _ = writeln!(page, "<script>\n{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// A field to search, a box for each verdict in both kinds, and the operations.
fn filter(page: &mut String, report: &Report, places: &[&str]) {
    let count = |is: &dyn Fn(&&Entry) -> bool| report.changes.iter().filter(is).count();
    let wire = LEVELS.map(|level| (level.to_string(), count(&|one| one.level == level)));
    let rust = BUMPS.map(|bump| (bump.to_string(), count(&|one| one.bump == bump)));
    page.push_str(
        "<form class=\"filter\" autocomplete=\"off\" hidden>\n\
         <input type=\"search\" name=\"words\" placeholder=\"Search\" aria-label=\"Search\">\n\
         <select name=\"place\" aria-label=\"Operation\">\n<option value=\"\">every operation</option>\n",
    );
    for place in places {
        let place = escape(place);
        let _ = writeln!(page, "<option value=\"{place}\">{place}</option>");
    }
    page.push_str("</select>\n");
    for (name, title, boxes) in [("wire", "On the wire", wire), ("rust", "In Rust", rust)] {
        let _ = writeln!(page, "<fieldset><legend>{title}</legend>");
        for (value, count) in boxes {
            let _ = writeln!(
                page,
                "<label><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked> \
                 {value} ({count})</label>"
            );
        }
        page.push_str("</fieldset>\n");
    }
    page.push_str("</form>\n<p class=\"found\" role=\"status\"></p>\n");
}

fn entry(page: &mut String, change: &Entry) {
    let _ = writeln!(
        page,
        "<details class=\"change\" data-wire=\"{level}\" data-rust=\"{bump}\">\n\
         <summary>{} {} {}</summary>\n\
         <p><code>{}</code> at <code>{}</code>, direction: {}{}</p>\n<div class=\"sides\">",
        verdict("wire", change.level),
        verdict("Rust", change.bump),
        escape(&change.message),
        escape(&change.id),
        escape(&change.pointer),
        change.direction,
        assumed(change),
        level = change.level,
        bump = change.bump,
    );
    for (title, side) in [("before", &change.before), ("after", &change.after)] {
        let side = side.as_deref().unwrap_or("(not there)");
        let _ = writeln!(
            page,
            "<div><h3>{title}</h3><pre>{}</pre></div>",
            escape(side)
        );
    }
    page.push_str("</div>\n");
    if change.bump > Bump::None && change.rust.is_empty() {
        let _ = writeln!(page, "<p>In Rust: {BEHIND}.</p>");
    }
    rust(page, "in the Rust crate", &change.rust);
    page.push_str("</details>\n");
}

/// A verdict of either kind, as it is seen without a click.
fn verdict(kind: &str, verdict: impl Display) -> String {
    format!("<span class=\"verdict {verdict}\">{kind}: {verdict}</span>")
}

/// The items that come from no change.
fn alone(page: &mut String, items: &[RustItem]) {
    if items.is_empty() {
        return;
    }
    page.push_str("<section data-place=\"\">\n");
    rust(page, ALONE, items);
    page.push_str("</section>\n");
}

/// What was and is in the crate, and what to do about it.
fn rust(page: &mut String, title: &str, items: &[RustItem]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(page, "<div class=\"rust\"><h3>{title}</h3><pre>");
    for line in items.iter().flat_map(lines) {
        let tag = if line.starts_with('-') { "del" } else { "ins" };
        let _ = write!(page, "<{tag}>{}</{tag}>", escape(&line));
    }
    page.push_str("</pre>\n<ul>\n");
    for item in items {
        if let Some(migration) = &item.migration {
            let _ = writeln!(
                page,
                "<li>{} {}</li>",
                verdict("Rust", item.bump),
                escape(migration)
            );
        }
    }
    page.push_str("</ul></div>\n");
}

fn escape(text: &str) -> String {
    straight(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
