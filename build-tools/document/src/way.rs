//! The way to a value, from inside out: its pointer is written where somebody asks
//! for it, and for most values nobody does.

use crate::diagnostic::escape_segment;

/// The way to a value in a document.
#[derive(Debug, Clone, Copy)]
pub struct Way<'w> {
    around: Option<&'w Way<'w>>,
    segment: Segment<'w>,
}

#[derive(Debug, Clone, Copy)]
enum Segment<'w> {
    Name(&'w str),
    Index(usize),
}

impl<'w> Way<'w> {
    /// The way to the document itself.
    pub const ROOT: Self = Self {
        around: None,
        segment: Segment::Index(0),
    };

    /// The way to a member of an object.
    #[must_use]
    pub fn member(&'w self, name: &'w str) -> Self {
        self.to(Segment::Name(name))
    }

    /// The way to an item of a list.
    #[must_use]
    pub fn item(&'w self, index: usize) -> Self {
        self.to(Segment::Index(index))
    }

    fn to(&'w self, segment: Segment<'w>) -> Self {
        Self {
            around: Some(self),
            segment,
        }
    }

    /// What the value is called in the object around it.
    pub fn name(&self) -> Option<&'w str> {
        match (self.around, self.segment) {
            (Some(_), Segment::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// The way to what is around the value.
    pub fn around(&self) -> Option<&'w Self> {
        self.around
    }

    /// The JSON pointer.
    pub fn pointer(&self) -> String {
        let Some(around) = self.around else {
            return String::new();
        };
        match self.segment {
            Segment::Name(name) => format!("{}/{}", around.pointer(), escape_segment(name)),
            Segment::Index(index) => format!("{}/{index}", around.pointer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Way;

    #[test]
    fn the_pointer_is_of_all_that_is_around() {
        let paths = Way::ROOT.member("paths");
        let path = paths.member("/a~b");
        let list = path.member("parameters");
        assert_eq!(list.item(2).pointer(), "/paths/~1a~0b/parameters/2");
        assert_eq!(list.name(), Some("parameters"));
        assert_eq!(list.item(2).name(), None);
        assert_eq!(Way::ROOT.pointer(), "");
    }
}
