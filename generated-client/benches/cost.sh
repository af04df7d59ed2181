#!/usr/bin/env bash
# What depending on the client costs: three programs that create a webhook, made with
# reqwest alone, with this crate, and with the crate that `cargo progenitor` makes from the
# effective document. Each is built for release in an empty folder, with the same TLS, and
# then checked after its own code was touched.
#
#     bash generated-client/benches/cost.sh [FOLDER]
#
# The folder (a temporary one by default) is kept only where it is given. Needs cargo, and
# `cargo install cargo-progenitor` for the third program.
set -euo pipefail
shopt -s inherit_errexit
exec 3>&2 # Where cargo's errors go: what is timed has the times there.
cd "$(dirname "$0")/../.."
root=$PWD
if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work=$(cd "$1" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

# program NAME DEPENDENCY...: its folder, with a manifest; the source is read from stdin.
program() {
    local name=$1 dependency
    shift
    mkdir -p "$work/$name/src"
    {
        printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n\n' "$name"
        printf '[profile.release]\nstrip = true\n\n[workspace]\n\n[dependencies]\n'
        for dependency in "$@"; do printf '%s\n' "$dependency"; done
        printf 'tokio = { version = "1", features = ["macros", "rt", "time"] }\n'
    } > "$work/$name/Cargo.toml"
    cat > "$work/$name/src/main.rs"
    # The same versions in all three.
    cp "$root/Cargo.lock" "$work/$name/Cargo.lock"
}

reqwest='reqwest = { version = "0.13.5", default-features = false, features = ["json", "rustls"] }'

program bare "$reqwest" \
    'serde = { version = "1", features = ["derive"] }' 'serde_json = "1"' <<'RUST'
use std::time::Duration;

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct CreateWebhook {
    url: String,
}

#[derive(Deserialize)]
struct WebhookResponse {
    data: Webhook,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Webhook {
    id: String,
    url: String,
    status: String,
    description: String,
    environment: Option<String>,
    verified: bool,
    legacy: bool,
    basic_auth: Option<serde_json::Value>,
    signing_key: Option<String>,
    created_at: String,
    last_enabled_at: Option<String>,
    last_disabled_at: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = std::env::var("FINGERPRINT_MANAGEMENT_API_KEY")?;
    let headers = HeaderMap::from_iter([
        (ACCEPT, HeaderValue::from_static("application/json")),
        ("x-api-version".parse()?, HeaderValue::from_static("2024-05-20")),
    ]);
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(30))
        .build()?;
    let webhook = CreateWebhook { url: "https://example.com/webhook".to_owned() };
    let created: WebhookResponse = http
        .post("https://management-api.fpjs.io/webhooks")
        .bearer_auth(key)
        .json(&webhook)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    println!("created {}", created.data.id);
    Ok(())
}
RUST

program client "fingerprint-management = { path = \"$root/generated-client\" }" <<'RUST'
use fingerprint_management::{Client, types::CreateWebhook};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let webhook = CreateWebhook::builder().url("https://example.com/webhook");
    let created = client.create_webhook(webhook).send().await?;
    println!("created {}", created.data.id);
    Ok(())
}
RUST

programs=(bare client)
if cargo progenitor --help > /dev/null 2>&1; then
    cargo progenitor --input spec/effective.json --output "$work/made" --name made \
        --version 0.0.0 --interface builder > "$work/progenitor.log"
    program progenitor 'made = { path = "../made" }' "$reqwest" <<'RUST'
use made::types::CreateWebhook;
use reqwest::header::{HeaderMap, HeaderValue};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = std::env::var("FINGERPRINT_MANAGEMENT_API_KEY")?;
    let headers = HeaderMap::from_iter([
        ("authorization".parse()?, HeaderValue::try_from(format!("Bearer {key}"))?),
        ("x-api-version".parse()?, HeaderValue::from_static("2024-05-20")),
    ]);
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .connect_timeout(std::time::Duration::from_secs(5))
        .timeout(std::time::Duration::from_secs(30))
        .build()?;
    let client = made::Client::new_with_client("https://management-api.fpjs.io", http);
    let webhook = CreateWebhook::builder().url("https://example.com/webhook");
    let created = client.create_webhook().body(webhook).send().await?;
    println!("created {}", created.into_inner().data.id);
    Ok(())
}
RUST
    programs+=(progenitor)
else
    echo "no row for progenitor: \`cargo install cargo-progenitor\` first" >&2
fi

cpu_seconds() { # of a clean build
    local TIMEFORMAT='%U %S'
    { time cargo build --release --quiet --manifest-path "$work/$1/Cargo.toml" \
        --target-dir "$work/$1/target" >&3 2>&3; } 2>&1 | awk 'END { print $1 + $2 }'
}

touched_seconds() { # of a check that has only the program to look at: the middle of five
    local TIMEFORMAT='%U %S' check=(cargo check --quiet --manifest-path "$work/$1/Cargo.toml"
        --target-dir "$work/$1/target")
    "${check[@]}"
    for _ in 1 2 3 4 5; do
        touch "$work/$1/src/main.rs"
        { time "${check[@]}" >&3 2>&3; } 2>&1 | awk 'END { print $1 + $2 }'
    done | sort -n | sed -n 3p
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }

echo '| program | crates | ratio | clean build, CPU seconds | ratio | stripped, bytes | ratio | touched, CPU seconds | ratio |'
echo '|---|---|---|---|---|---|---|---|---|'
for name in "${programs[@]}"; do
    cargo fetch --quiet --manifest-path "$work/$name/Cargo.toml"
    crates=$(($(cargo tree --manifest-path "$work/$name/Cargo.toml" -e normal --prefix none \
        --format '{p}' | sed 's/ (\*)$//' | sort -u | wc -l) - 1))
    rm -rf "$work/$name/target"
    seconds=$(cpu_seconds "$name")
    bytes=$(wc -c < "$work/$name/target/release/$name")
    touched=$(touched_seconds "$name")
    if [ "$name" = bare ]; then
        bare_crates=$crates bare_seconds=$seconds bare_bytes=$bytes bare_touched=$touched
    fi
    printf '| %s | %s | %s | %.1f | %s | %s | %s | %.2f | %s |\n' "$name" \
        "$crates" "$(ratio "$crates" "$bare_crates")" \
        "$seconds" "$(ratio "$seconds" "$bare_seconds")" \
        "$bytes" "$(ratio "$bytes" "$bare_bytes")" \
        "$touched" "$(ratio "$touched" "$bare_touched")"
done
