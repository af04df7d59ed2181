//! Verification of signed webhook deliveries.
//!
//! If webhook signatures are enabled, the response to the creation of a webhook contains
//! its signing key, once, and each delivery has a header [`SIGNATURE_HEADER`] with one or
//! more signatures of its raw body. A receiver needs both as they came:
//!
//! ```
//! use fingerprint_management::reqwest::{StatusCode, header::HeaderMap};
//! use fingerprint_management::{Secret, webhook};
//!
//! fn receive(signing_key: &Secret, headers: &HeaderMap, raw_body: &[u8]) -> StatusCode {
//!     let header = headers.get(webhook::SIGNATURE_HEADER);
//!     let header = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
//!     if let Err(error) = webhook::verify(signing_key, header, raw_body) {
//!         eprintln!("not to be trusted: {error}");
//!         return StatusCode::UNAUTHORIZED;
//!     }
//!     // Only now: decode the event, and answer soon.
//!     StatusCode::OK
//! }
//! # let headers = HeaderMap::new();
//! # assert_eq!(receive(&Secret::from("k"), &headers, b""), StatusCode::UNAUTHORIZED);
//! ```
//!
//! **Replays are not detected:** the signature has no timestamp, so a copy of a delivery
//! verifies forever. To keep a replay from taking effect, remember the request id of each
//! handled event; a retried delivery has the same one.

use std::fmt;

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Secret;

/// The header with the signatures of a delivery.
pub const SIGNATURE_HEADER: &str = "FPJS-Event-Signature";

type HmacSha256 = Hmac<Sha256>;

const VERSION: &str = "v1";

/// Verifies that a delivery was signed with this key.
///
/// `header` is the value of [`SIGNATURE_HEADER`]: comma-separated `version=hash` pairs, of
/// which one `v1` hash must be the HMAC-SHA256 of the body. `raw_body` is the body exactly
/// as received: parsing and serializing it again would change it. Hashes are compared in
/// constant time.
///
/// ```
/// use fingerprint_management::{Secret, webhook};
///
/// let key = Secret::from("secret");
/// let header = "v1=1b2c16b75bd2a870c114153ccda5bcfca63314bc722fa160d690de133ccbb9db";
/// assert!(webhook::verify(&key, header, b"data").is_ok());
/// assert!(webhook::verify(&key, header, b"other data").is_err());
/// ```
///
/// # Errors
///
/// Fails if the delivery is not to be trusted: respond with 4xx and ignore it. Log the
/// [`VerifyError`], but do not return it to the sender.
pub fn verify(signing_key: &Secret, header: &str, raw_body: &[u8]) -> Result<(), VerifyError> {
    if signing_key.expose().is_empty() {
        return Err(VerifyError::EmptyKey);
    }
    if header.trim().is_empty() {
        return Err(VerifyError::NoSignature);
    }
    let expected = signature(signing_key, raw_body)?;
    let mut candidates = header
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .filter(|(version, _)| *version == VERSION)
        .peekable();
    if candidates.peek().is_none() {
        return Err(VerifyError::NoKnownVersion);
    }
    let mut readable = candidates
        .filter_map(|(_, hash)| decode_hex(hash))
        .peekable();
    if readable.peek().is_none() {
        return Err(VerifyError::Malformed);
    }
    // `CtOutput` compares in constant time.
    let matches = |hash: [u8; 32]| CtOutput::new(hash.into()) == expected;
    if readable.any(matches) {
        Ok(())
    } else {
        Err(VerifyError::Mismatch)
    }
}

fn signature(key: &Secret, body: &[u8]) -> Result<CtOutput<HmacSha256>, VerifyError> {
    // HMAC accepts keys of any length; if it did not, nothing would verify.
    let mac = HmacSha256::new_from_slice(key.expose().as_bytes());
    let mac = mac.map_err(|_| VerifyError::EmptyKey)?;
    Ok(mac.chain_update(body).finalize())
}

/// Decodes 64 lowercase hexadecimal digits.
fn decode_hex(text: &str) -> Option<[u8; 32]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let mut bytes = [0; 32];
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    }
}

