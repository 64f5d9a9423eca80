//! What was written, and how the APIs looked some time ago: a second set of them to which only the older writes came.
//!
//! The APIs know nothing of this. They are the same whenever they are given the same requests at the same times, so
//! the past is played again instead of being kept.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::request::Parts;
use http::{Request, Response, StatusCode};

use crate::sandbox::{Clock, Options};
use crate::stage::Stage;

/// The writes so far, and the set of APIs that is behind.
#[derive(Default)]
pub(crate) struct Past {
    writes: Vec<Write>,
    behind: Option<Behind>,
}

/// A request that changed something. It holds a token, so it is never shown.
struct Write {
    parts: Parts,
    body: Bytes,
    /// By the sandbox's clock.
    at: DateTime<Utc>,
    /// By the API's clock, which may have been wrong.
    seen: DateTime<Utc>,
    status: StatusCode,
}

struct Behind {
    stage: Stage,
    /// How many of the writes came to it.
    came: usize,
}

impl Past {
    /// Keeps a request that was answered, be it by sending a browser on. One that was refused changed nothing.
    pub(crate) fn keep(
        &mut self,
        request: Request<Bytes>,
        status: StatusCode,
        at: DateTime<Utc>,
        seen: DateTime<Utc>,
    ) {
        if status.is_success() || status.is_redirection() {
            let (parts, body) = request.into_parts();
            self.writes.push(Write { parts, body, at, seen, status });
        }
    }

    /// Answers a read at the time `seen` as if everything written after `until` were not there.
    pub(crate) fn answer(
        &mut self,
        request: Request<Bytes>,
        until: DateTime<Utc>,
        seen: DateTime<Utc>,
        options: &Options,
        clock: &Clock,
    ) -> Response<Bytes> {
        let old = self.writes.iter().take_while(|write| write.at <= until).count();
        let old = &self.writes[..old];
        let anew = || Behind { stage: Stage::new(&options.unlimited(), clock), came: 0 };
        let mut behind = self.behind.take().filter(|behind| behind.came <= old.len()).unwrap_or_else(anew);
        if !behind.follow(old) {
            // The reads in between counted for some limit of the API: without them it goes as it went.
            behind = anew();
            assert!(behind.follow(old), "the APIs answer the same to the same requests");
        }
        let response = behind.stage.play(request, seen);
        self.behind = Some(behind);
        response
    }
}

impl Behind {
    /// Plays what is missing; false when an answer is not what it was.
    fn follow(&mut self, writes: &[Write]) -> bool {
        for write in &writes[self.came..] {
            let request = Request::from_parts(write.parts.clone(), write.body.clone());
            if self.stage.play(request, write.seen).status() != write.status {
                return false;
            }
            self.came += 1;
        }
        true
    }
}
