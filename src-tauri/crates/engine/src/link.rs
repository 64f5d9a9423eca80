//! Links at work: what the targets of a verb propose, and what naming them teaches.

use api::{ApiError, Proposal, VerbRequest};
use domain::link::{Named, Said, learn, proposals};
use domain::{Booking, LinkChange, Verb};

use crate::owner::Owner;
use crate::storage::storage_error;

/// What links make of a verb.
#[derive(Default)]
pub(crate) struct Linking {
    /// The bookings they add to it.
    pub(crate) linked: Vec<Booking>,
    /// What it teaches.
    pub(crate) lesson: Vec<LinkChange>,
}

impl Owner {
    /// Adds what links propose to a verb that makes an entry; an edit says all its targets and is only learned from.
    pub(crate) async fn link(&self, request: &VerbRequest, verb: &mut Verb) -> Result<Linking, ApiError> {
        match (request, verb) {
            (
                VerbRequest::Start { fields, .. } | VerbRequest::Add { fields, .. },
                Verb::Start { new, .. } | Verb::Add { new, .. },
            ) if !fields.no_links && !new.bookings.is_empty() => {
                let linking = self.learned(&new.bookings, Vec::new(), &fields.declined).await?;
                new.bookings.extend(linking.linked.iter().cloned());
                Ok(linking)
            }
            (VerbRequest::Edit { fields, .. }, Verb::Edit { entry, patch, .. }) => {
                let Some(bookings) = patch.bookings.as_ref().filter(|bookings| !bookings.is_empty()) else {
                    return Ok(Linking::default());
                };
                let before = self.loaded(*entry).await?.bookings;
                let Linking { lesson, .. } = self.learned(bookings, before, &fields.declined).await?;
                Ok(Linking { lesson, ..Linking::default() })
            }
            _ => Ok(Linking::default()),
        }
    }

    async fn learned(
        &self,
        bookings: &[Booking],
        before: Vec<Booking>,
        declined: &[String],
    ) -> Result<Linking, ApiError> {
        let named = self.named(bookings).await?;
        let known = self.reader.links_of(&named).await.map_err(|error| storage_error(&error))?;
        let declined = self.declined(declined).await;
        let linked = self.still_there(proposals(&known, &named, &declined)).await?;
        let lesson = learn(&known, &Said { before, named, declined }, self.now());
        Ok(Linking { linked, lesson })
    }

    /// What links propose beside these targets.
    pub(crate) async fn proposed(&self, bookings: &[Booking]) -> Result<Vec<Booking>, ApiError> {
        let named = self.named(bookings).await?;
        let known = self.reader.links_of(&named).await.map_err(|error| storage_error(&error))?;
        self.still_there(proposals(&known, &named, &[])).await
    }

    /// Bookings with the keys people name them by.
    async fn named(&self, bookings: &[Booking]) -> Result<Vec<Named>, ApiError> {
        let names = self.names(bookings.iter()).await?;
        let key = |booking: &Booking| names.target(booking.connection, &booking.target).0;
        Ok(bookings.iter().map(|booking| Named { key: key(booking), booking: booking.clone() }).collect())
    }

    /// What was declined; a target nobody knows any more was not proposed either.
    async fn declined(&self, texts: &[String]) -> Vec<Booking> {
        let mut declined = Vec::with_capacity(texts.len());
        for text in texts {
            declined.extend(self.bookings(std::slice::from_ref(text), &[]).await.unwrap_or_default());
        }
        declined
    }

    /// Those that can be booked on now: their target was there at the last look.
    async fn still_there(&self, bookings: Vec<Booking>) -> Result<Vec<Booking>, ApiError> {
        let mut open = Vec::with_capacity(bookings.len());
        for booking in bookings {
            let target = self.reader.target(booking.connection, &booking.target).await;
            if target.map_err(|error| storage_error(&error))?.is_some_and(|target| !target.gone) {
                open.push(booking);
            }
        }
        Ok(open)
    }

    /// Bookings as a client shows proposals.
    pub(crate) async fn proposal_views(&self, bookings: &[Booking]) -> Result<Vec<Proposal>, ApiError> {
        let names = self.names(bookings.iter()).await?;
        let view = |booking: &Booking| {
            let (key, title) = names.target(booking.connection, &booking.target);
            Proposal {
                target: names.full(booking.connection, &booking.target),
                connection: names.connection(booking.connection),
                monogram: names.monogram(booking.connection),
                key,
                title,
            }
        };
        Ok(bookings.iter().map(view).collect())
    }
}
