//! Bounds, patterns, lists of values and flags of one schema.

use super::flat::Flat;
use crate::catalogue::schema::{self as r, Aspect};
use crate::catalogue::scope::Scope;
use crate::found::PairChanges;
use crate::part::Part;
use crate::value::canonical;
use std::cmp::Ordering;

/// One keyword with an upper or lower bound, and its four changes.
struct Bound {
    keyword: &'static str,
    upper: bool,
    /// Zero is the same as absent.
    zero_is_none: bool,
    set: &'static Aspect,
    unset: &'static Aspect,
    increased: &'static Aspect,
    decreased: &'static Aspect,
}

macro_rules! bounds {
    ($($keyword:literal $upper:literal $zero:literal $set:ident $unset:ident $up:ident $down:ident;)*) => {
        const BOUNDS: &[Bound] = &[$(Bound {
            keyword: $keyword, upper: $upper, zero_is_none: $zero,
            set: &r::$set, unset: &r::$unset, increased: &r::$up, decreased: &r::$down,
        }),*];
    };
}

bounds! {
    "maximum" true false MAX_SET MAX_UNSET MAX_INCREASED MAX_DECREASED;
    "minimum" false false MIN_SET MIN_UNSET MIN_INCREASED MIN_DECREASED;
    "maxLength" true false MAX_LENGTH_SET MAX_LENGTH_UNSET MAX_LENGTH_INCREASED MAX_LENGTH_DECREASED;
    "minLength" false true MIN_LENGTH_SET MIN_LENGTH_UNSET MIN_LENGTH_INCREASED MIN_LENGTH_DECREASED;
    "maxItems" true false MAX_ITEMS_SET MAX_ITEMS_UNSET MAX_ITEMS_INCREASED MAX_ITEMS_DECREASED;
    "minItems" false true MIN_ITEMS_SET MIN_ITEMS_UNSET MIN_ITEMS_INCREASED MIN_ITEMS_DECREASED;
    "maxProperties" true false MAX_PROPERTIES_SET MAX_PROPERTIES_UNSET MAX_PROPERTIES_INCREASED MAX_PROPERTIES_DECREASED;
    "minProperties" false true MIN_PROPERTIES_SET MIN_PROPERTIES_UNSET MIN_PROPERTIES_INCREASED MIN_PROPERTIES_DECREASED;
}

/// The constraints of two schemas, and where their changes are added.
pub(crate) struct Constraints<'c, 'd> {
    pub(crate) base: &'c Flat<'d>,
    pub(crate) revision: &'c Flat<'d>,
    pub(crate) scope: Scope,
    pub(crate) out: &'c mut PairChanges<'d>,
}

