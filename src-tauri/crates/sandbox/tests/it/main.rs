//! The sandbox seen from outside: each quirk of each API, each fault in process, and each fault on a real socket.

// Clippy's own exception covers functions marked as tests, not what they call.
#![allow(clippy::unwrap_used)]

mod alignsoft_access;
mod alignsoft_approval;
mod alignsoft_create;
mod alignsoft_list;
mod alignsoft_once;
mod awork_access;
mod awork_entries;
mod awork_lists;
mod awork_rules;
mod awork_sign_in;
mod clockify_access;
mod clockify_change;
mod clockify_create;
mod clockify_list;
mod clockify_rules;
mod clockify_targets;
mod clockify_timer;
mod control;
mod faults;
mod lag;
mod plane_access;
mod plane_servers;
mod plane_targets;
mod plane_worklog;
mod redmine_entries;
mod setting;
mod socket;
mod weather;
mod yandex_access;
mod yandex_issues;
mod yandex_search;
mod yandex_worklog;
