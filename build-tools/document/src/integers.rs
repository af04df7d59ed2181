//! What the bounds of an integer say, in whatever form their numbers are written.

use serde_json::{Map, Value, json};

/// The formats of integers without a sign.
const UNSIGNED: [&str; 5] = ["uint", "uint8", "uint16", "uint32", "uint64"];

/// What is more than this is beyond 64 bits; what is not may be a limit of 64
/// bits that a float rounded outwards.
const BEYOND: f64 = 9.3e18;

/// Whether the integer that a schema describes has no sign.
pub fn is_never_negative(schema: &Map<String, Value>) -> bool {
    let excluded = schema.get("exclusiveMinimum") == Some(&json!(true));
    let least = schema.get("minimum").and_then(Value::as_f64);
    let format = schema.get("format").and_then(Value::as_str);
    format.is_some_and(|format| UNSIGNED.contains(&format))
        // Between -1 and 0 there is no integer.
        || least.is_some_and(|least| least > -1.0 || excluded && least >= -1.0)
}

/// The integer next to a bound or a value: `255.0` is one, and what 64 bits do
/// not hold is the least or the most there is.
pub fn whole(number: &Value) -> Option<i128> {
    let whole = number.as_i64().map(i128::from);
    let whole = whole.or_else(|| number.as_u64().map(i128::from));
    whole.or_else(|| {
        let float = number.as_f64()?;
        Some(match float {
            _ if float >= BEYOND => i128::MAX,
            _ if float <= -BEYOND => i128::MIN,
            _ => nearest(float),
        })
    })
}

/// The next integer away from zero, of those of 64 bits.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the least and the most are where it stops, as is meant"
)]
fn nearest(float: f64) -> i128 {
    let away = if float < 0.0 {
        float.floor()
    } else {
        float.ceil()
    };
    i128::from(away as i64)
}

#[cfg(test)]
mod tests {
    use super::{is_never_negative, whole};
    use serde_json::{Value, json};

    fn never_negative(schema: &Value) -> bool {
        schema.as_object().is_some_and(is_never_negative)
    }

    #[test]
    fn the_least_integer_decides_however_it_is_written() {
        for minimum in [json!(0), json!(0.0), json!(-0.5), json!(7), json!(1e300)] {
            assert!(never_negative(&json!({ "minimum": minimum })), "{minimum}");
        }
        for minimum in [json!(-1), json!(-1.0), json!(-1e300)] {
            assert!(!never_negative(&json!({ "minimum": minimum })), "{minimum}");
        }
        for minimum in [json!(-1), json!(-1.0)] {
            let schema = json!({ "minimum": minimum, "exclusiveMinimum": true });
            assert!(never_negative(&schema), "{minimum}");
        }
        assert!(never_negative(&json!({ "format": "uint16" })));
        assert!(!never_negative(&json!({ "format": "int64" })));
        assert!(!never_negative(&json!({})));
    }

    #[test]
    fn a_float_is_the_next_integer_away_from_zero() {
        assert_eq!(whole(&json!(4_294_967_295.0)), Some(4_294_967_295));
        assert_eq!(whole(&json!(0.5)), Some(1));
        assert_eq!(whole(&json!(-0.5)), Some(-1));
        assert_eq!(
            whole(&json!(9.223_372_036_854_776e18)),
            Some(i64::MAX.into())
        );
        assert_eq!(whole(&json!(u64::MAX)), Some(u64::MAX.into()));
        assert_eq!(whole(&json!(1e300)), Some(i128::MAX));
        assert_eq!(whole(&json!(-1e300)), Some(i128::MIN));
        assert_eq!(whole(&json!("1")), None);
    }
}
