//! Links between things that are told apart by their numbers.

use std::collections::HashSet;

/// By the number of each thing, the numbers of others.
pub(super) type Links = [HashSet<usize>];

/// Everything that is reached from `start`, and `start` itself.
pub(super) fn closed(start: HashSet<usize>, links: &Links) -> HashSet<usize> {
    let mut open: Vec<usize> = start.iter().copied().collect();
    let mut reached = start;
    while let Some(node) = open.pop() {
        let fresh = links[node].iter().filter(|next| reached.insert(**next));
        open.extend(fresh);
    }
    reached
}

/// The things in circles, and those between two circles.
pub(super) fn circular(forth: &Links, back: &Links) -> HashSet<usize> {
    let mut left: HashSet<usize> = (0..forth.len()).collect();
    for (out, back) in [(forth, back), (back, forth)] {
        let mut ahead: Vec<usize> = (0..out.len())
            .map(|node| out[node].intersection(&left).count())
            .collect();
        let mut ends: Vec<usize> = left
            .iter()
            .copied()
            .filter(|node| ahead[*node] == 0)
            .collect();
        while let Some(node) = ends.pop() {
            left.remove(&node);
            for before in back[node].iter().filter(|before| left.contains(before)) {
                ahead[*before] -= 1;
                if ahead[*before] == 0 {
                    ends.push(*before);
                }
            }
        }
    }
    left
}
