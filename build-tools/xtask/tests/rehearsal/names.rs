//! Random names for components, as the vendor's server gives them: windows of 21
//! digits over one hexadecimal text, each one step further on.

use std::iter;

/// A source of names.
pub(crate) struct Names(u64);

impl Names {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The document with new names for `anonymous-00`, `anonymous-01` and so on.
    pub(crate) fn anew(&mut self, document: &str) -> String {
        let digits: String = iter::repeat_with(|| self.digit()).take(128).collect();
        let mut named = document.to_owned();
        for (index, name) in digits.as_bytes().windows(21).enumerate() {
            let name = String::from_utf8_lossy(name);
            named = named.replace(&format!("anonymous-{index:02}"), &name);
        }
        assert!(!named.contains("anonymous-"), "more names than digits");
        named
    }

    /// A step of `SplitMix64`, of which one digit is enough.
    fn digit(&mut self) -> char {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        char::from_digit(u32::try_from(mixed >> 60).unwrap_or_default(), 16).unwrap_or('0')
    }
}
