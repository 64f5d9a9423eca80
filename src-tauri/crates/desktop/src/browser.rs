//! Web addresses in the person's own browser.

use std::sync::Arc;

use engine::Browser;

/// The browser of this desktop.
pub fn browser() -> Arc<dyn Browser> {
    Arc::new(SystemBrowser)
}

struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, address: &str) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        // Without a display the opener would try browsers for terminals, which nobody sees here.
        let nobody_sees = cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY");
        is_for_browsers(address) && !nobody_sees && open::that_detached(address).is_ok()
    }
}

/// Nothing but web addresses: nobody may start programs through another scheme.
fn is_for_browsers(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        assert!(is_for_browsers("https://tracker.example/authorize?state=1"));
        for address in ["file:///etc/passwd", "javascript:alert(1)", "-x", "", "stint://toggle"] {
            assert!(!is_for_browsers(address), "{address}");
        }
    }
}
