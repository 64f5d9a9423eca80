//! The writing connection, and what goes on while it writes for seconds, as it does when a large file is imported or
//! taken back: the one transaction keeps its place, and what only reads is answered from the state before it.

use std::ops::{Deref, DerefMut};
use std::pin::pin;

use api::Request;
use store::{Commit, Glance, Rev, Store, StoreError};

use crate::handle::Input;
use crate::owner::Owner;
use crate::start::INPUTS;

/// From so many changes on it may take longer than a person should wait for an answer.
const MANY: usize = 64;

/// The store, which is away while [`Owner::commit`] writes many changes. Only what reads runs meanwhile.
pub(crate) struct Writer(Option<Store>);

impl Writer {
    /// It is here.
    pub(crate) fn new(store: Store) -> Self {
        Self(Some(store))
    }

    /// The store itself.
    pub(crate) fn into_inner(self) -> Option<Store> {
        self.0
    }
}

impl Deref for Writer {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.0.as_ref().expect("what runs while it is away reads, and reads elsewhere")
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Store {
        self.0.as_mut().expect("what runs while it is away reads, and reads elsewhere")
    }
}

impl Owner {
    /// Writes in one transaction. While many changes are written, what only reads is answered, and everything else
    /// waits in its order.
    pub(crate) async fn commit(&mut self, commit: Commit) -> Result<Rev, StoreError> {
        if commit.changes.len() < MANY {
            return self.store.commit(commit).await;
        }
        let Some(mut store) = self.store.0.take() else { return self.store.commit(commit).await };
        let mut writing = pin!(async move {
            let rev = store.commit(commit).await;
            (store, rev)
        });
        let (store, rev) = loop {
            let room = self.waiting.len() < INPUTS;
            tokio::select! {
                biased;
                done = &mut writing => break done,
                Some(input) = self.inputs.recv(), if room => match input {
                    Input::Ask { surface, request, reply } if only_reads(&request) => {
                        let _goes_on = self.answer(surface, request, reply).await;
                    }
                    input => self.waiting.push_back(input),
                },
            }
        };
        self.store = Writer::new(store);
        // It may have been read just when the transaction ended: then it holds these changes already.
        self.today = None;
        rev
    }

    /// The state of the timer; the one before, while another is being written.
    pub(crate) async fn glance(&mut self) -> Result<Glance, StoreError> {
        match &mut self.store.0 {
            Some(store) => store.glance().await,
            None => self.reader.glance().await,
        }
    }
}

/// Whether a question is answered by the reading connections alone.
fn only_reads(request: &Request) -> bool {
    use Request::{
        Days, Entry, Export, Hello, History, Links, Log, Recent, Report, Search, Settings, Status, Subscribe,
        Suggest, Targets, TrackerKinds, Trackers, Uploads, UploadsProgress,
    };
    matches!(
        request,
        Status
            | Log { .. }
            | Days { .. }
            | Entry { .. }
            | Search { .. }
            | Suggest { .. }
            | Recent { .. }
            | History { .. }
            | Links
            | Report { .. }
            | TrackerKinds
            | Trackers
            | Targets { .. }
            | Uploads
            | UploadsProgress
            | Settings
            | Export { .. }
            | Subscribe
            | Hello { .. }
    )
}
