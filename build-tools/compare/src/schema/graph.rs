//! Which pairs of schemas lead to a pair where something was found.
//!
//! Most pairs lead to none, and an operation can reach thousands: a walk only
//! goes where there is something to report.

use std::collections::HashMap;

/// One pair of schemas.
#[derive(Debug, Default)]
struct Node {
    known: bool,
    inner: Vec<usize>,
    found: bool,
    leads: bool,
    /// The inner pairs that lead to a change, with their place among all.
    leading: Vec<(usize, usize)>,
    /// The number of the last walk through this pair.
    walk: usize,
}

/// The pairs, by their number.
#[derive(Debug, Default)]
pub(crate) struct PairGraph {
    nodes: Vec<Node>,
    walk: usize,
}

/// One pair on a walk, with the step and the inner pair that led to it.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) number: usize,
    pub(crate) found: bool,
    pub(crate) from: Option<(usize, usize)>,
}

impl PairGraph {
    pub(crate) fn knows(&self, number: usize) -> bool {
        self.nodes.get(number).is_some_and(|node| node.known)
    }

    pub(crate) fn add(&mut self, number: usize, inner: Vec<usize>, found: bool) {
        if self.nodes.len() <= number {
            self.nodes.resize_with(number + 1, Node::default);
        }
        if let Some(node) = self.nodes.get_mut(number) {
            node.known = true;
            node.inner = inner;
            node.found = found;
        }
    }

    /// Finds which fresh pairs lead to a change. Known pairs lead to no fresh one.
    pub(crate) fn settle(&mut self, fresh: &[usize]) {
        let mut outer: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut open = Vec::new();
        for number in fresh {
            let Some(node) = self.nodes.get(*number) else {
                continue;
            };
            for inner in &node.inner {
                outer.entry(*inner).or_default().push(*number);
            }
            if node.found || node.inner.iter().any(|inner| self.leads(*inner)) {
                open.push(*number);
            }
        }
        while let Some(number) = open.pop() {
            if let Some(node) = self.nodes.get_mut(number).filter(|node| !node.leads) {
                node.leads = true;
                open.extend(outer.get(&number).into_iter().flatten());
            }
        }
        for number in fresh {
            let inner = self.nodes.get(*number).map(|node| node.inner.iter());
            let leading = inner.into_iter().flatten().copied().enumerate();
            let leading: Vec<_> = leading.filter(|(_, inner)| self.leads(*inner)).collect();
            if let Some(node) = self.nodes.get_mut(*number) {
                node.leading = leading;
            }
        }
    }

    fn leads(&self, number: usize) -> bool {
        self.nodes.get(number).is_some_and(|node| node.leads)
    }

    /// The pairs on the way to every change, nearest first.
    pub(crate) fn walk(&mut self, first: usize) -> Vec<Step> {
        self.walk += 1;
        let mut steps = Vec::new();
        if self.leads(first) {
            self.step(&mut steps, first, None);
        }
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            let number = step.number;
            let count = self.nodes.get(number).map_or(0, |node| node.leading.len());
            for edge in 0..count {
                let edge = self
                    .nodes
                    .get(number)
                    .and_then(|node| node.leading.get(edge));
                if let Some((index, inner)) = edge.copied() {
                    self.step(&mut steps, inner, Some((at, index)));
                }
            }
            at += 1;
        }
        steps
    }

    fn step(&mut self, steps: &mut Vec<Step>, number: usize, from: Option<(usize, usize)>) {
        let walk = self.walk;
        if let Some(node) = self.nodes.get_mut(number).filter(|node| node.walk != walk) {
            node.walk = walk;
            let found = node.found;
            steps.push(Step {
                number,
                found,
                from,
            });
        }
    }
}
