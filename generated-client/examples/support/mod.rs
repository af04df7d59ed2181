//! The client of an example: of the real service, or of a simulator in this process.

use fingerprint_management::Client;
use fingerprint_management_simulator::{Simulator, SimulatorBuilder};

/// Returns a client of the real service if `FINGERPRINT_MANAGEMENT_API_KEY` is set, and
/// otherwise one of the simulator, which runs until it is dropped.
pub(crate) async fn client(
    simulator: SimulatorBuilder,
) -> Result<(Client, Option<Simulator>), Box<dyn std::error::Error>> {
    if std::env::var_os("FINGERPRINT_MANAGEMENT_API_KEY").is_some() {
        return Ok((Client::from_env()?, None));
    }
    println!("No API key is set: using a simulator.");
    let simulator = simulator.start().await?;
    let client = Client::builder(simulator.api_key())
        .base_url(simulator.url())
        .build()?;
    Ok((client, Some(simulator)))
}
