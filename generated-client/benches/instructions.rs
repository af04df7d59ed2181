//! Instructions and allocations of `create_webhook`, compared with a call by hand, and
//! instructions of making a client.
//!
//! ```console
//! cargo bench -p fingerprint-management --bench instructions
//! ```
//!
//! Valgrind counts both while this program calls a server of canned responses in another
//! process. The result is the difference of two runs with different numbers of calls, so
//! neither the setup nor the server counts. Requires valgrind.

mod by_hand;
mod told;

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fingerprint_management::types::CreateWebhook;
use fingerprint_management::{Client, reqwest};

type Outcome<T> = Result<T, Box<dyn Error>>;

const FEW: u32 = 100;
const MANY: u32 = 600;
const KEY: &str = "a-management-api-key-of-forty-characters";
const URL: &str = "https://example.com/webhook";
const DESCRIPTION: &str = "Made by a benchmark";

const BODY: &str = r#"{"data":{"id":"wh_1f4b2a9c7e3d5f60","url":"https://example.com/webhook","status":"enabled","description":"Made by a benchmark","environment":null,"verified":false,"legacy":false,"basic_auth":null,"created_at":"2025-01-31T15:53:52.180Z","last_enabled_at":"2025-01-31T15:53:52.180Z","last_disabled_at":null,"signing_key":"whsec_5f0e1d2c3b4a59687786a5b4c3d2e1f0"}}"#;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, arguments): (Vec<&str>, Vec<&str>) = arguments
        .iter()
        .map(String::as_str)
        .partition(|argument| argument.starts_with("--"));
    match arguments[..] {
        ["serve"] => serve(),
        ["calls", how, calls, base] => block_on(make_calls(how, calls.parse()?, base)),
        // Cargo passes `--bench` to run benchmarks, but not to test them.
        _ if !flags.contains(&"--bench") => Ok(()),
        [] => compare(),
        ["profile", how] => profile(how),
        _ => Err("give nothing, or `profile` and `client` or `by-hand`".into()),
    }
}

fn compare() -> Outcome<()> {
    let server = Server::start()?;
    let client = server.cost("client")?;
    println!("| `create_webhook` | instructions per call | ratio | allocations per call | ratio |");
    println!("|---|---|---|---|---|");
    row("this client", &client, &client);
    for (name, how) in [
        ("by hand, with a timeout", "by-hand"),
        ("by hand, without", "by-hand-unbounded"),
    ] {
        row(name, &server.cost(how)?, &client);
    }
    println!();
    compare_told(&server, &client)?;
    println!();
    compare_starts(&server)
}

/// Counts what the first client of a process costs, and what each after it does.
fn compare_starts(server: &Server) -> Outcome<()> {
    println!("| a client for | first, instructions | ratio | each further one | ratio |");
    println!("|---|---|---|---|---|");
    let alone = server.start_cost("start-alone")?;
    for (name, how) in [
        ("https, reqwest alone", "start-alone"),
        ("https", "start"),
        ("loopback http", "start-loopback"),
    ] {
        let [first, further] = server.start_cost(how)?;
        println!(
            "| {name} | {first:.0} | {:.3} | {further:.0} | {:.3} |",
            first / alone[0],
            further / alone[1],
        );
    }
    Ok(())
}

/// Counts what a call costs more where somebody is told of it.
fn compare_told(server: &Server, client: &Cost) -> Outcome<()> {
    println!("| this client, and | instructions per call | more | allocations per call | more |");
    println!("|---|---|---|---|---|");
    let nobody = if cfg!(feature = "tracing") {
        "the feature `tracing`, nobody listening"
    } else {
        "nobody, without the feature `tracing`"
    };
    told_row(nobody, client, client);
    for (name, how) in told::WAYS {
        told_row(name, &server.cost(how)?, client);
    }
    Ok(())
}

fn told_row(name: &str, cost: &Cost, client: &Cost) {
    println!(
        "| {name} | {:.0} | {:.0} | {:.1} | {:.1} |",
        cost.instructions,
        cost.instructions - client.instructions,
        cost.allocations,
        cost.allocations - client.allocations,
    );
}

/// The cost of one call.
struct Cost {
    instructions: f64,
    allocations: f64,
}

fn row(name: &str, cost: &Cost, client: &Cost) {
    println!(
        "| {name} | {:.0} | {:.3} | {:.1} | {:.3} |",
        cost.instructions,
        client.instructions / cost.instructions,
        cost.allocations,
        client.allocations / cost.allocations,
    );
}

/// Writes callgrind's profile of many calls to the current folder.
fn profile(how: &str) -> Outcome<()> {
    let server = Server::start()?;
    let file = format!("--callgrind-out-file=callgrind.out.{how}");
    server.valgrind(&["--tool=callgrind", &file], how, MANY)?;
    println!("callgrind_annotate --inclusive=yes callgrind.out.{how}");
    Ok(())
}

/// The server of canned responses, in a process of its own.
struct Server {
    process: Child,
    base: String,
}

