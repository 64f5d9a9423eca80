//! Links that lead out of the page: they open in the person's browser, never in the window.

use tauri::Url;

/// Whether an address is the page itself. Anything else is handed to the browser, if it is one for browsers.
pub fn stays(url: &Url) -> bool {
    if is_page(url) {
        return true;
    }
    leave(url);
    false
}

/// Opens an address in the browser. One that no browser takes is no matter to the window.
pub fn leave(url: &Url) {
    if is_for_browsers(url) {
        let _no_browser = open::that_detached(url.as_str());
    }
}

/// The page comes from inside the program; under `tauri dev` from the loopback.
fn is_page(url: &Url) -> bool {
    let dev = tauri::is_dev() && url.scheme() == "http" && url.host_str() == Some("localhost");
    let inside = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    dev || inside || url.as_str() == "about:blank"
}

/// Nothing but web addresses: a page cannot start programs through another scheme.
fn is_for_browsers(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn only_the_page_stays() {
        for text in ["tauri://localhost/index.html#today", "http://tauri.localhost/", "about:blank"] {
            assert!(is_page(&url(text)), "{text}");
        }
        for text in ["https://app.clockify.me", "file:///etc/passwd", "https://tauri.localhost.example.org"] {
            assert!(!is_page(&url(text)), "{text}");
        }
    }

    #[test]
    fn only_web_addresses_leave() {
        assert!(is_for_browsers(&url("https://app.clockify.me/user/settings")));
        for text in ["file:///etc/passwd", "javascript:alert(1)", "vscode://x", "stint://toggle"] {
            assert!(!is_for_browsers(&url(text)), "{text}");
        }
    }
}
