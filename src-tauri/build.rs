//! Build script of the window: reads `tauri.conf.json`, and says what is missing before Tauri does.

use std::path::Path;

/// What the window shows; built by Vite.
const PAGE: &str = "ui/dist/index.html";

fn main() {
    // Only a program that carries its page needs it built: `cargo check`, clippy and tests do without.
    let carries_its_page = std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some();
    if carries_its_page {
        println!("cargo::rerun-if-changed=ui/dist");
        if !Path::new(PAGE).exists() {
            println!("cargo::error={PAGE} is missing. Build the page first: npm ci && npm run build, in ui/");
            return;
        }
    }
    tauri_build::build();
}
