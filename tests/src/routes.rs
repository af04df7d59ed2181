//! The table of operations, and what is answered outside of it.

use std::sync::Arc;

use axum::Router;
use axum::http::{Method, Uri};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, post};

use crate::answer::Answer;
use crate::gate::{Permission, gate};
use crate::refusals;
use crate::state::State;
use crate::webhooks;

/// One line of the table. Lines may share a path.
struct Route {
    path: &'static str,
    needs: Permission,
    operation: MethodRouter<Arc<State>>,
}

fn table() -> Vec<Route> {
    vec![Route {
        path: "/webhooks",
        needs: Permission::Write,
        operation: post(webhooks::create),
    }]
}

pub(crate) fn router(state: &Arc<State>) -> Router {
    let mut router = Router::new();
    for route in table() {
        let gate = from_fn_with_state((Arc::clone(state), route.needs), gate);
        router = router.route(route.path, route.operation.route_layer(gate));
    }
    router
        .fallback(unknown_path)
        .method_not_allowed_fallback(wrong_method)
        .with_state(Arc::clone(state))
}

async fn unknown_path(method: Method, uri: Uri) -> Answer {
    refusals::unknown_path(method.as_str(), uri.path())
}

async fn wrong_method(method: Method, uri: Uri) -> Answer {
    refusals::wrong_method(method.as_str(), uri.path())
}
