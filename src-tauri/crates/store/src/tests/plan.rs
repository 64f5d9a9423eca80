//! The questions asked all the time cost the same with ten times the entries, because an index answers them.

use domain::{EntryId, Timestamp};
use rstest::rstest;
use sqlx::Row as _;

use super::{Desk, at};
use crate::entry::overlapping_numbers;
use crate::{Stage, Turn, UploadFilter, fixture};

/// A question to a store that holds entries until the morning.
#[derive(Clone, Copy, Debug)]
enum Question {
    Running,
    Last,
    Newest,
    TheTenNewestByTime,
    APageBack,
    APageOn,
    TheOldest,
    TheirSums,
    TheirSegments,
    TheirUploads,
    TheirProgress,
    Search,
    SearchTwoWords,
    SuggestNothingAsked,
    Recent,
    Counts,
    Open,
    Done,
    Lanes,
    NextUpload,
    OpenCounts,
    UndoTip,
    ByDigits,
    Claimed,
    ItsClaimant,
}

async fn ask(desk: &mut Desk, question: Question, newest: &[EntryId], tenth: Timestamp) -> usize {
    let (store, reader) = (&mut desk.store, &desk.reader);
    let upload = async || reader.uploads_of(newest).await.unwrap().swap_remove(0);
    match question {
        Question::Running => usize::from(reader.running().await.unwrap().is_none()),
        Question::Last => usize::from(reader.last_finished().await.unwrap().is_some()),
        Question::Newest => reader.between(Timestamp::MIN, Timestamp::MAX, 20).await.unwrap().len(),
        Question::TheTenNewestByTime => reader.overlapping(tenth, at(0)).await.unwrap().len(),
        Question::APageBack => usize::from(reader.start_before(at(0), 100).await.unwrap().is_some()),
        Question::APageOn => usize::from(reader.start_after(Timestamp::MIN, 100).await.unwrap().is_some()),
        Question::TheOldest => {
            let page = reader.oldest_first(Timestamp::MIN, Timestamp::MAX, None, 20).await.unwrap();
            page.entries.len()
        }
        Question::TheirSums => reader.totals(tenth, at(0)).await.unwrap().len(),
        Question::TheirSegments => reader.segments_between(tenth, at(0)).await.unwrap().len(),
        Question::TheirUploads => reader.uploads_of(newest).await.unwrap().len(),
        Question::TheirProgress => reader.booked(newest, &[]).await.unwrap().progress.len(),
        Question::Search => reader.search("f", 20).await.unwrap().len(),
        Question::SearchTwoWords => reader.search("clockify p", 20).await.unwrap().len(),
        Question::SuggestNothingAsked => reader.suggest("", 8).await.unwrap().len(),
        Question::Recent => reader.recent(8).await.unwrap().len(),
        Question::Counts => usize::try_from(reader.upload_counts().await.unwrap().done).unwrap(),
        Question::Open => {
            let stuck = UploadFilter::Open { stage: Stage::Stuck, skip: 0, most: 20 };
            1 + reader.uploads(stuck).await.unwrap().len()
        }
        Question::Done => reader.uploads(UploadFilter::RecentDone(20)).await.unwrap().len(),
        Question::Lanes => reader.lanes().await.unwrap().len(),
        Question::NextUpload => {
            let connection = upload().await.connection;
            1 + usize::from(store.next_upload(connection, at(0), Turn::Fresh).await.unwrap().is_some())
        }
        Question::OpenCounts => 1 + reader.open_counts().await.unwrap().len(),
        Question::UndoTip => usize::from(reader.undo_tip().await.unwrap().is_none()),
        Question::ByDigits => reader.ids_beginning(&newest[0].to_string(), 2).await.unwrap().len(),
        Question::Claimed => {
            let upload = upload().await;
            let remote = upload.known.unwrap().remote_id;
            let other = domain::UploadId::new(newest[0].uuid());
            usize::from(reader.is_claimed(upload.connection, &remote, other).await.unwrap())
        }
        Question::ItsClaimant => {
            let upload = upload().await;
            let remote = upload.known.unwrap().remote_id;
            usize::from(store.upload_and_claimant(upload.id, Some(&remote)).await.unwrap().is_some())
        }
    }
}

/// How many steps of SQLite's machine an answer takes, in hundreds.
async fn steps(entries: u64, question: Question) -> u64 {
    let mut desk = Desk::new().await;
    fixture::fill(&mut desk.store, fixture::Plan { entries, until: at(0), seed: 3 }).await.unwrap();
    let newest = desk.reader.between(Timestamp::MIN, Timestamp::MAX, 10).await.unwrap();
    let ids: Vec<_> = newest.iter().map(|entry| entry.id).collect();
    let mut answers = 0;
    let steps =
        desk.steps(100, async |desk| answers = ask(desk, question, &ids, newest[9].start()).await).await;
    assert!(answers > 0, "{question:?} must have an answer to count");
    steps
}

#[rstest]
#[tokio::test]
async fn ten_times_the_entries_are_not_ten_times_the_work(
    #[values(
        Question::Running,
        Question::Last,
        Question::Newest,
        Question::TheTenNewestByTime,
        Question::APageBack,
        Question::APageOn,
        Question::TheOldest,
        Question::TheirSums,
        Question::TheirSegments,
        Question::TheirUploads,
        Question::TheirProgress,
        Question::Search,
        Question::SearchTwoWords,
        Question::SuggestNothingAsked,
        Question::Recent,
        Question::Counts,
        Question::Open,
        Question::Done,
        Question::Lanes,
        Question::NextUpload,
        Question::OpenCounts,
        Question::UndoTip,
        Question::ByDigits,
        Question::Claimed,
        Question::ItsClaimant
    )]
    question: Question,
) {
    let (few, many) = (steps(300, question).await, steps(3_000, question).await);
    assert!(many <= few * 3 / 2 + 10, "{few} became {many}");
}

/// Ranges must use the small indexes of the long and the running entries, and walk only a stretch of the table.
#[tokio::test]
async fn a_range_is_found_by_three_indexes() {
    let mut desk = Desk::new().await;
    let rows = sqlx::query(concat!("explain query plan ", overlapping_numbers!()))
        .fetch_all(&mut desk.store.connection)
        .await
        .unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get::<String, _>(3)).collect();
    for part in ["PRIMARY KEY (rowid>? AND rowid<?)", "INDEX entry_long (end_ms>?)", "INDEX entry_running"] {
        assert!(plan.iter().any(|line| line.contains(part)), "{part}: {plan:#?}");
    }
}
