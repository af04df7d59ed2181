//! Finds what the generator rejects, by bisection.
//!
//! The generator stops at the first thing it cannot take, and often does not
//! say where that is. So everything is left out, and then put back in halves
//! of halves for as long as it still works: what cannot be put back is what
//! is wrong. What is kept in the end has been seen to work.

use std::ops::Range;

/// For each of `count` things why it cannot stay; `None` for those that can.
/// `works` is told which are there, and says what is wrong with them.
pub(super) fn keep(
    count: usize,
    works: &mut dyn FnMut(&[bool]) -> Result<(), String>,
) -> Vec<Option<String>> {
    let mut kept = vec![false; count];
    let mut reasons = vec![None; count];
    let mut pending: Vec<Range<usize>> = std::iter::once(0..count).collect();
    while let Some(range) = pending.pop() {
        if range.is_empty() {
            continue;
        }
        let mut tried = kept.clone();
        for there in tried.iter_mut().skip(range.start).take(range.len()) {
            *there = true;
        }
        match works(&tried) {
            Ok(()) => kept = tried,
            Err(why) if range.len() == 1 => {
                if let Some(reason) = reasons.get_mut(range.start) {
                    *reason = Some(why);
                }
            }
            Err(_) => {
                let middle = range.start + range.len() / 2;
                pending.push(middle..range.end);
                pending.push(range.start..middle);
            }
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::keep;

    fn left(reasons: &[Option<String>]) -> Vec<usize> {
        (0..reasons.len())
            .filter(|index| reasons[*index].is_some())
            .collect()
    }

    #[test]
    fn all_is_kept_but_what_does_not_work() {
        let bad = [3, 4, 11];
        let mut tries = 0;
        let reasons = keep(64, &mut |there| {
            tries += 1;
            match bad.iter().find(|index| there[**index]) {
                Some(index) => Err(format!("{index}")),
                None => Ok(()),
            }
        });
        assert_eq!(left(&reasons), bad);
        assert_eq!(reasons[4].as_deref(), Some("4"));
        assert!(tries < 40, "{tries}");
    }

    #[test]
    fn of_two_that_do_not_go_together_one_is_kept() {
        let reasons = keep(8, &mut |there| {
            let together = there[1] && there[6];
            if together {
                Err("both".to_owned())
            } else {
                Ok(())
            }
        });
        assert_eq!(left(&reasons), [6]);
    }
}
