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
#[cfg(feature = "native-tls")]
fn by_platform(text: &str) -> Option<Obstacle> {
    const LASTING: [&str; 6] = [
        "certificate",
        "handshake failure",
        "protocol version",
        "trust",
        "unsupported protocol",
        "wrong version number",
    ];
    let lasts = LASTING.iter().any(|words| text.contains(words));
    // OpenSSL gives the place in its source first, and the reason last, in parentheses.
    let reason = text
        .rsplit_once('(')
        .and_then(|(_, end)| end.strip_suffix(')'));
    let what = format!("TLS: {}", reason.unwrap_or(text));
    lasts.then(|| Obstacle::lasting(what))
}
