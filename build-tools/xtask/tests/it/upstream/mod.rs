//! Gathering the new document from places on the network.

mod fetching;
mod index;
mod named;
mod places;

use crate::frozen::base;
use crate::server::{Request, Server, reply};
use api_document::diagnostic::Outcome;
use build_tools::upstream::{Gathered, gather};
use build_tools::workspace::fetch::{Fetcher, Limits};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

const VERSION: &str = "2024-05-20";

/// The published page of `POST /webhooks`.
fn page() -> String {
    String::from_utf8(base().inputs.pages[0].bytes.clone()).unwrap()
}

/// A page of another operation, made from the published one.
fn page_of(method: &str, path: &str) -> String {
    page()
        .replace(
            "POST /webhooks",
            &format!("{} {path}", method.to_uppercase()),
        )
        .replace(
            "\n  /webhooks:\n    post:",
            &format!("\n  {path}:\n    {method}:"),
        )
        .replace(
            "WebhooksController_create",
            &format!("{method}{path}").replace('/', "_"),
        )
}

/// A page of another document or version.
fn page_in(document: &str, version: &str) -> String {
    page()
        .replace("management-api_2024-05-20.json", document)
        .replace(VERSION, version)
}

type Pages = Vec<(&'static str, String)>;

/// Pages by path, with an index of them at `/llms.txt`.
fn site(pages: Pages) -> Pages {
    let links = pages
        .iter()
        .map(|(path, _)| format!("- [A page]({path}): words\n"));
    let index = format!("# Site\n\n## Docs\n\n{}", links.collect::<String>());
    pages.into_iter().chain([("/llms.txt", index)]).collect()
}

fn serve(pages: &Pages, request: &Request, stream: &mut TcpStream) -> std::io::Result<()> {
    match pages.iter().find(|(path, _)| *path == request.path) {
        Some((_, body)) => reply(stream, "200 OK", body),
        None => reply(stream, "404 Not Found", "<html>Not found</html>"),
    }
}

fn server(pages: Pages) -> Server {
    Server::new(move |request, stream| serve(&pages, request, stream))
}

fn limits() -> Limits {
    Limits {
        total: Duration::from_secs(5),
        bytes: 100_000,
        ..Limits::default()
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

fn gather_with(fetcher: Fetcher, places: &[&str]) -> Outcome<Gathered> {
    runtime().block_on(gather(&Arc::new(fetcher), places, VERSION, &|_| {}))
}

fn gathered(places: &[&str]) -> Gathered {
    let gathered = gather_with(Fetcher::new(limits(), None), places);
    gathered.unwrap_or_else(|found| panic!("{found}"))
}

fn refused(places: &[&str]) -> String {
    let gathered = gather_with(Fetcher::new(limits(), None), places);
    gathered.unwrap_err().to_string()
}

fn from_site(pages: Pages) -> Gathered {
    let server = server(site(pages));
    gathered(&[&server.at("/llms.txt")])
}

fn names(gathered: &Gathered) -> Vec<&str> {
    let names = gathered.sources.iter().map(|source| source.name.as_str());
    names
        .map(|name| name.splitn(4, '/').nth(3).unwrap())
        .collect()
}

/// The vendored document, of a version.
fn document(version: &str) -> String {
    let text = String::from_utf8(base().inputs.document.bytes.clone()).unwrap();
    text.replace(VERSION, version)
}