impl Server {
    fn start() -> Outcome<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut base = String::new();
        let output = process.stdout.take().ok_or("the server has no output")?;
        BufReader::new(output).read_line(&mut base)?;
        Ok(Self {
            process,
            base: base.trim().to_owned(),
        })
    }

    fn cost(&self, how: &str) -> Outcome<Cost> {
        let callgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let memcheck = ["--tool=memcheck"];
        Ok(Cost {
            instructions: self.difference(&callgrind, "Collected :", how)?,
            allocations: self.difference(&memcheck, "total heap usage:", how)?,
        })
    }

    /// Returns the instructions of the first client of a process, and of each further one.
    fn start_cost(&self, how: &str) -> Outcome<[f64; 2]> {
        let tool = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let count = |clients| number_after(&self.valgrind(&tool, how, clients)?, "Collected :");
        let (none, one, eleven) = (count(0)?, count(1)?, count(11)?);
        Ok([one - none, (eleven - one) / 10.0])
    }

    /// Returns what one more call adds to the number after `label`.
    fn difference(&self, tool: &[&str], label: &str, how: &str) -> Outcome<f64> {
        let count = |calls| number_after(&self.valgrind(tool, how, calls)?, label);
        Ok((count(MANY)? - count(FEW)?) / f64::from(MANY - FEW))
    }

    fn valgrind(&self, tool: &[&str], how: &str, calls: u32) -> Outcome<String> {
        let run = Command::new("valgrind")
            .args(tool)
            .arg(std::env::current_exe()?)
            .args(["calls", how, &calls.to_string(), &self.base])
            .output()
            .map_err(|error| format!("valgrind cannot be run: {error}; install it"))?;
        let report = String::from_utf8_lossy(&run.stderr).into_owned();
        if !run.status.success() {
            return Err(format!("{calls} calls by {how} failed:\n{report}").into());
        }
        Ok(report)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Either may fail only where the process is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn number_after(report: &str, label: &str) -> Outcome<f64> {
    let (_, rest) = report
        .split_once(label)
        .ok_or_else(|| format!("valgrind does not say `{label}`:\n{report}"))?;
    let number = rest.split_whitespace().next().unwrap_or_default();
    Ok(number.replace(',', "").parse()?)
}

fn block_on(calls: impl Future<Output = Outcome<()>>) -> Outcome<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(calls)
}

async fn make_calls(how: &str, calls: u32, base: &str) -> Outcome<()> {
    match how {
        "client" => through_the_client(calls, base, None).await,
        "by-hand" => by_hand(calls, base, Some(Duration::from_secs(30))).await,
        "by-hand-unbounded" => by_hand(calls, base, None).await,
        "start" => start(calls, || Client::builder(KEY).build()),
        "start-loopback" => start(calls, || Client::builder(KEY).base_url(base).build()),
        "start-alone" => start(calls, || reqwest::Client::builder().build()),
        told => through_the_client(calls, base, Some(told)).await,
    }
}

/// Makes calls with everything at its default except the rate limiter, and whom it tells.
async fn through_the_client(calls: u32, base: &str, told: Option<&str>) -> Outcome<()> {
    let client = Client::builder(KEY).base_url(base).without_rate_limiter();
    let client = match told {
        Some(how) => told::set_up(how, client).map_err(|error| -> Box<dyn Error> { error })?,
        None => client,
    };
    let client = client.build()?;
    for _ in 0..calls {
        let webhook = CreateWebhook::builder()
            .url(URL)
            .description(DESCRIPTION)
            .environment(None);
        let created = client.create_webhook(webhook).send().await?;
        check(&created.data.id)?;
    }
    Ok(())
}

/// Makes clients, and lets none of them make a call.
fn start<C, E: Error + 'static>(clients: u32, make: impl Fn() -> Result<C, E>) -> Outcome<()> {
    for _ in 0..clients {
        black_box(make()?);
    }
    Ok(())
}

async fn by_hand(calls: u32, base: &str, timeout: Option<Duration>) -> Outcome<()> {
    let api = by_hand::Api::new(base, KEY, timeout)?;
    for _ in 0..calls {
        let webhook = by_hand::CreateWebhook {
            url: URL.to_owned(),
            description: Some(DESCRIPTION.to_owned()),
            environment: None,
        };
        let created = api.create_webhook(&webhook).await?;
        check(&created.data.id)?;
    }
    Ok(())
}

fn check(id: &str) -> Outcome<()> {
    if id == "wh_1f4b2a9c7e3d5f60" {
        Ok(())
    } else {
        Err(format!("another webhook: {id}").into())
    }
}

/// Responds to any request, on one connection after another.
fn serve() -> Outcome<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let answer = format!(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json; charset=utf-8\r\n\
         content-length: {}\r\ndate: Fri, 31 Jan 2025 15:53:52 GMT\r\n\r\n{BODY}",
        BODY.len()
    );
    for connection in listener.incoming() {
        let mut connection = connection?;
        connection.set_nodelay(true)?;
        while read_request(&mut connection)? {
            connection.write_all(answer.as_bytes())?;
        }
    }
    Ok(())
}

/// Reads a request to the end of its body; returns whether there was one.
fn read_request(connection: &mut TcpStream) -> Outcome<bool> {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    while !is_whole(&request)? {
        match connection.read(&mut buffer) {
            Ok(0) | Err(_) => return Ok(false),
            Ok(read) => request.extend_from_slice(buffer.get(..read).unwrap_or_default()),
        }
    }
    Ok(true)
}

fn is_whole(request: &[u8]) -> Outcome<bool> {
    let text = std::str::from_utf8(request)?;
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Ok(false);
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .ok_or("a request without a length")?;
    Ok(body.len() >= length.parse()?)
}
