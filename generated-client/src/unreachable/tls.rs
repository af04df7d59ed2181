//! What TLS objects to: by the library's own error type, for each library.

use std::error::Error as StdError;

use crate::obstacle::Obstacle;

/// Returns what a TLS library objects to, if this is an error of one.
pub(super) fn obstacle(cause: &(dyn StdError + 'static)) -> Option<Obstacle> {
    #[cfg(feature = "rustls")]
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return Some(by_rustls(error));
    }
    #[cfg(feature = "native-tls")]
    if let Some(error) = cause.downcast_ref::<native_tls::Error>() {
        return by_platform(&error.to_string());
    }
    let _ = cause;
    None
}

#[cfg(feature = "rustls")]
fn by_rustls(error: &rustls::Error) -> Obstacle {
    use rustls::{AlertDescription as Alert, Error, InvalidMessage, PeerIncompatible};

    match error {
        Error::InvalidCertificate(why) => by_certificate(why),
        Error::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        )
        | Error::AlertReceived(Alert::ProtocolVersion) => {
            Obstacle::lasting("the server has no version of TLS that is safe; expected 1.2 or 1.3")
        }
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            Obstacle::lasting("expected TLS, found another protocol")
        }
        // The server is overloaded, or about to end.
        Error::AlertReceived(Alert::InternalError | Alert::UserCanceled | Alert::CloseNotify) => {
            Obstacle::passing(format!("TLS: {error}"))
        }
        Error::AlertReceived(_)
        | Error::PeerIncompatible(_)
        | Error::PeerMisbehaved(_)
        | Error::InappropriateMessage { .. }
        | Error::InappropriateHandshakeMessage { .. }
        | Error::InvalidMessage(_)
        | Error::NoApplicationProtocol
        | Error::NoCertificatesPresented
        | Error::UnsupportedNameType => Obstacle::lasting(format!("TLS: {error}")),
        _ => Obstacle::passing(format!("TLS: {error}")),
    }
}

#[cfg(feature = "rustls")]
fn by_certificate(why: &rustls::CertificateError) -> Obstacle {
    use rustls::CertificateError as Why;

    Obstacle::lasting(match why {
        Why::Expired | Why::ExpiredContext { .. } => "the certificate has expired",
        Why::NotValidYet | Why::NotValidYetContext { .. } => "the certificate is not valid yet",
        // The names that it is for are the server's words.
        Why::NotValidForName | Why::NotValidForNameContext { .. } => {
            "the certificate is for another host"
        }
        Why::UnknownIssuer => "the certificate's issuer is unknown",
        Why::Revoked => "the certificate is revoked",
        // Whoever knows may be reachable later.
        Why::UnknownRevocationStatus
        | Why::ExpiredRevocationList
        | Why::ExpiredRevocationListContext { .. } => {
            return Obstacle::passing("it is not known whether the certificate is revoked");
        }
        _ => "the certificate is not valid",
    })
}

/// Goes by the text: the platforms' libraries have nothing else in common.
#[cfg(any(feature = "native-tls", test))]
fn by_platform(text: &str) -> Option<Obstacle> {
    const LASTING: [&str; 6] = [
        "certificate",
        "handshake failure",
        "protocol version",
        "not trusted",
        "unsupported protocol",
        "wrong version number",
    ];
    let lasts = LASTING.iter().any(|words| text.contains(words));
    lasts.then(|| Obstacle::lasting(format!("TLS: {}", reason(text))))
}

/// The reason in a text of OpenSSL's: what the check of the certificate says, in parentheses at
/// the end, or else the fifth part of `error:NUMBER:LIBRARY:FUNCTION:REASON:FILE:LINE`.
#[cfg(any(feature = "native-tls", test))]
fn reason(text: &str) -> &str {
    if !text.starts_with("error:") {
        return text;
    }
    let check = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let check = check.map(|(_, check)| check);
    check.or_else(|| text.split(':').nth(4)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::by_platform;

    #[test]
    fn what_a_platform_says_is_told_by_its_words() {
        const EXPIRED: &str = "error:0A000086:SSL routines:tls_post_process_server_certificate:\
             certificate verify failed:../ssl/statem/statem_clnt.c:1889: (certificate has expired)";
        const VERSION: &str = "error:0A00042E:SSL routines:ssl3_read_bytes:\
             tlsv1 alert protocol version:../ssl/record/rec_layer_s3.c:1601:SSL alert number 70";
        const OVERLOADED: &str = "error:0A000438:SSL routines:ssl3_read_bytes:\
             tlsv1 alert internal error:../ssl/record/rec_layer_s3.c:1601:SSL alert number 80";
        const APPLE: &str = "The certificate was not trusted.";
        for (text, expected) in [
            (EXPIRED, Some("TLS: certificate has expired")),
            (VERSION, Some("TLS: tlsv1 alert protocol version")),
            (APPLE, Some("TLS: The certificate was not trusted.")),
            (OVERLOADED, None),
            ("unexpected EOF", None),
        ] {
            let found = by_platform(text);
            assert!(found.as_ref().is_none_or(|found| found.lasts), "{text}");
            let what = found.and_then(|found| found.what);
            assert_eq!(what.as_deref(), expected, "{text}");
        }
    }
}
