//! The changes of a surface by the names in their paths, so that many changes of
//! the document need not look at all of them.

use super::owner::{Owner, item_name};
use rust_surface::SurfaceChange;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug)]
pub(super) struct Index<'s> {
    surface: &'s [SurfaceChange],
    by_name: BTreeMap<&'s str, Vec<usize>>,
    by_path: HashMap<&'s str, usize>,
}

impl<'s> Index<'s> {
    pub(super) fn of(surface: &'s [SurfaceChange]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, item) in surface.iter().enumerate() {
            let (name, _) = item_name(&item.path);
            by_name.entry(name).or_default().push(index);
        }
        let by_path = surface.iter().enumerate();
        Self {
            surface,
            by_name,
            by_path: by_path
                .map(|(index, item)| (item.path.as_str(), index))
                .collect(),
        }
    }

    /// The indices, in the surface, of the items that an owner has.
    pub(super) fn owned(&self, owner: &Owner) -> Vec<usize> {
        let [exact, start] = owner.names();
        let exact = exact.and_then(|name| self.by_name.get(name));
        let longer = start.into_iter().flat_map(|start| {
            let from_there = self.by_name.range(start..);
            from_there.take_while(move |(name, _)| name.starts_with(start))
        });
        let alone = owner.path().and_then(|path| self.by_path.get(path));
        let places = exact.into_iter().chain(longer.map(|(_, places)| places));
        let places = places.flatten().chain(alone).copied();
        let has = |place: &usize| {
            self.surface
                .get(*place)
                .is_some_and(|item| owner.has(&item.path))
        };
        places.filter(has).collect()
    }
}
