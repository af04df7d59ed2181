//! The names a document's text gets in Rust.

/// `create_webhook`, `create-webhook` and `createWebhook` as `CreateWebhook`.
pub fn pascal(text: &str) -> String {
    words(text)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                .unwrap_or_default()
        })
        .collect()
}

/// `create_webhook` and `WebhookResponse` as `CREATE_WEBHOOK` and
/// `WEBHOOK_RESPONSE`.
pub fn screaming(text: &str) -> String {
    let name = words(text).join("_").to_ascii_uppercase();
    if name.starts_with(|first: char| first.is_ascii_digit()) || name.is_empty() {
        format!("_{name}")
    } else {
        name
    }
}

/// `CreateWebhook` and `create-webhook` as `create_webhook`.
pub fn snake(text: &str) -> String {
    words(text).join("_").to_ascii_lowercase()
}

/// Text of a document as a terminal may show it: nothing in it steers the
/// terminal or turns the direction of what follows.
pub fn tame(text: &str) -> String {
    text.replace(steers, "\u{fffd}")
}

/// The same of several lines: only what turns their direction is taken out.
pub fn straight(text: &str) -> String {
    text.replace(turns, "\u{fffd}")
}

/// Whether a character is a control character, or turns the direction of text.
pub fn steers(c: char) -> bool {
    turns(c) || c.is_control()
}

fn turns(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in text.chars() {
        let starts = c.is_ascii_uppercase() && after_lower;
        if starts || !c.is_ascii_alphanumeric() {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_rust_conventions_whatever_the_document_uses() {
        for text in [
            "create_webhook",
            "createWebhook",
            "create-webhook",
            ".create.webhook",
        ] {
            assert_eq!(pascal(text), "CreateWebhook");
            assert_eq!(screaming(text), "CREATE_WEBHOOK");
            assert_eq!(snake(text), "create_webhook");
        }
        assert_eq!(screaming("43bcdb"), "_43BCDB");
    }
}
