//! What `stint doctor` says: one fact a line, behind its name.

use api::language::{Text, text};
use api::{Capability, Doctor, Tracker, say};

use super::trackers::{NOT_TESTED, targets};

const DATA: Text = text("Data folder", "Datenordner", "Dossier des données");
const DATABASE: Text = text("Database", "Datenbank", "Base de données");
const LOGS: Text = text("Log files", "Protokolldateien", "Journaux");
const SOCKET: Text = text("Socket", "Socket", "Socket");
const ZONE: Text = text("Zone", "Zeitzone", "Fuseau horaire");
const TRAY: Text = text("Tray", "Symbol", "Icône");
const HOTKEYS: Text = text("Hotkeys", "Tastenkürzel", "Raccourcis");
const NOTIFICATIONS: Text = text("Notifications", "Benachrichtigungen", "Notifications");
const KEYCHAIN: Text = text("Keychain", "Schlüsselbund", "Trousseau");
const BACKUPS: Text = text("Backups", "Sicherungen", "Sauvegardes");
const TRACKER: Text = text("Tracker", "Tracker", "Service");

/// All facts, each behind its name; further lines of a fact have none.
pub(crate) fn doctor(doctor: &Doctor) -> Vec<(&'static str, String)> {
    let Doctor { version, pid, since, database, integrity, desktop, .. } = doctor;
    let runs = say!(
        en "{version} (resident {pid}, since {since})",
        de "{version} (Hintergrunddienst {pid}, seit {since})",
        fr "{version} (processus de fond {pid}, depuis {since})"
    );
    let mut facts = vec![
        ("Stint", runs),
        (DATA.said(), doctor.data_dir.clone()),
        (DATABASE.said(), format!("{database} ({integrity})")),
        (LOGS.said(), doctor.log_dir.clone()),
        (SOCKET.said(), doctor.socket.clone()),
        (ZONE.said(), doctor.zone.clone()),
        (TRAY.said(), works(&desktop.tray)),
        (HOTKEYS.said(), works(&desktop.hotkeys)),
        (NOTIFICATIONS.said(), works(&desktop.notifications)),
        (KEYCHAIN.said(), works(&desktop.keychain)),
        (BACKUPS.said(), backups(&doctor.backups)),
    ];
    for known in &doctor.trackers {
        facts.push((TRACKER.said(), tracker(known)));
        if let Some(reason) = &known.reason {
            facts.push(("", format!("{reason} {}", known.remedy.as_deref().unwrap_or_default())));
        }
    }
    facts
}

fn works(capability: &Capability) -> String {
    let works = if capability.ok { text("yes", "ja", "oui") } else { text("no", "nein", "non") };
    format!("{:<4} {}", works.said(), capability.detail)
}

fn backups(all: &[String]) -> String {
    match all {
        [] => text("none yet", "noch keine", "aucune encore").into(),
        [newest, ..] => say!(
            en "{count}, newest {newest}",
            de "{count}, neueste {newest}",
            fr "{count}, la plus récente {newest}",
            count = all.len()
        ),
    }
}

fn tracker(known: &Tracker) -> String {
    let account = known.account.as_deref().unwrap_or(NOT_TESTED.said());
    format!("{} ({}, {account}, {})", known.name, known.kind_name, targets(known.targets))
}
