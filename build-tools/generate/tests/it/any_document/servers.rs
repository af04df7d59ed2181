//! Servers: what the crate says of them, and what it makes of an address.

use super::*;
use api_generate::package;

/// The code and the README of a document with these servers.
fn with_servers(servers: &str) -> (Made, String) {
    let document = document(&format!(
        "servers: {servers}\npaths: {{/a: {{get: {{operationId: a, responses: {{'204': {{description: d}}}}}}}}}}\n"
    ));
    let (made, files) = package::files(&document, &[], None, "my-api").unwrap();
    (made, files["README.md"].clone())
}

/// What a server is that the crate cannot name.
fn left_out(url: &str) -> String {
    let (made, readme) = with_servers(&format!("[{{url: '{url}'}}]"));
    assert_eq!(codes(&made), ["server-left-out"], "{url}");
    assert!(!made.code.contains("const SERVER"), "{url}");
    assert!(readme.contains("- `server-left-out` "), "{readme}");
    format!("{} {readme}", made.warnings[0].message)
}

#[test]
fn an_address_has_its_variables_at_their_defaults() {
    let (made, readme) = with_servers(
        "[{url: 'https://{region}.shop.test:{port}/{base}/', variables: {region: {default: eu, enum: [eu, us]}, port: {default: '8443'}, base: {default: v1}}}, {url: //other.test}]",
    );
    let servers =
        "pub const SERVERS: &[&str] = &[\"https://eu.shop.test:8443/v1\", \"https://other.test\"];";
    assert!(flat(&made.code).contains(&flat(servers)), "{}", made.code);
    assert!(readme.contains("my_api::Client::new(\"https://eu.shop.test:8443/v1\")"));
    let template = "`https://{region}.shop.test:{port}/{base}/`";
    assert!(readme.contains(&format!(
        "- in {template}, `{region}` is `eu` unless you put in another of `eu`, `us`\n",
        region = "{region}"
    )));
    assert!(readme.contains(&format!(
        "- in {template}, `{port}` is `8443` unless you put in another\n",
        port = "{port}"
    )));
    assert!(made.warnings.is_empty(), "{:?}", made.warnings);
}

#[test]
fn a_server_without_a_host_is_a_path_to_put_after_one() {
    let (made, readme) =
        with_servers("[{url: /api/v2/}, {url: '/{x}', variables: {x: {default: y}}}]");
    let paths = "pub const SERVER_PATHS: &[&str] = &[\"/api/v2\", \"/y\"];";
    assert!(flat(&made.code).contains(&flat(paths)), "{}", made.code);
    assert!(!made.code.contains("const SERVERS"));
    assert!(
        readme.contains("Client::new(\"https://api.example.com/api/v2\")"),
        "{readme}"
    );
    assert!(
        readme.contains("`SERVER_PATHS`: `/api/v2`, `/y`."),
        "{readme}"
    );
    let (made, readme) = with_servers("[{url: /}]");
    assert!(
        made.code.contains("SERVER_PATHS: &[&str] = &[\"/\"]"),
        "{}",
        made.code
    );
    assert!(
        readme.contains("Client::new(\"https://api.example.com\")"),
        "{readme}"
    );
}

#[test]
fn a_server_that_is_neither_is_reported() {
    assert!(left_out("api/v2").contains("found `api/v2`, which is relative"));
    assert!(left_out("https://{host}/v1").contains("a variable that has no default"));
    assert!(left_out("wss://a.test").contains("not of `https` or `http`"));
    assert!(left_out("https:///v1").contains("without a host"));
    assert!(left_out("https://a.test/v1?key=1").contains("with a query"));
    assert!(left_out("").contains("an empty address"));
}

#[test]
fn a_password_in_an_address_is_written_nowhere() {
    for url in [
        "https://me:hunter2@a.test/v1",
        "//me:hunter2@a.test",
        "me:hunter2@a.test",
    ] {
        let (made, readme) = with_servers(&format!("[{{url: '{url}'}}]"));
        let told: Vec<&str> = made
            .warnings
            .iter()
            .map(|warning| warning.message.as_str())
            .chain([made.code.as_str(), made.report.as_str(), &readme])
            .collect();
        assert!(!told.concat().contains("hunter2"), "{told:?}");
    }
}

#[test]
fn a_client_trims_its_address_and_follows_no_redirect() {
    let (made, readme) = with_servers("[]");
    let code = flat(&made.code);
    assert!(
        code.contains("baseurl:baseurl.trim_end_matches('/').to_string()"),
        "{code}"
    );
    assert!(code.contains(".timeout(dur).redirect(reqwest::redirect::Policy::none())"));
    assert!(readme.contains("A redirect is not followed."), "{readme}");
}
