//! The servers of the document: those that the crate cannot name are reported.

use super::work::Work;
use crate::servers::Servers;

rules! {
    pub(crate) RULES:

    SERVER_LEFT_OUT: Warning {
        code: "server-left-out",
        meaning: "A server of the document is not named in the generated crate.",
        why: "The crate lists addresses of `https` and `http`, with their variables at their \
              defaults, and paths that start with `/`, which go after a host. Of another \
              address it is not known what it stands for; and one with a password in it is \
              written nowhere.",
        help: "Give `Client::new` the address that is meant, or correct the server in an overlay.",
    }
}

pub(super) fn report(work: &mut Work) {
    for (place, found) in Servers::of(work.shared).unusable {
        work.journal.warn(
            &SERVER_LEFT_OUT,
            &format!("/servers/{place}/url"),
            format!(
                "a server is not named in the crate: expected an address, or a path that starts \
                 with `/`, found {found}"
            ),
            "give `Client::new` the address that is meant, or correct the server in an overlay",
        );
    }
}