impl<'d> Constraints<'_, 'd> {
    pub(crate) fn compare(&mut self) {
        for bound in BOUNDS {
            self.bound(bound);
        }
        self.exclusive(
            "maximum",
            "exclusiveMaximum",
            &r::EXCLUSIVE_MAX_SET,
            &r::EXCLUSIVE_MAX_UNSET,
        );
        self.exclusive(
            "minimum",
            "exclusiveMinimum",
            &r::EXCLUSIVE_MIN_SET,
            &r::EXCLUSIVE_MIN_UNSET,
        );
        self.flag("uniqueItems", &r::UNIQUE_ITEMS_SET, &r::UNIQUE_ITEMS_UNSET);
        self.flag("nullable", &r::BECAME_NULLABLE, &r::BECAME_NOT_NULLABLE);
        self.multiple_of();
        self.patterns();
        self.values();
        self.default();
    }

    fn bound(&mut self, bound: &Bound) {
        let base = tightest(self.base, bound);
        let revision = tightest(self.revision, bound);
        let (aspect, what) = match (&base, &revision) {
            (None, Some(new)) => (
                bound.set,
                format!("gained a `{}` of {}", bound.keyword, new.value),
            ),
            (Some(old), None) => {
                let what = format!("lost its `{}` of {}", bound.keyword, old.value);
                (bound.unset, what)
            }
            (Some(old), Some(new)) => {
                let last = last_whole(self.base, bound, old);
                if last.is_some() && last == last_whole(self.revision, bound, new) {
                    return;
                }
                let (aspect, did) = match order(old, new) {
                    Ordering::Less => (bound.increased, "raised"),
                    Ordering::Greater => (bound.decreased, "lowered"),
                    Ordering::Equal => return,
                };
                let what = format!(
                    "{did} its `{}` from {} to {}",
                    bound.keyword, old.value, new.value
                );
                (aspect, what)
            }
            (None, None) => return,
        };
        self.out
            .add_as(self.scope, aspect, base.as_ref(), revision.as_ref(), what);
    }

    /// Compares whether a bound is exclusive, where the bound itself is unchanged.
    fn exclusive(
        &mut self,
        keyword: &str,
        flag: &str,
        set: &'static Aspect,
        unset: &'static Aspect,
    ) {
        let stays = match (self.base.get(keyword), self.revision.get(keyword)) {
            (Some(old), Some(new)) => order(&old, &new) == Ordering::Equal,
            _ => false,
        };
        if stays {
            self.flag(flag, set, unset);
        }
    }

    fn flag(&mut self, keyword: &str, set: &'static Aspect, unset: &'static Aspect) {
        let aspect = match (self.base.flag(keyword), self.revision.flag(keyword)) {
            (false, true) => set,
            (true, false) => unset,
            _ => return,
        };
        let (base, revision) = (self.base.get(keyword), self.revision.get(keyword));
        self.out
            .add(self.scope, aspect, base.as_ref(), revision.as_ref());
    }

    fn multiple_of(&mut self) {
        let (base, revision) = (self.base.get("multipleOf"), self.revision.get("multipleOf"));
        let number = |part: &Option<Part<'d>>| part.as_ref().and_then(|part| part.value.as_f64());
        let aspect = match (number(&base), number(&revision)) {
            (None, Some(_)) => &r::MULTIPLE_OF_SET,
            (Some(_), None) => &r::MULTIPLE_OF_UNSET,
            (Some(old), Some(new))
                if canonical::same(value(base.as_ref()), value(revision.as_ref()))
                    || (old - new).abs() <= 0.0 =>
            {
                return;
            }
            (Some(old), Some(new)) if divides(new, old) => &r::MULTIPLE_OF_GENERALIZED,
            (Some(old), Some(new)) if divides(old, new) => &r::MULTIPLE_OF_SPECIALIZED,
            (Some(_), Some(_)) => &r::MULTIPLE_OF_CHANGED,
            (None, None) => return,
        };
        let what = changed("multipleOf", base.as_ref(), revision.as_ref());
        self.out
            .add_as(self.scope, aspect, base.as_ref(), revision.as_ref(), what);
    }

    /// Compares the patterns; each part of an `allOf` can have one, and all hold.
    fn patterns(&mut self) {
        let missing = |from: &Flat<'d>, other: &Flat<'d>| -> Vec<Part<'d>> {
            from.every("pattern")
                .filter(|one| other.every("pattern").all(|two| two.value != one.value))
                .collect()
        };
        let gone = missing(self.base, self.revision);
        let new = missing(self.revision, self.base);
        let (base, revision) = (gone.first(), new.first());
        let aspect = match (base, revision) {
            (None, Some(_)) => &r::PATTERN_ADDED,
            (Some(_), None) => &r::PATTERN_REMOVED,
            (Some(_), Some(_)) => &r::PATTERN_CHANGED,
            (None, None) => return,
        };
        let what = changed("pattern", base, revision);
        self.out.add_as(self.scope, aspect, base, revision, what);
    }

    fn values(&mut self) {
        let (base, revision) = (self.base.get("enum"), self.revision.get("enum"));
        match (self.base.values(), self.revision.values()) {
            (None, Some(_)) => {
                self.out
                    .add(self.scope, &r::BECAME_ENUM, None, revision.as_ref());
            }
            (Some(_), None) => {
                self.out
                    .add(self.scope, &r::BECAME_NOT_ENUM, base.as_ref(), None);
            }
            (Some(old), Some(new)) => {
                for (text, part) in old.iter().filter(|(text, _)| !new.contains_key(*text)) {
                    let what = format!("lost the value `{text}`");
                    self.out
                        .add_as(self.scope, &r::ENUM_VALUE_REMOVED, Some(part), None, what);
                }
                for (text, part) in new.iter().filter(|(text, _)| !old.contains_key(*text)) {
                    let what = format!("gained the value `{text}`");
                    self.out
                        .add_as(self.scope, &r::ENUM_VALUE_ADDED, None, Some(part), what);
                }
            }
            (None, None) => {}
        }
    }

    fn default(&mut self) {
        let (base, revision) = (self.base.get("default"), self.revision.get("default"));
        let aspect = match (&base, &revision) {
            (None, Some(_)) => &r::DEFAULT_ADDED,
            (Some(_), None) => &r::DEFAULT_REMOVED,
            (old, new) if canonical::same(value(old.as_ref()), value(new.as_ref())) => return,
            _ => &r::DEFAULT_CHANGED,
        };
        let what = changed("default", base.as_ref(), revision.as_ref());
        self.out
            .add_as(self.scope, aspect, base.as_ref(), revision.as_ref(), what);
    }
}

