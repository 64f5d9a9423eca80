//! How a life ends: in an orderly way, or in the middle of what the engine was just doing.

use anyhow::{Context as _, Result, ensure};
use api::Request;

use crate::disk::{self, Cut};
use crate::kept::Kept;
use crate::life::{Life, PATIENCE};
use crate::mutation::Mutation;
use crate::wal::Log;

impl Life<'_> {
    /// Ends in an orderly way.
    pub(crate) async fn quit(mut self) -> Result<()> {
        self.turn()?;
        self.note("quit");
        let answer = self.send(Request::Quit);
        tokio::time::timeout(PATIENCE, self.engine.ended()).await.context("the engine ends")?;
        ensure!(answer.await?.is_ok(), "quitting is never refused");
        let commits = self.log.commits()?;
        self.end(Cut { commits, torn: 0 }).await
    }

    /// Dies now, in the middle of what the last turn did: after any of its commits, perhaps with a torn next one.
    pub(crate) async fn crash(mut self) -> Result<()> {
        let last = self.log.commits()?;
        let mut first = self.from;
        if let Some(sent) = self.sent.take_if(|sent| sent.fresh) {
            // It may have left as soon as it wanted to, while the engine was still busy with the turn before.
            first = sent.commits.min(last);
            if self.run.mutation == Some(Mutation::Late) {
                first = self.before_in_flight(first).await?;
            }
        }
        let dice = &mut self.run.dice;
        // A late write loses its race only now and then; here it always does.
        let mutated = self.run.mutation == Some(Mutation::Late);
        let span = i64::try_from(last - first)?;
        let commits = first + if mutated { 0 } else { usize::try_from(dice.between(0, span))? };
        let after = self.log.end_of(last) - self.log.end_of(commits);
        let torn = if after > 0 && commits < last && dice.once_in(2) {
            let next = self.log.end_of(commits + 1) - self.log.end_of(commits);
            usize::try_from(dice.roll(next as u64))?
        } else {
            0
        };
        let lost = last - commits;
        self.note(format_args!(
            "CRASH: {lost} of {} commit(s) of this turn lost{}",
            last - first,
            if torn > 0 { format!(", {torn} bytes of the next one written") } else { String::new() }
        ));
        self.run.tally.crashes += 1;
        self.end(Cut { commits, torn }).await
    }

    /// The commits before the one that said `in_flight`, if the last of these did.
    async fn before_in_flight(&mut self, commits: usize) -> Result<usize> {
        let Some(before) = commits.checked_sub(1) else { return Ok(commits) };
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (commits, found) in [(commits, &mut with), (before, &mut without)] {
            let aside = self.run.disk.aside();
            disk::copy(&self.run.disk.place(), &aside, &self.log, Cut { commits, torn: 0 })?;
            *found = Kept::at(&aside, self.run.now()).await?.in_flight;
        }
        Ok(if with.iter().any(|id| !without.contains(id)) { before } else { commits })
    }

    /// The log of this life.
    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    /// Nothing lost.
    pub(crate) fn whole(&self) -> Result<Cut> {
        Ok(Cut { commits: self.log.commits()?, torn: 0 })
    }

    /// Leaves the file to the next life, and sees that it holds what it must.
    async fn end(self, cut: Cut) -> Result<()> {
        let Self { run, log, .. } = self;
        let aside = run.disk.aside();
        disk::copy(&run.disk.place(), &aside, &log, cut)?;
        run.look_at(&aside).await?;
        run.disk.next(&log, cut)
    }
}
