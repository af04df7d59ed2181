//! English plurals, as far as the paths of an API use them.

/// Plurals that no ending tells.
const IRREGULAR: [(&str, &str); 25] = [
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("biases", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("gases", "gas"),
    ("halves", "half"),
    ("indices", "index"),
    ("leaves", "leaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("movies", "movie"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("shelves", "shelf"),
    ("statuses", "status"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
    ("women", "woman"),
];

/// Words that end like a plural and are none, or are their own plural.
const SINGULAR: [&str; 14] = [
    "analytics",
    "aws",
    "billings",
    "canvas",
    "dns",
    "gas",
    "https",
    "lens",
    "logistics",
    "news",
    "series",
    "sms",
    "species",
    "tls",
];

/// A noun for one thing; a word that is no plural as it is.
pub(super) fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    let no_plural = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if SINGULAR.contains(&word) || no_plural || !word.ends_with('s') || word.len() < 4 {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let sibilant = ["sses", "shes", "ches", "xes", "zzes"];
    let cut = if sibilant.iter().any(|end| word.ends_with(end)) {
        2
    } else {
        1
    };
    word.chars().take(word.chars().count() - cut).collect()
}

/// Whether a word is for several things.
pub(super) fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// Whether two words are of one stem, such as `verify` and `verification`.
pub(super) fn kin(one: &str, other: &str) -> bool {
    let (one, other) = (singular(one), singular(other));
    let common = one.chars().zip(other.chars());
    let common = common.take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(other.chars().count());
    common == shorter || (common >= 4 && common + 2 >= shorter)
}

#[cfg(test)]
mod tests {
    use super::{is_plural, kin, singular};

    #[test]
    fn the_nouns_of_paths_have_a_singular() {
        for (many, one) in [
            ("environments", "environment"),
            ("keys", "key"),
            ("policies", "policy"),
            ("addresses", "address"),
            ("shelves", "shelf"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("batches", "batch"),
            ("caches", "cache"),
            ("databases", "database"),
            ("releases", "release"),
            ("sizes", "size"),
            ("halves", "half"),
            ("indices", "index"),
            ("leaves", "leaf"),
            ("people", "person"),
        ] {
            assert_eq!(singular(many), one);
            assert!(is_plural(many), "{many}");
        }
        for one in [
            "health", "data", "metadata", "status", "address", "analysis", "news", "sms", "bus", "",
        ] {
            assert_eq!(singular(one), one);
        }
    }

    #[test]
    fn a_noun_is_kin_to_the_verb_it_is_made_of() {
        assert!(kin("verify", "verification") && kin("rotate", "rotation"));
        assert!(kin("stats", "statistics") && kin("rules", "rule"));
        assert!(!kin("verify", "version") && !kin("create", "credit"));
    }
}
