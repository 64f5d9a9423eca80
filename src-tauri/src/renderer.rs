//! Chooses how WebKitGTK draws, before it is loaded: its shared GPU buffers give a blank window where no GPU is.

#[cfg(target_os = "linux")]
use std::path::Path;

/// The variable by which WebKitGTK is told to draw without shared GPU buffers.
#[cfg(target_os = "linux")]
const WITHOUT_SHARED_BUFFERS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Turns shared buffers off on machines that cannot have them, unless the person has decided.
#[cfg(target_os = "linux")]
pub fn choose() {
    let decided = std::env::var_os(WITHOUT_SHARED_BUFFERS).is_some();
    if !decided && !shares_buffers(Path::new("/")) {
        // SAFETY: called first in `main`, while this is the only thread.
        #[allow(unsafe_code, reason = "the variable must stand in the environment before GTK is initialised")]
        unsafe {
            std::env::set_var(WITHOUT_SHARED_BUFFERS, "1");
        }
    }
}

/// Other systems bring their own web engine.
#[cfg(not(target_os = "linux"))]
pub fn choose() {}

/// Whether there is a GPU, and one whose driver shares buffers (NVIDIA's own leaves the window blank).
#[cfg(target_os = "linux")]
fn shares_buffers(root: &Path) -> bool {
    let has_gpu = std::fs::read_dir(root.join("dev/dri")).is_ok_and(|devices| {
        devices.flatten().any(|device| device.file_name().as_encoded_bytes().starts_with(b"render"))
    });
    has_gpu && !root.join("proc/driver/nvidia/version").exists()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    fn machine(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        root
    }

    #[test]
    fn buffers_are_shared_only_with_a_gpu_that_can() {
        assert!(!shares_buffers(machine(&[]).path()));
        assert!(!shares_buffers(machine(&["dev/dri/card0"]).path()));
        assert!(shares_buffers(machine(&["dev/dri/card0", "dev/dri/renderD128"]).path()));
        assert!(!shares_buffers(machine(&["dev/dri/renderD128", "proc/driver/nvidia/version"]).path()));
    }
}
