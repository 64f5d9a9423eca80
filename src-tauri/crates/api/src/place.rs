//! Where things are: everything that belongs to one data directory, its resident's socket included.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// One data directory and what belongs to it. Every data directory has its own resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    data_dir: PathBuf,
    runtime_dir: Option<PathBuf>,
}

impl Place {
    /// A data directory, and the directory for sockets of this login, where the system has one.
    pub fn new(data_dir: PathBuf, runtime_dir: Option<PathBuf>) -> Self {
        Self { data_dir, runtime_dir }
    }

    /// The place a person means: `chosen`, else `STINT_DATA_DIR`, else the platform's data directory.
    ///
    /// `None` = the environment names no home at all. A relative path is taken from the working directory.
    pub fn find(chosen: Option<PathBuf>, environment: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let set = |name: &str| environment(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let data_dir = match chosen.or_else(|| set("STINT_DATA_DIR")) {
            Some(dir) => dir,
            None => platform_data_dir(&set)?.join("stint"),
        };
        let data_dir = std::path::absolute(&data_dir).unwrap_or(data_dir);
        Some(Self::new(data_dir, set("XDG_RUNTIME_DIR").filter(|dir| dir.is_absolute())))
    }

    /// The data directory itself.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.data_dir.join("stint.db")
    }

    /// The folder of backups.
    pub fn backups(&self) -> PathBuf {
        self.data_dir.join("backups")
    }

    /// The folder of log files.
    pub fn logs(&self) -> PathBuf {
        self.data_dir.join("logs")
    }

    /// The file whose lock says that a resident lives here.
    pub fn lock(&self) -> PathBuf {
        self.data_dir.join("resident.lock")
    }

    /// The socket of the resident. In the login's runtime directory, because socket paths must be short.
    pub fn socket(&self) -> PathBuf {
        match &self.runtime_dir {
            Some(dir) => dir.join("stint").join(format!("{}.sock", self.mark())),
            None => self.data_dir.join("resident.sock"),
        }
    }

    /// A short name for this data directory, the same in every build.
    pub fn mark(&self) -> String {
        format!("{:016x}", fingerprint(&self.data_dir))
    }

    /// The socket of the window's process, beside the resident's.
    pub fn window_socket(&self) -> PathBuf {
        self.socket().with_extension("window.sock")
    }

    /// The file whose lock says that a process of the window runs.
    pub fn window_lock(&self) -> PathBuf {
        self.socket().with_extension("window.lock")
    }
}

/// FNV-1a: the same name for the same directory in every build, which the standard hashers do not promise.
fn fingerprint(path: &Path) -> u64 {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(target_os = "macos")]
fn platform_data_dir(set: &impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    set("HOME").map(|home| home.join("Library/Application Support"))
}

#[cfg(windows)]
fn platform_data_dir(set: &impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    set("LOCALAPPDATA").or_else(|| set("APPDATA"))
}

#[cfg(not(any(target_os = "macos", windows)))]
fn platform_data_dir(set: &impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    set("XDG_DATA_HOME")
        .filter(|dir| dir.is_absolute())
        .or_else(|| set("HOME").map(|home| home.join(".local/share")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment<'a>(vars: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<OsString> + 'a {
        move |name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
    }

    #[test]
    fn the_chosen_directory_wins_over_the_environment() {
        let vars = [("STINT_DATA_DIR", "/var/s"), ("HOME", "/home/a")];
        let chosen = Place::find(Some("/tmp/x".into()), environment(&vars));
        assert_eq!(chosen.map(|place| place.data_dir().to_owned()), Some("/tmp/x".into()));
        let set = Place::find(None, environment(&vars));
        assert_eq!(set.map(|place| place.data_dir().to_owned()), Some("/var/s".into()));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_home_directory_is_the_last_resort_and_none_is_said() {
        let home = Place::find(None, environment(&[("HOME", "/home/a"), ("XDG_DATA_HOME", "")]));
        assert_eq!(home.map(|place| place.data_dir().to_owned()), Some("/home/a/.local/share/stint".into()));
        assert_eq!(Place::find(None, environment(&[])), None);
    }

    #[test]
    fn two_data_directories_have_two_sockets_in_one_runtime_directory() {
        let runtime = Some(PathBuf::from("/run/user/1"));
        let one = Place::new("/a".into(), runtime.clone());
        let two = Place::new("/b".into(), runtime);
        assert_ne!(one.socket(), two.socket());
        assert!(one.socket().starts_with("/run/user/1/stint"));
    }
}
