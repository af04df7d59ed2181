//! The report as one page that needs no network.

use super::json::{Entry, Report};
use super::shared::{BUMPS, LEVELS, by_location, totals};
use api_document::display::straight;
use std::fmt::Write as _;

const STYLE: &str = "
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:60rem;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}
details{border:1px solid #8886;border-left:.4rem solid #888;border-radius:.3rem;margin:.4rem 0;padding:.4rem .6rem}
.breaking{border-left-color:#c22}.non-breaking{border-left-color:#292}.docs{border-left-color:#27c}
summary{cursor:pointer}
code,pre{font:.85rem/1.4 ui-monospace,monospace}
pre{overflow:auto;padding:.5rem;background:#8882;white-space:pre-wrap}
.sides>div{min-width:0}.sides{display:grid;gap:.5rem;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}
.filter fieldset{border:0;margin:0;padding:.2rem 0}.filter legend{font-size:.85rem;padding:0}
.filter label{display:inline-block;margin-right:1rem}
";

const SCRIPT: &str = "
const boxes=[...document.querySelectorAll('.filter input')];
function checked(name){return new Set(boxes.filter(b=>b.name===name&&b.checked).map(b=>b.value))}
function apply(){
  const wire=checked('wire'),rust=checked('rust');
  for(const d of document.querySelectorAll('details[data-wire]'))d.hidden=!(wire.has(d.dataset.wire)&&rust.has(d.dataset.rust));
  for(const s of document.querySelectorAll('section'))s.hidden=!s.querySelector('details:not([hidden])');
}
for(const b of boxes)b.addEventListener('change',apply);
document.querySelector('.filter').hidden=false;
apply();
";

/// Nothing is fetched, whatever the documents contain.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The report as one page: no network, readable on a phone, to be filtered by
/// verdict, with what stood before and after each change. Without scripts only
/// the filter is missing.
pub fn html(report: &Report) -> String {
    let title = format!(
        "API changes: {} to {}",
        report.base.version, report.revision.version
    );
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n\
         <p>{}</p>\n",
        escape(&totals(report)),
        title = escape(&title),
    );
    filter(&mut page, report);
    for (location, changes) in by_location(report.changes.iter()) {
        let _ = writeln!(page, "<section>\n<h2>{}</h2>", escape(location));
        for change in changes {
            entry(&mut page, change);
        }
        page.push_str("</section>\n");
    }
    let _ = writeln!(page, "<script>{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// A box for each verdict, in both kinds.
fn filter(page: &mut String, report: &Report) {
    let count = |is: &dyn Fn(&&Entry) -> bool| report.changes.iter().filter(is).count();
    let wire = LEVELS.map(|level| (level.to_string(), count(&|one| one.level == level)));
    let rust = BUMPS.map(|bump| (bump.to_string(), count(&|one| one.bump == bump)));
    page.push_str("<form class=\"filter\" autocomplete=\"off\" hidden>\n");
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
    page.push_str("</form>\n");
}

fn entry(page: &mut String, change: &Entry) {
    let _ = writeln!(
        page,
        "<details class=\"{level}\" data-wire=\"{level}\" data-rust=\"{bump}\">\n<summary><b>{level}</b> {}</summary>\n\
         <p><code>{}</code> at <code>{}</code>, direction: {}, Rust: {bump}</p>\n<div class=\"sides\">",
        escape(&change.message),
        escape(&change.id),
        escape(&change.pointer),
        change.direction,
        level = change.level,
        bump = change.bump,
    );
    for (title, side) in [("before", &change.before), ("after", &change.after)] {
        let side = side.as_deref().unwrap_or("(not there)");
        let _ = writeln!(page, "<div>{title}<pre>{}</pre></div>", escape(side));
    }
    page.push_str("</div>\n</details>\n");
}

fn escape(text: &str) -> String {
    straight(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
