//! The contract every tracker keeps, checked in process against the sandbox. An adapter brings a [`World`] and calls
//! [`contract!`]; the checks know nothing of any tracker.

pub(crate) mod checks;
pub(crate) mod faults;
pub(crate) mod projection;
pub(crate) mod script;
pub(crate) mod weather;
pub(crate) mod world;

pub(crate) use script::Script;
pub(crate) use world::World;

/// One test per promise. `$world` makes a fresh [`World`] each time; `$total` says how many seconds an entry's net
/// milliseconds become under a rounding, or none when they are too few.
macro_rules! contract {
    ($world:expr, $total:expr) => {
        contract!(@each $world, checks:
            a_good_token_says_who_and_a_bad_one_asks_to_sign_in,
            a_wrong_address_is_told_apart,
            the_listing_reaches_every_target,
            targets_are_found_by_text_and_by_key,
            what_is_made_is_what_was_sent,
            every_text_comes_back,
            a_lost_create_is_found_once,
            what_was_never_made_is_absent,
            two_equal_records_are_both_found,
            a_change_is_read_back,
            a_removed_record_is_gone_and_stays_so,
            a_record_that_never_was_reads_as_none,
        );
        contract!(@each $world, faults:
            a_refused_connection_surely_changed_nothing,
            a_lost_answer_leaves_only_writes_in_doubt,
            an_internal_error_leaves_only_writes_in_doubt,
            a_quota_names_its_pause,
            an_unreadable_answer_leaves_only_writes_in_doubt,
            what_a_fault_did_is_what_a_look_finds,
            a_secret_in_an_answer_is_blotted_out,
        );
        contract!(@each $world, weather:
            a_page_that_forbids_is_neither_a_refusal_nor_a_bad_token,
            a_refusal_that_is_not_in_json_comes_from_something_else,
            a_bad_gateway_leaves_only_writes_in_doubt,
            a_token_revoked_midway_asks_to_sign_in_and_changed_nothing,
            an_outage_is_told_and_over_when_it_is_over,
            a_quota_that_is_used_up_names_the_end_of_its_window,
            reads_that_lag_delay_the_finding_of_a_lost_create_and_do_not_prevent_it,
            a_create_delivered_twice_is_seen_as_two_or_made_once,
            a_change_or_removal_delivered_twice_is_one,
            a_lost_create_is_found_although_the_clocks_disagree,
        );

        #[test]
        fn parts_add_up_and_are_always_the_same() {
            $crate::contract::projection::parts_add_up_and_are_always_the_same(&$world, $total);
        }
    };
    (@each $world:expr, $module:ident: $($name:ident),+ $(,)?) => {
        $(
            #[tokio::test]
            async fn $name() {
                $crate::contract::$module::$name($world).await;
            }
        )+
    };
}
pub(crate) use contract;
