//! Answers to what clients ask: one file per kind of question.

pub(crate) mod account;
mod backup;
mod choice;
mod days;
mod doctor;
mod export;
mod form_words;
pub(crate) mod import;
mod link;
mod log;
mod preview;
mod report;
mod setting;
mod status;
mod tracker;
mod upload;
mod verb;
mod verb_name;
mod verb_text;
mod warning;

use std::pin::Pin;

use api::{Answer, ApiError, Hello, PROTOCOL, Request, Surface, Topic};
use serde::Serialize;

use crate::handle::Reply;
use crate::owner::{Flow, Owner};

impl Owner {
    /// Answers, or hands the reply to a task that will.
    ///
    /// Boxed, because an answer may commit, and while many changes are written another one is answered; and behind a
    /// pointer, because else all of it would be in the program once for each of the two.
    pub(crate) fn answer(
        &mut self,
        surface: Surface,
        request: Request,
        reply: Reply,
    ) -> Pin<Box<dyn Future<Output = Flow> + Send + '_>> {
        Box::pin(self.answer_to(surface, request, reply))
    }

    /// The one list of requests on this side of the wire.
    async fn answer_to(&mut self, surface: Surface, request: Request, reply: Reply) -> Flow {
        let answer = match request {
            Request::Verb(verb) => {
                self.verb(surface, verb, reply).await;
                return Flow::Go;
            }
            Request::TrackerAdd(account) => {
                self.tracker_add(account, reply).await;
                return Flow::Go;
            }
            Request::TrackerCheck(account) => {
                self.tracker_check(account, reply).await;
                return Flow::Go;
            }
            Request::TrackerTest { name } => {
                self.tracker_test(&name, reply).await;
                return Flow::Go;
            }
            Request::TrackerSignIn { name, token } => {
                self.tracker_sign_in(&name, &token, reply).await;
                return Flow::Go;
            }
            Request::BrowserSignIn(account) => {
                self.browser_sign_in(&account, reply).await;
                return Flow::Go;
            }
            Request::BrowserSignInAgain { name } => {
                self.browser_sign_in_again(&name, reply).await;
                return Flow::Go;
            }
            Request::BrowserSignInFinish { id } => {
                self.browser_sign_in_finish(&id, reply);
                return Flow::Go;
            }
            Request::BrowserSignInCancel { id } => {
                reply.send(self.browser_sign_in_cancel(&id));
                return Flow::Go;
            }
            Request::TrackerRefresh { name } => {
                self.tracker_refresh(&name, reply).await;
                return Flow::Go;
            }
            Request::Sync { wait_seconds } => {
                self.sync(wait_seconds.unwrap_or(0), reply).await;
                return Flow::Go;
            }
            Request::ImportCheck(file) => {
                self.import_check(file, reply);
                return Flow::Go;
            }
            Request::ImportApply { file, token } => {
                self.import_apply(surface, file, token, reply);
                return Flow::Go;
            }
            Request::Restore { path } => {
                let restoring = self.restore(&path).await;
                let flow = if restoring.is_ok() { Flow::End } else { Flow::Go };
                reply.send(restoring);
                return flow;
            }
            Request::Quit => {
                reply.send(Ok(()));
                return Flow::End;
            }
            Request::Status => json(self.status().await),
            Request::Log { from, to, limit } => json(self.log(from, to, limit).await),
            Request::Days { day, later, enough } => json(self.days(&day, later, enough).await),
            Request::Entry { id } => json(self.entry(&id).await),
            Request::Search { text, limit } => json(self.search(&text, limit).await),
            Request::Suggest { text, limit } => json(self.suggest(&text, limit).await),
            Request::Recent { limit } => json(self.recent(limit).await),
            Request::Read { what, text } => json(self.read_text(what, &text).await),
            Request::History { id } => json(self.history(&id).await),
            Request::Preview { id } => json(self.preview(&id).await),
            Request::PreviewEdit { id, fields } => json(self.preview_edit(id, fields).await),
            Request::EditedEntry { id, fields } => json(self.edited_entry(id, fields).await),
            Request::Proposals { on } => json(self.proposals(&on).await),
            Request::Links => json(self.links().await),
            Request::LinkAdd { from, to } => json(self.link_add(&from, &to).await),
            Request::LinkForget { from, to } => json(self.link_forget(&from, to.as_deref()).await),
            Request::Report { from, to, by } => json(self.report(&from, &to, by).await),
            Request::TrackerKinds => json(Ok(tracker::kinds())),
            Request::Trackers => json(self.trackers().await),
            Request::TrackerRemove { name } => json(self.tracker_remove(&name).await),
            Request::TrackerShape { name, key, value } => json(self.tracker_shape(&name, &key, &value).await),
            Request::Targets { text, tracker, limit } => json(self.targets(&text, tracker, limit).await),
            Request::Uploads => json(self.uploads().await),
            Request::UploadRetry { id, alike: false } => json(self.upload_retry(id).await),
            Request::UploadRetry { id, alike: true } => json(self.upload_retry_alike(id).await),
            Request::UploadAdopt { id, remote_id } => json(self.upload_adopt(&id, remote_id).await),
            Request::UploadDrop { id } => json(self.upload_drop(&id).await),
            Request::UploadChoose { id, choice } => json(self.upload_choose(surface, &id, choice).await),
            Request::UploadsPause { tracker } => json(self.uploads_pause(tracker).await),
            Request::UploadsResume { tracker } => json(self.uploads_resume(tracker).await),
            Request::UploadsProgress => json(self.uploads_progress().await),
            Request::Settings => json(self.settings().await),
            Request::SetSetting { key, value } => json(self.set_setting(&key, &value).await),
            Request::Doctor => json(self.doctor().await),
            Request::Backups => json(Ok(self.backups())),
            Request::Backup { path } => json(self.backup(path).await),
            Request::Export { format, from, to, after } => {
                json(self.export(&format, from, to, after.as_deref()).await)
            }
            Request::ShowWindow => {
                self.tell(&[Topic::Window], None).await;
                json(Ok(()))
            }
            Request::Subscribe | Request::Hello { .. } => json(self.hello().await),
        };
        reply.send(answer);
        Flow::Go
    }

    async fn hello(&self) -> Result<Hello, ApiError> {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Ok(Hello { protocol: PROTOCOL, version, pid: std::process::id(), rev: self.rev().await? })
    }
}

fn json<T: Serialize>(answer: Result<T, ApiError>) -> Result<Answer, ApiError> {
    answer.and_then(|answer| Answer::of(&answer))
}
