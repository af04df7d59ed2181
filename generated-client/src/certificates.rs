//! Which certificates an HTTP client trusts, and how often those of the machine are read.

use reqwest::ClientBuilder;

/// Trusts no certificate, so that those of the machine need not be there, nor be read.
pub(crate) fn none(builder: ClientBuilder) -> ClientBuilder {
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    let builder = builder.tls_certs_only([]);
    builder
}

/// Trusts the machine's certificates, which are read once in a process.
///
/// Where the platform verifies, nothing is read at all. Elsewhere the HTTP client would read
/// and decode a few hundred files each time.
pub(crate) fn shared(builder: ClientBuilder) -> ClientBuilder {
    #[cfg(all(
        feature = "rustls",
        not(feature = "native-tls"),
        unix,
        not(target_os = "android"),
        not(target_vendor = "apple")
    ))]
    let builder = match store::certificates() {
        [] => builder,
        certificates => builder.tls_certs_only(certificates.iter().cloned()),
    };
    builder
}

#[cfg(all(
    feature = "rustls",
    not(feature = "native-tls"),
    unix,
    not(target_os = "android"),
    not(target_vendor = "apple")
))]
mod store {
    use std::sync::LazyLock;

    use reqwest::Certificate;
    use rustls::RootCertStore;
    use rustls::pki_types::CertificateDer;

    /// Returns what the platform verifier would read, or nothing where that cannot be had.
    pub(super) fn certificates() -> &'static [Certificate] {
        static STORE: LazyLock<Vec<Certificate>> = LazyLock::new(read);
        &STORE
    }

    fn read() -> Vec<Certificate> {
        let found = rustls_native_certs::load_native_certs().certs;
        let readable = found.iter().filter(|der| is_readable(der));
        readable
            .filter_map(|der| Certificate::from_der(der).ok())
            .collect()
    }

    /// The verifier passes over a certificate that it cannot read, the HTTP client does not.
    fn is_readable(der: &CertificateDer<'static>) -> bool {
        RootCertStore::empty().add(der.clone()).is_ok()
    }
}
