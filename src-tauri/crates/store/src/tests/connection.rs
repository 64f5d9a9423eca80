//! Connections and targets: unique names, catalogues that are replaced whole, and what stays when an account goes.

use domain::TargetId;
use domain::target::Identity;
use rstest::rstest;

use super::{Desk, HOUR, account, at, booked, booking, connection_id, entry_id, target};
use crate::{Pause, StoreError};

async fn keys(desk: &Desk, text: &str) -> Vec<String> {
    desk.reader.targets(None, text, 99).await.unwrap().into_iter().map(|known| known.target.key).collect()
}

#[tokio::test]
async fn a_connection_is_read_as_it_was_written() {
    let mut desk = Desk::new().await;
    let mut one = account(1, "Work");
    one.identity = Some(Identity {
        id: "u1".into(),
        aliases: vec!["me@example.org".into()],
        display: "Zoë".into(),
        zone: Some("Europe/Berlin".into()),
        workspace: None,
    });
    desk.store.put_connection(&one).await.unwrap();
    desk.store.put_connection(&account(2, "home")).await.unwrap();
    assert_eq!(desk.reader.connection(one.id).await.unwrap(), Some(one.clone()));
    let names: Vec<_> = desk.reader.connections().await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["home", "Work"]);

    let taken = desk.store.put_connection(&account(3, "WORK")).await;
    assert!(matches!(taken, Err(StoreError::NameTaken { name }) if name == "WORK"));
    one.name = "work".into();
    desk.store.put_connection(&one).await.unwrap();
}

#[tokio::test]
async fn rules_and_pauses_belong_to_a_connection_and_survive_its_edit() {
    let mut desk = Desk::new().await;
    let id = connection_id(1);
    let unknown = desk.store.put_rules(id, "{}", at(0)).await;
    assert!(matches!(unknown, Err(StoreError::UnknownConnection(unknown)) if unknown == id));
    desk.store.put_connection(&account(1, "a")).await.unwrap();
    assert_eq!(desk.reader.rules(id).await.unwrap(), None);
    let pause = Pause { reason: "sign_in".into(), detail: "401".into(), until: Some(at(HOUR)) };
    desk.store.put_rules(id, "{\"note\":true}", at(5)).await.unwrap();
    desk.store.pause(id, Some(pause.clone())).await.unwrap();
    desk.store.put_connection(&account(1, "b")).await.unwrap();
    assert_eq!(desk.reader.rules(id).await.unwrap(), Some(("{\"note\":true}".into(), at(5))));
    assert_eq!(desk.reader.pauses().await.unwrap(), [(id, pause.clone())]);
    assert_eq!(desk.reader.booked(&[], &[]).await.unwrap().pauses, [(id, pause)]);
    desk.store.pause(id, None).await.unwrap();
    assert_eq!(desk.reader.pauses().await.unwrap(), []);
}

#[tokio::test]
async fn a_refresh_replaces_the_targets_but_keeps_the_booked_ones() {
    let mut desk = Desk::new().await;
    let id = connection_id(1);
    desk.store.put_connection(&account(1, "a")).await.unwrap();
    desk.store.put_targets(id, &[target("1", "A", "one"), target("2", "B", "two")], at(0)).await.unwrap();
    desk.put(&booked(1, "", 0, Some(HOUR), vec![booking(1, "1")])).await;
    desk.store.put_targets(id, &[target("3", "C", "three")], at(9)).await.unwrap();
    assert_eq!(keys(&desk, "").await, ["C"]);
    assert_eq!(desk.reader.targets_at(id).await.unwrap(), Some(at(9)));
    let booked = desk.reader.target(id, &TargetId::new("1")).await.unwrap().unwrap();
    assert!(booked.gone && booked.target.title == "one");
    assert_eq!(desk.reader.target(id, &TargetId::new("2")).await.unwrap(), None);

    desk.store.put_targets(id, &[target("1", "A", "back")], at(10)).await.unwrap();
    let back = desk.reader.target(id, &TargetId::new("1")).await.unwrap().unwrap();
    assert!(!back.gone && back.target.title == "back");
    let unknown = desk.store.put_targets(connection_id(9), &[target("1", "A", "x")], at(0)).await;
    assert!(matches!(unknown, Err(StoreError::UnknownConnection(_))), "{unknown:?}");
}

