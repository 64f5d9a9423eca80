//! The rules of links: who leads, what is nearest, what teaches and what unteaches.

use rstest::rstest;
use uuid::Uuid;

use super::*;

const PLANE: u128 = 1;
const CLOCKIFY: u128 = 2;
const YANDEX: u128 = 3;

fn connection(number: u128) -> ConnectionId {
    ConnectionId::new(Uuid::from_u128(number))
}

/// A target whose id is not its key.
fn named(at: u128, key: &str) -> Named {
    let target = TargetId::new(format!("id of {key}"));
    Named { booking: Booking { connection: connection(at), target }, key: key.into() }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(second * 1000)
}

/// What is known after naming `now` on an entry that was booked on `before`, with `declined` refused.
fn taught(known: &[Link], before: &[Named], now: &[Named], declined: &[Named], second: i64) -> Vec<Link> {
    let bookings = |named: &[Named]| named.iter().map(|one| one.booking.clone()).collect();
    let said = Said { before: bookings(before), named: now.to_vec(), declined: bookings(declined) };
    after(known, &learn(known, &said, at(second)))
}

fn after(known: &[Link], changes: &[LinkChange]) -> Vec<Link> {
    let mut links = known.to_vec();
    for change in changes {
        links.retain(|link| change.before.as_ref() != Some(link));
        links.extend(change.after.clone());
    }
    links
}

fn proposed(links: &[Link], named: &[Named]) -> Vec<TargetId> {
    proposals(links, named, &[]).into_iter().map(|booking| booking.target).collect()
}

fn by_hand(at: u128, which: Which, to: &Named) -> Link {
    let from = Source { connection: connection(at), which };
    Link { from, to: to.booking.clone(), origin: Origin::ByHand, at: Timestamp::from_millis(0) }
}

#[rstest]
#[case("PROJ-12", Some("PROJ-"))]
#[case("WEB-APP-7", Some("WEB-APP-"))]
#[case("Website/Design", Some("Website/"))]
#[case("Client/Website/Design", Some("Client/Website/"))]
#[case("Website", None)]
#[case("follow-up", None)]
#[case("-12", None)]
#[case("12-", None)]
#[case("/Design", None)]
#[case("Website/", None)]
fn a_key_belongs_to_a_family_or_stands_alone(#[case] key: &str, #[case] expected: Option<&str>) {
    assert_eq!(family(key), expected);
}

#[test]
fn what_was_done_last_is_proposed_for_the_whole_family() {
    let website = named(CLOCKIFY, "Website");
    let links = taught(&[], &[], &[named(PLANE, "PROJ-12"), website.clone()], &[], 1);
    for key in ["PROJ-12", "PROJ-13", "proj-99"] {
        assert_eq!(
            proposed(&links, &[named(PLANE, key)]),
            std::slice::from_ref(&website.booking.target),
            "{key}"
        );
    }
    assert_eq!(proposed(&links, &[named(PLANE, "OTHER-1")]), []);
    assert_eq!(proposed(&links, &[named(YANDEX, "PROJ-12")]), [], "another account, other keys");

    let backend = named(CLOCKIFY, "Backend");
    let links = taught(&links, &[], &[named(PLANE, "PROJ-13"), backend.clone()], &[], 2);
    assert_eq!(proposed(&links, &[named(PLANE, "PROJ-14")]), [backend.booking.target]);
    assert_eq!(proposed(&links, &[named(PLANE, "PROJ-12")]), [website.booking.target], "itself is nearest");
}

