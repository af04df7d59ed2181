//! The dates of HTTP headers (RFC 9110, section 5.6.7), in all three forms.

use chrono::format::{Fixed, Item, Numeric, Pad, Parsed, parse};
use chrono::{DateTime, Utc};

const DAY: Item<'_> = Item::Numeric(Numeric::Day, Pad::Zero);
const MONTH: Item<'_> = Item::Fixed(Fixed::ShortMonthName);
const YEAR: Item<'_> = Item::Numeric(Numeric::Year, Pad::Zero);
const HOUR: Item<'_> = Item::Numeric(Numeric::Hour, Pad::Zero);
const MINUTE: Item<'_> = Item::Numeric(Numeric::Minute, Pad::Zero);
const SECOND: Item<'_> = Item::Numeric(Numeric::Second, Pad::Zero);
const WEEKDAY: Item<'_> = Item::Fixed(Fixed::ShortWeekdayName);
const COLON: Item<'_> = Item::Literal(":");
const DASH: Item<'_> = Item::Literal("-");
const SPACE: Item<'_> = Item::Literal(" ");
const COMMA: Item<'_> = Item::Literal(", ");
const ZONE: Item<'_> = Item::Literal(" GMT");

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
static OF_TODAY: [Item<'_>; 14] = [
    WEEKDAY, COMMA, DAY, SPACE, MONTH, SPACE, YEAR, SPACE, HOUR, COLON, MINUTE, COLON, SECOND, ZONE,
];

/// `Sunday, 06-Nov-94 08:49:37 GMT`, of RFC 850.
static OF_RFC_850: [Item<'_>; 14] = [
    Item::Fixed(Fixed::LongWeekdayName),
    COMMA,
    DAY,
    DASH,
    MONTH,
    DASH,
    Item::Numeric(Numeric::YearMod100, Pad::Zero),
    SPACE,
    HOUR,
    COLON,
    MINUTE,
    COLON,
    SECOND,
    ZONE,
];

/// `Sun Nov  6 08:49:37 1994`, of C's `asctime`.
static OF_ASCTIME: [Item<'_>; 13] = [
    WEEKDAY, SPACE, MONTH, SPACE, DAY, SPACE, HOUR, COLON, MINUTE, COLON, SECOND, SPACE, YEAR,
];

/// Reads a date whose weekday is the right one.
pub(crate) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let forms: [&[Item<'_>]; 3] = [&OF_TODAY, &OF_RFC_850, &OF_ASCTIME];
    forms.into_iter().find_map(|form| {
        let mut parsed = Parsed::new();
        parse(&mut parsed, text, form.iter()).ok()?;
        let date = parsed.to_naive_datetime_with_offset(0).ok()?;
        Some(date.and_utc())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_each_form() {
        let expected = DateTime::from_timestamp(784_111_777, 0);
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(http_date(text), expected, "{text}");
        }
        let next_century = http_date("Thursday, 01-Jan-26 00:00:00 GMT");
        assert_eq!(next_century, DateTime::from_timestamp(1_767_225_600, 0));
    }

    #[test]
    fn what_is_no_date_of_http_is_not_read() {
        for text in [
            "",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 GMT, and more",
            "06 Nov 1994 08:49:37 GMT",
            "1994-11-06T08:49:37Z",
            "Sun, 06 Nov +999999999999999999 08:49:37 GMT",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }
}