fn value<'d>(part: Option<&Part<'d>>) -> Option<&'d serde_json::Value> {
    part.map(|part| part.value)
}

/// The tightest bound, where several parts of an `allOf` have one.
fn tightest<'d>(flat: &Flat<'d>, bound: &Bound) -> Option<Part<'d>> {
    flat.every(bound.keyword)
        .filter(|part| !(bound.zero_is_none && part.value.as_f64() == Some(0.0)))
        .reduce(
            |first, second| match (order(&first, &second), bound.upper) {
                (Ordering::Greater, true) | (Ordering::Less, false) => second,
                _ => first,
            },
        )
}

/// The last integer inside a bound: an exclusive minimum of 0 allows 1 and more.
fn last_whole(flat: &Flat<'_>, bound: &Bound, part: &Part<'_>) -> Option<i64> {
    let (exclusive, step) = match bound.keyword {
        "maximum" => ("exclusiveMaximum", -1),
        "minimum" => ("exclusiveMinimum", 1),
        _ => return None,
    };
    let only = flat.every(bound.keyword).count() == 1 && flat.kind() == Some("integer");
    let number = part.value.as_i64().filter(|_| only)?;
    if flat.flag(exclusive) {
        number.checked_add(step)
    } else {
        Some(number)
    }
}

fn order(left: &Part<'_>, right: &Part<'_>) -> Ordering {
    if let (Some(left), Some(right)) = (left.value.as_i64(), right.value.as_i64()) {
        return left.cmp(&right);
    }
    let number = |part: &Part<'_>| part.value.as_f64().unwrap_or_default();
    number(left).total_cmp(&number(right))
}

/// Whether `large` is a multiple of `small`.
fn divides(small: f64, large: f64) -> bool {
    let times = large / small;
    times.is_finite() && times >= 1.0 && (times - times.round()).abs() < 1e-9
}

fn changed(keyword: &str, base: Option<&Part<'_>>, revision: Option<&Part<'_>>) -> String {
    match (base, revision) {
        (Some(old), Some(new)) => {
            format!(
                "changed its `{keyword}` from {} to {}",
                old.value, new.value
            )
        }
        (None, Some(new)) => format!("gained a `{keyword}` of {}", new.value),
        (Some(old), None) => format!("lost its `{keyword}` of {}", old.value),
        (None, None) => String::new(),
    }
}
