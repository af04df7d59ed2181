//! Serves a document until it is interrupted.
//!
//! ```console
//! cargo run -p fingerprint-management-simulator --example serve -- [DOCUMENT] [--port PORT]
//! ```

use std::error::Error;

use fingerprint_management_simulator::Simulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut builder = Simulator::builder().without_rate_limit();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--port" {
            let port = arguments.next().unwrap_or_default();
            builder = builder.port(port.parse()?);
        } else {
            let text = std::fs::read_to_string(&argument)?;
            builder = builder.document(serde_json::from_str(&text)?);
        }
    }
    let simulator = builder.start().await?;
    println!("{}", simulator.url());
    println!("{}", simulator.api_key());
    println!("{}", simulator.document());
    std::future::pending().await
}
