//! Today's sums are kept up with every change, and never differ from what the report reads anew.

use api::{EditFields, EntryFields, OverlapChoice, Report, ReportBy, Request, VerbRequest};

use super::world::{Life, World};

fn fields(note: &str) -> EntryFields {
    EntryFields { note: note.into(), ..EntryFields::default() }
}

fn add(from: &str, duration: &str) -> VerbRequest {
    VerbRequest::Add {
        fields: fields("added"),
        from: from.into(),
        to: None,
        duration: Some(duration.into()),
        breaks: Vec::new(),
        overlap: Some(OverlapChoice::Keep),
    }
}

async fn today_is_true(life: &Life<'_>, after: &str) {
    let status: api::Status = life.ask(Request::Status).await.expect("a status");
    let report = Request::Report { from: "today".into(), to: "today".into(), by: ReportBy::Day };
    let report: Report = life.ask(report).await.expect("a report");
    let today = status.today;
    assert_eq!(
        (today.work_seconds, today.break_seconds, today.undecided_seconds),
        (report.work_seconds, report.break_seconds, report.undecided_seconds),
        "after {after}"
    );
}

#[test]
fn today_is_the_same_kept_and_read_anew_after_every_verb() {
    let world = World::new();
    world.live(async |life| {
        today_is_true(&life, "nothing").await;
        let verbs = [
            VerbRequest::Start { fields: fields("one"), at: Some("-30m".into()), overlap: None },
            VerbRequest::Break { at: None },
            VerbRequest::Start { fields: fields("two"), at: None, overlap: None },
            add("yesterday 23:30", "1:00"),
            add("7:00", "2:15"),
            VerbRequest::Stop { at: None },
            VerbRequest::Continue { id: None, at: None },
            VerbRequest::Discard,
            VerbRequest::Undo { count: Some(3) },
            VerbRequest::Redo { count: Some(2) },
            add("yesterday 9:00", "3:00"),
            VerbRequest::Undo { count: None },
            VerbRequest::Toggle { at: None },
            VerbRequest::Toggle { at: None },
        ];
        for verb in verbs {
            let said = format!("{verb:?}");
            world.clock.advance(600_000);
            life.say(verb).await.expect("a sound verb");
            today_is_true(&life, &said).await;
        }
        let added = life.say(add("6:00", "0:40")).await.expect("an hour");
        let id = added.entries[0].id.clone();
        let longer = EditFields { duration: Some("0:55".into()), ..EditFields::default() };
        life.say(VerbRequest::Edit { id: id.clone(), fields: longer, overlap: None }).await.expect("an edit");
        today_is_true(&life, "an edit").await;
        life.say(VerbRequest::Split { id: id.clone(), at: "6:20".into() }).await.expect("a split");
        today_is_true(&life, "a split").await;
        life.say(VerbRequest::Delete { ids: vec![id] }).await.expect("a removal");
        today_is_true(&life, "a removal").await;
        // The next day begins with nothing but what reaches into it.
        life.say(VerbRequest::Toggle { at: None }).await.expect("a start");
        world.clock.advance(13 * 3_600_000);
        today_is_true(&life, "midnight").await;
    });
}