#[test]
fn an_item_leads_whatever_was_named_first() {
    let (item, website) = (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"));
    let links = taught(&[], &[], &[website.clone(), item.clone()], &[], 1);
    assert_eq!(proposed(&links, std::slice::from_ref(&item)), std::slice::from_ref(&website.booking.target));
    assert_eq!(proposed(&links, &[website]), [], "a project does not propose one of its items");
}

#[test]
fn a_family_learns_no_single_item() {
    let (item, issue) = (named(PLANE, "PROJ-12"), named(YANDEX, "TEST-324"));
    let links = taught(&[], &[], &[item.clone(), issue.clone()], &[], 1);
    assert_eq!(proposed(&links, &[item]), [issue.booking.target]);
    assert_eq!(proposed(&links, &[named(PLANE, "PROJ-13")]), []);
}

#[test]
fn nothing_is_proposed_where_a_target_is_named_already() {
    let links = taught(&[], &[], &[named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website")], &[], 1);
    assert_eq!(proposed(&links, &[named(PLANE, "PROJ-13"), named(CLOCKIFY, "Backend")]), []);
}

#[test]
fn of_several_the_nearest_is_proposed_then_the_latest() {
    let all = by_hand(PLANE, Which::Prefix(String::new()), &named(CLOCKIFY, "All"));
    let family = by_hand(PLANE, Which::Prefix("PROJ-".into()), &named(CLOCKIFY, "Family"));
    let one = by_hand(PLANE, Which::Target(TargetId::new("id of PROJ-12")), &named(CLOCKIFY, "One"));
    let links = [one, all, family];
    assert_eq!(proposed(&links, &[named(PLANE, "PROJ-12")]), [TargetId::new("id of One")]);
    assert_eq!(proposed(&links, &[named(PLANE, "PROJ-1")]), [TargetId::new("id of Family")]);
    assert_eq!(proposed(&links, &[named(PLANE, "X-1")]), [TargetId::new("id of All")]);

    let links = taught(&[], &[], &[named(PLANE, "A-1"), named(CLOCKIFY, "Early")], &[], 1);
    let links = taught(&links, &[], &[named(YANDEX, "B-1"), named(CLOCKIFY, "Late")], &[], 2);
    let both = [named(PLANE, "A-1"), named(YANDEX, "B-1")];
    assert_eq!(proposed(&links, &both), [TargetId::new("id of Late")], "one proposal per connection");
}

#[test]
fn a_lesson_counts_up_to_three_and_each_refusal_takes_one_back() {
    let (item, website) = (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"));
    let both = [item.clone(), website.clone()];
    let mut links = Vec::new();
    for second in 0..5 {
        links = taught(&links, &[], &both, &[], second);
    }
    for left in [2, 1] {
        links = taught(&links, &[], std::slice::from_ref(&item), std::slice::from_ref(&website), 9);
        assert!(links.iter().all(|link| link.origin == Origin::Learned(left)), "{links:?}");
        assert_eq!(
            proposed(&links, std::slice::from_ref(&item)),
            std::slice::from_ref(&website.booking.target)
        );
    }
    links = taught(&links, &[], std::slice::from_ref(&item), &[website], 9);
    assert_eq!(links, [], "refused as often as it was taught, it is forgotten");
}

#[test]
fn taking_a_booking_off_an_entry_refuses_it_only_while_its_leader_stays() {
    let (item, website) = (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"));
    let both = [item.clone(), website.clone()];
    let links = taught(&[], &[], &both, &[], 1);
    assert_eq!(taught(&links, &both, &[], &[], 2), links, "booked nowhere any more says nothing about links");
    assert_eq!(taught(&links, &both, &[website], &[], 2), links);
    assert_eq!(taught(&links, &both, &[item], &[], 2), []);
}

#[test]
fn booked_elsewhere_instead_is_taught_at_once() {
    let (item, website, backend) =
        (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"), named(CLOCKIFY, "Backend"));
    let mut links = Vec::new();
    for second in 0..3 {
        links = taught(&links, &[], &[item.clone(), website.clone()], &[], second);
    }
    let before = [item.clone(), website];
    links = taught(&links, &before, &[item.clone(), backend.clone()], &[], 9);
    assert_eq!(proposed(&links, &[item]), [backend.booking.target]);
    assert!(links.iter().all(|link| link.origin == Origin::Learned(1)));
}

#[test]
fn what_was_together_before_teaches_nothing_again() {
    let (item, website, issue) =
        (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"), named(YANDEX, "TEST-324"));
    let before = [item.clone(), website.clone(), issue.clone()];
    assert_eq!(taught(&[], &before, &[item.clone(), website.clone()], &[], 1), []);
    let links = taught(&[], &[item.clone(), website.clone()], &[item, website, issue], &[], 1);
    assert_eq!(links.len(), 1, "only the new one: {links:?}");
}

#[test]
fn a_link_by_hand_is_neither_learned_over_nor_refused_away() {
    let (item, website, backend) =
        (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"), named(CLOCKIFY, "Backend"));
    let family = by_hand(PLANE, Which::Prefix("PROJ-".into()), &website);
    let links = taught(std::slice::from_ref(&family), &[], std::slice::from_ref(&item), &[website], 1);
    assert_eq!(links, std::slice::from_ref(&family));
    let links = taught(&links, &[], &[item.clone(), backend.clone()], &[], 2);
    assert!(links.contains(&family));
    assert_eq!(proposed(&links, &[item]), [backend.booking.target], "the exception is learned beside it");
}

#[test]
fn nothing_comes_in_place_of_a_declined_proposal() {
    let (website, backend) = (named(CLOCKIFY, "Website"), named(CLOCKIFY, "Backend"));
    let links = [
        by_hand(PLANE, Which::Prefix(String::new()), &backend),
        by_hand(PLANE, Which::Prefix("PROJ-".into()), &website),
    ];
    assert_eq!(proposals(&links, &[named(PLANE, "PROJ-1")], &[website.booking]), []);
}

#[test]
fn an_undone_lesson_leaves_what_was_known_before() {
    let first = [named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website")];
    let known = taught(&[], &[], &first, &[], 1);
    let said = Said { named: vec![named(PLANE, "PROJ-13"), named(CLOCKIFY, "Backend")], ..Said::default() };
    let lesson = learn(&known, &said, at(2));
    let mut back = after(&after(&known, &lesson), &undo(&lesson));
    back.sort_by_key(|link| known.iter().position(|other| other == link));
    assert_eq!(back, known);
}

#[test]
fn what_a_family_says_anyway_need_not_be_shown_beside_it() {
    let (item, website, backend) =
        (named(PLANE, "PROJ-12"), named(CLOCKIFY, "Website"), named(CLOCKIFY, "Backend"));
    let links = taught(&[], &[], &[item.clone(), website], &[], 1);
    let hidden =
        |links: &[Link], key: &str| links.iter().filter(|link| is_said_by_family(link, key, links)).count();
    assert_eq!((links.len(), hidden(&links, "PROJ-12")), (2, 1));
    let links = taught(&links, &[], &[named(PLANE, "PROJ-13"), backend], &[], 2);
    assert_eq!(hidden(&links[..2], "PROJ-12"), 0, "an exception is shown");
}