/// The reason why a delivery is not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerifyError {
    /// The signing key is empty: the receiver is misconfigured.
    EmptyKey,
    /// The header is missing or empty.
    NoSignature,
    /// The header has no `v1` signature.
    NoKnownVersion,
    /// No `v1` signature consists of 64 lowercase hexadecimal digits.
    Malformed,
    /// No `v1` signature matches this body and key.
    Mismatch,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyKey => "the signing key is empty",
            Self::NoSignature => "the delivery has no signature",
            Self::NoKnownVersion => "the delivery has no v1 signature",
            Self::Malformed => "no v1 signature consists of 64 lowercase hexadecimal digits",
            Self::Mismatch => "no v1 signature matches the body",
        })
    }
}

impl std::error::Error for VerifyError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;

    /// From the vendor's documentation: key `secret`, body `data`.
    const HASH: &str = "1b2c16b75bd2a870c114153ccda5bcfca63314bc722fa160d690de133ccbb9db";

    fn check(key: &str, header: &str, body: &str) -> Result<(), VerifyError> {
        verify(&Secret::from(key), header, body.as_bytes())
    }

    fn sign(key: &str, body: &[u8]) -> String {
        let bytes = signature(&Secret::from(key), body).unwrap().into_bytes();
        bytes.iter().fold("v1=".to_owned(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    }

    #[test]
    fn the_known_vector_verifies() {
        assert_eq!(check("secret", &format!("v1={HASH}"), "data"), Ok(()));
    }

    #[test]
    fn invalid_signatures_are_rejected() {
        let good = format!("v1={HASH}");
        for (key, header, body, error) in [
            (
                "secret",
                format!("v2={HASH}"),
                "data",
                VerifyError::NoKnownVersion,
            ),
            (
                "secret",
                "invalid".to_owned(),
                "data",
                VerifyError::NoKnownVersion,
            ),
            ("secret", String::new(), "data", VerifyError::NoSignature),
            ("secret", " ".to_owned(), "data", VerifyError::NoSignature),
            ("secret", good.clone(), "other", VerifyError::Mismatch),
            ("other", good.clone(), "data", VerifyError::Mismatch),
            ("", good.clone(), "data", VerifyError::EmptyKey),
            (
                "secret",
                good.to_uppercase(),
                "data",
                VerifyError::NoKnownVersion,
            ),
            (
                "secret",
                format!("v1={}", HASH.to_uppercase()),
                "data",
                VerifyError::Malformed,
            ),
            (
                "secret",
                format!("v1={HASH}0"),
                "data",
                VerifyError::Malformed,
            ),
            ("secret", "v1=".to_owned(), "data", VerifyError::Malformed),
            (
                "secret",
                format!("v1=+{}", &HASH[1..]),
                "data",
                VerifyError::Malformed,
            ),
        ] {
            assert_eq!(check(key, &header, body), Err(error), "{header}");
        }
    }

    #[test]
    fn one_matching_v1_among_others_is_enough() {
        let wrong = HASH.replace('1', "2");
        for header in [
            format!("v1={wrong},v1={HASH}"),
            format!("v1={HASH},v1={wrong}"),
            format!("v2=abc,v1={HASH}"),
            format!("v1=short, v1={HASH} ,,="),
        ] {
            assert_eq!(check("secret", &header, "data"), Ok(()), "{header}");
        }
    }

    proptest! {
        #[test]
        fn a_signed_body_verifies_and_a_changed_one_does_not(
            key in "\\PC{1,80}",
            body in prop::collection::vec(any::<u8>(), 0..200),
            flip in any::<(prop::sample::Index, u8)>(),
        ) {
            let header = sign(&key, &body);
            prop_assert_eq!(verify(&Secret::from(key.as_str()), &header, &body), Ok(()));

            let mut longer = body.clone();
            longer.push(flip.1);
            let result = verify(&Secret::from(key.as_str()), &header, &longer);
            prop_assert_eq!(result, Err(VerifyError::Mismatch));

            let mut changed = body;
            if !changed.is_empty() {
                let index = flip.0.index(changed.len());
                changed[index] ^= 1 << (flip.1 % 8);
                let result = verify(&Secret::from(key), &header, &changed);
                prop_assert_eq!(result, Err(VerifyError::Mismatch));
            }
        }

        #[test]
        fn arbitrary_headers_neither_panic_nor_verify(header in "(v1=)?[\\PC,=]{0,150}", body in ".{0,20}") {
            prop_assert!(check("secret", &header, &body).is_err());
        }
    }
}
