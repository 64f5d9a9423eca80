//! The story of a life: what happens in trouble, and how everything comes right when the weather is fair.

use anyhow::{Context as _, Result, ensure};
use api::{ReportBy, Request, Upload, UploadState};
use domain::Timestamp;
use sandbox::accounts;

use crate::check;
use crate::life::Life;
use crate::trouble::Weather;
use crate::verbs::{self, Choice, Said};

/// How long everything may take once the weather is fair, in hours.
const HOURS: i64 = 72;

impl Life<'_> {
    /// Things happen one after the other, in changing weather.
    pub(crate) async fn troubled(&mut self) -> Result<()> {
        // Now and then the end comes while the engine is still starting.
        let things = if self.run.dice.once_in(8) { 0 } else { self.run.dice.between(5, 45) };
        for _ in 0..things {
            if self.run.dice.once_in(12) {
                self.run.weather = Weather::any(&mut self.run.dice);
                let weather = format!("weather: {:?}", self.run.weather);
                self.note(weather);
            }
            self.one_thing().await?;
        }
        // Often the end comes just when something has been sent.
        let (leaving, _) = self.gate.counts();
        if leaving > 0 && self.run.dice.once_in(2) {
            let place = self.run.dice.place(leaving);
            self.carry(place, true).await?;
        }
        Ok(())
    }

    async fn one_thing(&mut self) -> Result<()> {
        let (leaving, returning) = self.gate.counts();
        match self.run.dice.roll(20) {
            0..=6 if leaving > 0 => {
                let place = self.run.dice.place(leaving);
                self.carry(place, false).await
            }
            7..=9 if returning > 0 => {
                let place = self.run.dice.place(returning);
                self.answer(place).await
            }
            10..=12 => self.pass_to_due().await,
            13 => {
                let millis = self.run.dice.between(1, 120_000);
                self.pass(millis).await
            }
            14 => {
                let millis = self.run.dice.between(60_000, 3_000_000);
                self.pass(millis).await
            }
            15 => self.call("sync", Request::Sync { wait_seconds: Some(0) }).await,
            16 if self.run.dice.once_in(3) => {
                self.call("retry all", Request::UploadRetry { id: None, alike: false }).await
            }
            16 if self.run.dice.once_in(2) => match self.run.dice.one_of(accounts::ALL) {
                Some(account) => {
                    let refresh = Request::TrackerRefresh { name: account.api.into() };
                    self.call(&format!("refresh {}", account.api), refresh).await
                }
                None => Ok(()),
            },
            _ => match self.something_to_say() {
                Some(said) => self.say(said).await,
                None => Ok(()),
            },
        }
    }

    fn something_to_say(&mut self) -> Option<Said> {
        self.run.said += 1;
        self.run.tally.verbs += 1;
        let run = &mut *self.run;
        let model = run.models.last().expect("there is always one");
        let now = Timestamp::from_millis(run.clock.millis());
        verbs::any(Choice { dice: &mut run.dice, model, targets: &run.targets, now, number: run.said })
    }

    /// The weather is fair and time passes: everything comes right, or says why not.
    pub(crate) async fn at_rest(&mut self) -> Result<()> {
        self.run.weather = Weather::Fair;
        self.note("the weather is fair now");
        self.say(verbs::stop()).await?;
        let decide = self.run.dice.once_in(2);
        let open: Vec<Said> = self.run.model().entries().into_iter().filter_map(verbs::decide_all).collect();
        for said in open.into_iter().filter(|_| decide) {
            self.say(said).await?;
        }
        self.call("sync", Request::Sync { wait_seconds: Some(0) }).await?;
        let uploads = self.settled().await?;
        let report =
            Request::Report { from: "2026-10-01".into(), to: "2026-12-31".into(), by: ReportBy::Day };
        let report = self.ask(report).await.context("a report")?;
        check::totals(self.run, &report)?;
        check::uploads(self, &uploads).await?;
        let picked = self.somebody_picks(&uploads).await?;
        if picked.is_empty() {
            return Ok(());
        }
        let uploads = self.settled().await?;
        let asks = |upload: &&Upload| picked.contains(&upload.id) && !upload.candidates.is_empty();
        let open = uploads.iter().find(asks);
        ensure!(open.is_none(), "a record was picked, and the upload asks again: {open:#?}");
        check::uploads(self, &uploads).await
    }

    /// Lets time pass until no upload moves any more.
    async fn settled(&mut self) -> Result<Vec<Upload>> {
        let until = self.run.now().plus_millis(HOURS * 3_600_000);
        loop {
            let (leaving, returning) = self.gate.counts();
            if leaving > 0 {
                self.carry(0, false).await?;
                continue;
            }
            if returning > 0 {
                self.answer(0).await?;
                continue;
            }
            let uploads: Vec<Upload> = self.ask(Request::Uploads).await?;
            let moves = |upload: &Upload| !matches!(upload.state, UploadState::Done | UploadState::Stuck);
            if !uploads.iter().any(moves) {
                return Ok(uploads);
            }
            let late = self.run.now() >= until;
            ensure!(!late, "after {HOURS} hours there are still uploads that move: {uploads:#?}");
            self.pass_to_due().await?;
        }
    }

    /// Where several records could be an upload's, a person picks one that is nobody else's. Says for which uploads.
    async fn somebody_picks(&mut self, uploads: &[Upload]) -> Result<Vec<String>> {
        let mut taken: Vec<String> = uploads.iter().filter_map(|upload| upload.remote_id.clone()).collect();
        let mut picked = Vec::new();
        for upload in uploads.iter().filter(|upload| can_be_picked(upload)) {
            let Some(free) = upload.candidates.iter().find(|one| !taken.contains(one)) else { continue };
            taken.push(free.clone());
            self.run.tally.picked += 1;
            let adopt = Request::UploadAdopt { id: upload.id.clone(), remote_id: Some(free.clone()) };
            self.call(&format!("pick {free}"), adopt).await?;
            picked.push(upload.id.clone());
        }
        Ok(picked)
    }
}

/// Whether a person may say which record is meant; where nothing is wished any more, there is nothing to say.
fn can_be_picked(upload: &Upload) -> bool {
    upload.seconds.is_some() && !upload.candidates.is_empty()
}
