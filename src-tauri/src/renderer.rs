//! Chooses how WebKitGTK draws, before it is loaded: its shared GPU buffers give a blank window where no GPU is, and a
//! GPU made of software is slower than none.

#[cfg(target_os = "linux")]
use std::path::Path;

/// The variable by which WebKitGTK is told to draw without shared GPU buffers.
#[cfg(target_os = "linux")]
const WITHOUT_SHARED_BUFFERS: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// The variable by which it is told to draw by the processor itself, instead of by a GPU made of software: the window
/// is there sooner.
#[cfg(target_os = "linux")]
const BY_PROCESSOR: &str = "WEBKIT_SKIA_ENABLE_CPU_RENDERING";

/// Tells it what the machine can, where the person has not decided.
#[cfg(target_os = "linux")]
pub fn choose() {
    for variable in fitting(Path::new("/")) {
        if std::env::var_os(variable).is_none() {
            // SAFETY: called first in `main`, while this is the only thread.
            #[allow(
                unsafe_code,
                reason = "the variables must stand in the environment before GTK is initialised"
            )]
            unsafe {
                std::env::set_var(variable, "1");
            }
        }
    }
}

/// Other systems bring their own web engine.
#[cfg(not(target_os = "linux"))]
pub fn choose() {}

/// What fits the machine: nothing where a GPU shares its buffers (NVIDIA's own driver leaves the window blank).
#[cfg(target_os = "linux")]
fn fitting(root: &Path) -> &'static [&'static str] {
    let has_gpu = std::fs::read_dir(root.join("dev/dri")).is_ok_and(|devices| {
        devices.flatten().any(|device| device.file_name().as_encoded_bytes().starts_with(b"render"))
    });
    match has_gpu {
        false => &[WITHOUT_SHARED_BUFFERS, BY_PROCESSOR],
        true if root.join("proc/driver/nvidia/version").exists() => &[WITHOUT_SHARED_BUFFERS],
        true => &[],
    }
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
    fn drawing_fits_the_machine() {
        let without_gpu = [WITHOUT_SHARED_BUFFERS, BY_PROCESSOR];
        assert_eq!(fitting(machine(&[]).path()), without_gpu);
        assert_eq!(fitting(machine(&["dev/dri/card0"]).path()), without_gpu);
        assert_eq!(fitting(machine(&["dev/dri/renderD128"]).path()), [] as [&str; 0]);
        let nvidia = machine(&["dev/dri/renderD128", "proc/driver/nvidia/version"]);
        assert_eq!(fitting(nvidia.path()), [WITHOUT_SHARED_BUFFERS]);
    }
}
