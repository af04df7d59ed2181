//! Sends the client's spans, with the events in them, to an OpenTelemetry collector.
//!
//! With `FINGERPRINT_MANAGEMENT_API_KEY` set, it calls the real service; otherwise, a
//! simulator in this process. The collector is that of `OTEL_EXPORTER_OTLP_ENDPOINT`, or one
//! on this machine:
//!
//! ```console
//! docker run --rm -p 4318:4318 otel/opentelemetry-collector
//! cargo run -p otlp-example
//! ```

#[cfg(test)]
mod tests;

use std::error::Error;

use fingerprint_management::{Client, types::CreateWebhook};
use fingerprint_management_simulator::Simulator;
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let exporter = SpanExporter::builder().with_http();
    let provider = provider(exporter.with_protocol(Protocol::HttpJson).build()?);
    tracing_subscriber::registry().with(layer(&provider)).init();
    let called = call().await;
    // Whatever is not exported yet.
    provider.shutdown()?;
    called
}

/// Exports in a thread of its own, so that no call waits for the collector.
fn provider(exporter: SpanExporter) -> SdkTracerProvider {
    SdkTracerProvider::builder()
        .with_resource(Resource::builder().with_service_name("billing").build())
        .with_batch_exporter(exporter)
        .build()
}

/// Takes the client's spans and events, attempts included, and nothing of the libraries
/// beneath it: the exporter uses them as well.
fn layer<S>(provider: &SdkTracerProvider) -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let ours = Targets::new().with_target("fingerprint_management", LevelFilter::DEBUG);
    tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("fingerprint-management"))
        .with_location(false)
        .with_threads(false)
        .with_filter(ours)
}

async fn call() -> Result<(), Box<dyn Error>> {
    if std::env::var_os("FINGERPRINT_MANAGEMENT_API_KEY").is_some() {
        return create(&Client::from_env()?).await;
    }
    println!("No API key is set: using a simulator.");
    let simulator = Simulator::start().await?;
    let client = Client::builder(simulator.api_key()).base_url(simulator.url());
    create(&client.build()?).await
}

async fn create(client: &Client) -> Result<(), Box<dyn Error>> {
    let webhook = CreateWebhook::builder().url("https://example.com/webhook");
    let created = client.create_webhook(webhook).send().await?;
    println!("created {}", created.data.id);
    Ok(())
}
