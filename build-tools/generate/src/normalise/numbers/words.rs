//! What the words of a name tell of a number.

/// What a number of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It may have a fraction.
    Rate,
    /// It has none.
    Count,
    /// It has none, where nothing is said of money or measures.
    Amount,
    Unknown,
}

/// Words of what may have a fraction, wherever they stand in a name.
const RATES: [&str; 31] = [
    "amount",
    "average",
    "avg",
    "balance",
    "confidence",
    "cost",
    "discount",
    "factor",
    "fee",
    "fraction",
    "lat",
    "latitude",
    "lng",
    "lon",
    "longitude",
    "mean",
    "median",
    "percent",
    "percentage",
    "percentile",
    "price",
    "probability",
    "rate",
    "ratio",
    "scale",
    "score",
    "share",
    "tax",
    "threshold",
    "volume",
    "weight",
];

/// Words that end the name of what is counted.
const COUNTS: [&str; 17] = [
    "attempts", "count", "counts", "index", "length", "limit", "offset", "page", "pages", "port",
    "position", "quantity", "retries", "size", "skip", "take", "top",
];

/// Words of what is counted or measured.
const AMOUNTS: [&str; 8] = [
    "max", "maximum", "min", "minimum", "num", "number", "total", "totals",
];

/// By the name in Rust, in which words are separated.
pub(super) fn meaning(field: &str) -> Meaning {
    let words = || field.split('_');
    if words().any(|word| RATES.contains(&word)) {
        Meaning::Rate
    } else if words()
        .next_back()
        .is_some_and(|last| COUNTS.contains(&last))
    {
        Meaning::Count
    } else if words().any(|word| AMOUNTS.contains(&word)) {
        Meaning::Amount
    } else {
        Meaning::Unknown
    }
}
