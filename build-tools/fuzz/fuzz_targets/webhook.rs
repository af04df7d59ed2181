//! Signature headers of any text: a delivery verifies exactly where the header
//! has the signature of its body, among whatever else.
//!
//! An input is a line with the key, a line with the header, and the body.
#![no_main]

use fingerprint_management::{Secret, webhook};
use hmac::{Hmac, KeyInit, Mac};
use libfuzzer_sys::fuzz_target;
use sha2::Sha256;
use std::fmt::Write as _;

fuzz_target!(|input: &[u8]| {
    let mut lines = input.splitn(3, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (Ok(key), Ok(header)) = (std::str::from_utf8(line()), std::str::from_utf8(line())) else {
        return;
    };
    let body = line();
    let signature = signature(key, body);
    let key = Secret::from(key);
    let signed = |header: &str| webhook::verify(&key, header, body).is_ok();
    assert!(!signed(header) || header.contains(&signature));
    // The signature among the parts of the header, in every place.
    let own = format!("v1={signature}");
    let parts: Vec<&str> = header.split(',').collect();
    for place in 0..=parts.len().min(8) {
        let mut with = parts.clone();
        with.insert(place, &own);
        assert_eq!(signed(&with.join(",")), !key.expose().is_empty());
    }
    // Of another body it is none.
    let other = [body, b"\n"].concat();
    assert!(webhook::verify(&key, &own, &other).is_err());
});

fn signature(key: &str, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("keys have any length");
    let mut text = String::new();
    for byte in mac.chain_update(body).finalize().into_bytes() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
