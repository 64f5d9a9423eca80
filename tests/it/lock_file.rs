//! The lock file of the user interface: complete, so that `npm ci` takes it on every system.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::files;

/// Packages that another one may want, of which the lock file says nothing.
fn forgotten(lock: &Value) -> Vec<String> {
    let packages = lock["packages"].as_object().into_iter().flatten();
    let known: BTreeSet<&str> =
        packages.clone().filter_map(|(path, _)| path.rsplit("node_modules/").next()).collect();
    let wanted =
        packages.flat_map(|(_, package)| package["optionalDependencies"].as_object().into_iter().flatten());
    let missing: BTreeSet<&String> =
        wanted.map(|(name, _)| name).filter(|name| !known.contains(name.as_str())).collect();
    missing.into_iter().cloned().collect()
}

#[test]
fn every_package_for_another_system_is_in_the_lock_file() {
    // Written where the registry lacks some of them, a lock file leaves them out, and `npm ci` refuses it.
    let text =
        std::fs::read_to_string(files::root().join("ui/package-lock.json")).expect("the lock file is there");
    let lock = serde_json::from_str(&text).expect("the lock file is JSON");
    assert_eq!(forgotten(&lock), Vec::<String>::new());
}

#[test]
fn a_forgotten_package_is_found() {
    let lock = serde_json::json!({ "packages": {
        "node_modules/tool": { "optionalDependencies": { "tool-linux": "1", "tool-windows": "1" } },
        "node_modules/tool-linux": {},
    } });
    assert_eq!(forgotten(&lock), ["tool-windows"]);
}
