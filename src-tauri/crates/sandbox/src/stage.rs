//! A set of all APIs with a clock that can be turned. Requests are played one after the other, each in a single step.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{Request, Response};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::registry::{self, Api};
use crate::sandbox::{Clock, Options};

/// All APIs, each with a state of its own.
pub(crate) struct Stage {
    pub(crate) apis: Vec<Arc<dyn Api>>,
    routes: Router,
    /// The time while a request is played; None lets the APIs see the sandbox's own clock.
    time: Arc<Mutex<Option<DateTime<Utc>>>>,
}

impl Stage {
    pub(crate) fn new(options: &Options, clock: &Clock) -> Self {
        let time = Arc::new(Mutex::new(None));
        let (turned, clock) = (Arc::clone(&time), Arc::clone(clock));
        let seen: Clock = Arc::new(move || lock(&turned).unwrap_or_else(|| clock()));
        let apis = registry::all(options, &seen);
        let routes = apis.iter().fold(Router::new(), |router, api| {
            router
                .nest(api.mount(), Arc::clone(api).router())
                .nest(&pages(api.as_ref()), Arc::clone(api).pages())
        });
        Self { apis, routes, time }
    }

    /// Answers a request as the APIs do at that time. Not for two callers at once: they share the clock.
    pub(crate) fn play(&self, request: Request<Bytes>, time: DateTime<Utc>) -> Response<Bytes> {
        *lock(&self.time) = Some(time);
        let response = at_once(async {
            let Ok(response) = self.routes.clone().oneshot(request.map(Body::from)).await;
            let (parts, body) = response.into_parts();
            let body = body.collect().await.expect("every answer is built in memory").to_bytes();
            Response::from_parts(parts, body)
        });
        *lock(&self.time) = None;
        response
    }
}

/// Where the pages of an API are that only people open.
pub(crate) fn pages(api: &dyn Api) -> String {
    format!("/_sandbox/{}", api.name())
}

fn lock(time: &Mutex<Option<DateTime<Utc>>>) -> std::sync::MutexGuard<'_, Option<DateTime<Utc>>> {
    time.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The outcome of something that waits for nothing: the APIs hold all they need in memory, and whatever takes time
/// belongs to the network before them.
fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => unreachable!("an API of the sandbox answers without waiting"),
    }
}