#[tokio::test]
async fn several_targets_come_in_one_answer_each_as_it_comes_alone() {
    let mut desk = Desk::new().await;
    for number in [1, 2] {
        desk.store.put_connection(&account(number, &format!("c{number}"))).await.unwrap();
        let mut odd = target("7", "Ä-\"7\"", "'quoted'");
        (odd.parent, odd.billable, odd.mine) = (Some("Büro".into()), Some(number == 1), number == 2);
        let targets = [target("6", "B", "two"), odd];
        desk.store.put_targets(connection_id(number), &targets, at(0)).await.unwrap();
    }
    let wanted = [(1, "7"), (2, "7"), (2, "6"), (1, "unknown"), (3, "7")];
    let wanted = wanted.map(|(connection, id)| (connection_id(connection), TargetId::new(id)));
    let mut alone = Vec::new();
    for (connection, id) in &wanted {
        alone.extend(desk.reader.target(*connection, id).await.unwrap());
    }
    let found = desk.reader.booked(&[], &wanted).await.unwrap().targets;
    assert_eq!(found.len(), 3);
    assert!(alone.iter().all(|known| found.contains(known)), "{found:?} {alone:?}");
    assert_eq!(desk.reader.booked(&[], &[]).await.unwrap().targets, []);
}

#[tokio::test]
async fn thousands_of_targets_are_one_refresh() {
    let mut desk = Desk::new().await;
    desk.store.put_connection(&account(1, "a")).await.unwrap();
    let many: Vec<_> = (0..1234).map(|n| target(&n.to_string(), &format!("K-{n}"), "t")).collect();
    desk.store.put_targets(connection_id(1), &many, at(0)).await.unwrap();
    assert_eq!(desk.reader.targets(None, "", 9999).await.unwrap().len(), 1234);
}

#[rstest]
#[case::key_first_then_mine("proj", &["PROJ-1", "PROJ-12", "Z-2", "A-1"])]
#[case::whole_key_first("PROJ-1", &["PROJ-1", "PROJ-12", "A-1"])]
#[case::accents("buro", &["PROJ-12"])]
#[case::parent_and_title("acme zeta", &["Z-2"])]
#[case::nothing("nothing", &[])]
#[case::signs("%_'\"", &["Z-2", "A-1", "PROJ-1", "PROJ-12"])]
#[tokio::test]
async fn targets_are_found_by_key_title_and_parent(#[case] text: &str, #[case] expected: &[&str]) {
    let mut desk = Desk::new().await;
    desk.store.put_connection(&account(1, "a")).await.unwrap();
    let mut mine = target("4", "Z-2", "Zeta project");
    mine.mine = true;
    mine.parent = Some("Acme".into());
    let targets = [
        target("1", "PROJ-12", "Büro"),
        target("2", "PROJ-1", "Kitchen"),
        target("3", "A-1", "another project"),
        mine,
    ];
    desk.store.put_targets(connection_id(1), &targets, at(0)).await.unwrap();
    assert_eq!(keys(&desk, text).await, expected);
    let other = desk.reader.targets(Some(connection_id(2)), text, 9).await.unwrap();
    assert_eq!(other, []);
}

#[tokio::test]
async fn a_key_is_found_in_any_case_but_not_without_its_accents() {
    let mut desk = Desk::new().await;
    desk.store.put_connection(&account(1, "a")).await.unwrap();
    let targets = [target("1", "Büro/Küche", "x"), target("2", "büro/küche", "y"), target("3", "Web", "z")];
    desk.store.put_targets(connection_id(1), &targets, at(0)).await.unwrap();
    let id_of = async |key: &str| {
        let known = desk.reader.target_by_key(connection_id(1), key).await.unwrap();
        known.map(|known| known.target.id.to_string())
    };
    assert_eq!(id_of("büro/küche").await.as_deref(), Some("2"));
    assert_eq!(id_of("Büro/Küche").await.as_deref(), Some("1"));
    assert_eq!(id_of("WEB").await.as_deref(), Some("3"));
    assert_eq!(id_of("buro/kuche").await, None);
    assert_eq!(id_of("We").await, None);
}

#[tokio::test]
async fn what_was_booked_stays_on_record_when_a_connection_goes() {
    let mut desk = Desk::new().await;
    let id = connection_id(1);
    desk.store.put_connection(&account(1, "work")).await.unwrap();
    desk.store.put_targets(id, &[target("1", "A", "one"), target("2", "B", "two")], at(0)).await.unwrap();
    let entry = booked(1, "", 0, Some(HOUR), vec![booking(1, "1")]);
    desk.put(&entry).await;
    desk.store.remove_connection(id).await.unwrap();

    assert_eq!(desk.reader.connections().await.unwrap(), []);
    assert_eq!(desk.reader.connection(id).await.unwrap(), None);
    assert_eq!(desk.reader.booked(&[], &[]).await.unwrap().former[0].name, "work");
    assert_eq!(desk.reader.entry(entry_id(1)).await.unwrap(), Some(entry));
    assert_eq!(desk.reader.target(id, &TargetId::new("1")).await.unwrap().unwrap().target.title, "one");
    assert_eq!(desk.reader.target(id, &TargetId::new("2")).await.unwrap(), None);
    assert!(matches!(desk.store.remove_connection(id).await, Err(StoreError::UnknownConnection(_))));
    desk.store.put_connection(&account(2, "work")).await.unwrap();
    assert_eq!(desk.reader.connections().await.unwrap().len(), 1, "the name is free again");
}
