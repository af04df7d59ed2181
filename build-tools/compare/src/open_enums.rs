//! What a new value in an enum is to clients that read values they do not know.

use crate::change::{Assumption, Change, Direction, Level, sort};

const ADDED: &str = "-enum-value-added";

/// Judges new values in the enums of responses as clients do whose enums are
/// open: as not breaking. Each such change says what that takes for granted.
pub fn judge_for_open_enums(changes: &mut [Change]) {
    for change in changes.iter_mut() {
        let is_value = change.direction == Direction::Response && change.id.ends_with(ADDED);
        if is_value && change.level == Level::Breaking {
            change.level = Level::NonBreaking;
            change.assumes = Some(Assumption::OpenEnums);
        }
    }
    sort(changes);
}
