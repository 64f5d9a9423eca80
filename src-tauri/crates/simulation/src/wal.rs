//! The write-ahead log read from outside: where each commit ends in it, so that a crash can come after any of them.
//!
//! Between two commits nothing lasting changes. The file as it is after a commit, with or without the beginning of the
//! next one, is therefore all that a process that dies at any await, or a power cut, can leave behind.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context as _, Result, ensure};

/// The header of the log, in bytes.
const HEADER: usize = 32;
/// The header of each page in the log, in bytes.
const FRAME: usize = 24;

/// The log of one life of the engine. It only grows: a reader holds it open (see `disk`), so SQLite never begins anew.
pub(crate) struct Log {
    file: PathBuf,
    read: Mutex<Frames>,
}

#[derive(Default)]
struct Frames {
    /// Of the log; a frame with another one is a leftover.
    salt: [u8; 8],
    page: usize,
    /// Where the last commit ends; what stands behind it may be a torn one, which the next commit writes over.
    offset: usize,
    /// Where each commit ends.
    ends: Vec<usize>,
}

impl Log {
    /// The log beside a database.
    pub(crate) fn beside(database: &Path) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push("-wal");
        Self { file: name.into(), read: Mutex::default() }
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// How many commits it holds.
    pub(crate) fn commits(&self) -> Result<usize> {
        let mut frames = self.read.lock().expect("nobody panics while holding it");
        frames.catch_up(&self.file)?;
        Ok(frames.ends.len())
    }

    /// How long it was after so many commits, in bytes.
    pub(crate) fn end_of(&self, commits: usize) -> usize {
        let frames = self.read.lock().expect("nobody panics while holding it");
        commits.checked_sub(1).and_then(|place| frames.ends.get(place)).copied().unwrap_or(0)
    }
}

impl Frames {
    fn catch_up(&mut self, file: &Path) -> Result<()> {
        let Ok(mut log) = File::open(file) else { return Ok(()) };
        let length = usize::try_from(log.metadata()?.len()).context("the log fits in memory")?;
        if length < HEADER {
            return Ok(());
        }
        let mut header = [0; HEADER];
        log.read_exact(&mut header)?;
        // What a crash left of a first commit holds nothing: SQLite begins such a log anew, whoever reads it.
        if self.ends.is_empty() {
            self.salt.copy_from_slice(&header[16..24]);
            self.page = usize::try_from(number(&header[8..12]))?;
            self.offset = HEADER;
        }
        ensure!(self.salt == header[16..24], "the log was begun anew while a reader held it");
        let mut at = self.offset;
        while at + FRAME + self.page <= length {
            let mut frame = [0; FRAME];
            log.seek(SeekFrom::Start(at as u64))?;
            log.read_exact(&mut frame)?;
            if frame[8..16] != self.salt {
                break;
            }
            at += FRAME + self.page;
            // The size of the database stands in the last frame of a commit only.
            if number(&frame[4..8]) != 0 {
                self.ends.push(at);
                self.offset = at;
            }
        }
        Ok(())
    }
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes.try_into().expect("four bytes"))
}
