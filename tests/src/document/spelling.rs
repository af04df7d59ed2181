//! What a property's name says: its words, and one spelling for all casings.

/// Words that make a name a credential's.
const CREDENTIAL_WORDS: [&str; 4] = ["password", "secret", "token", "credential"];
/// Names that are credentials, though none of their words says so.
const CREDENTIALS: [&str; 5] = [
    "signingkey",
    "privatekey",
    "secretkey",
    "accesskey",
    "basicauth",
];

/// A name in one spelling for all casings: `rateLimit` and `rate_limit` are
/// one property, which the service has been seen to send in both ways.
pub(crate) fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a name, in lower case.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    for letter in name.chars() {
        if !letter.is_alphanumeric() || letter.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && letter.is_alphanumeric()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a name is that of a moment, such as `created_at`.
pub(crate) fn is_time(name: &str) -> bool {
    let words = words(name);
    words.len() > 1 && words.last().is_some_and(|word| word == "at")
}

/// Whether a name is that of a credential.
pub(crate) fn is_credential(name: &str) -> bool {
    CREDENTIALS.contains(&plain(name).as_str())
        || words(name)
            .iter()
            .any(|word| CREDENTIAL_WORDS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_every_casing() {
        for name in ["rateLimit", "rate_limit", "RateLimit", "rate-limit"] {
            assert_eq!(plain(name), "ratelimit");
            assert_eq!(words(name), ["rate", "limit"], "{name}");
        }
    }

    #[test]
    fn times_and_credentials_are_known_by_name() {
        assert!(is_time("created_at") && is_time("disabledAt"));
        assert!(!is_time("at") && !is_time("format") && !is_time("what"));
        assert!(is_credential("webhook_secret") && is_credential("nextToken"));
        assert!(is_credential("signing_key") && !is_credential("key_count"));
    }
}
