//! Makes calls whose instructions are counted: `cargo test --workspace --test
//! instructions` runs it, as the server of another process's calls as well.
//!
//! ```console
//! calls serve
//! calls NUMBER URL
//! ```
//!
//! Every answer is an error, which is what does not change with the API's document.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use fingerprint_management::Client;
use fingerprint_management::types::CreateWebhook;

type Outcome<T> = Result<T, Box<dyn Error>>;

const BODY: &str = r#"{"error":{"message":"another workspace has this webhook","code":"taken"}}"#;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve"] => serve(),
        [number, url] => call(number.parse()?, url),
        _ => Err("give `serve`, or a number of calls and where to".into()),
    }
}

/// Makes calls with everything at its default but the rate limiter.
#[tokio::main(flavor = "current_thread")]
async fn call(number: u32, url: &str) -> Outcome<()> {
    let client = Client::builder("a-management-api-key-of-forty-characters").base_url(url);
    let client = client.without_rate_limiter().build()?;
    for _ in 0..number {
        let webhook = CreateWebhook::builder().url("https://example.com/webhook");
        let called = client.create_webhook(webhook).send().await;
        let error = called.err().ok_or("expected an error, found a webhook")?;
        if error.code() != Some("taken") {
            return Err(error.into());
        }
    }
    Ok(())
}

/// Responds to any request, on one connection after another.
fn serve() -> Outcome<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let answer = format!(
        "HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    for connection in listener.incoming() {
        let mut connection = BufReader::new(connection?);
        connection.get_ref().set_nodelay(true)?;
        while read_request(&mut connection)? {
            connection.get_mut().write_all(answer.as_bytes())?;
        }
    }
    Ok(())
}

/// Reads a request to the end of its body; returns whether there was one.
fn read_request(connection: &mut BufReader<TcpStream>) -> Outcome<bool> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if connection.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("content-length: ") {
            length = number.parse()?;
        }
    }
    connection.read_exact(&mut vec![0; length])?;
    Ok(true)
}
