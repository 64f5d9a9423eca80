//! A throw-away virtual X11 desktop: screen, session bus, keychain, window manager, notifications, panel with a tray.
//!
//! Nothing in it touches the person's own desktop: its folders, its bus and its services are its own, and
//! everything started in it ends with it.

mod bus;
mod daemon;
mod folder;
mod input;
mod notices;
mod painted;
mod panel;
pub(crate) mod processes;
mod screen;
mod tray;
mod visit;
mod windows;
mod x;

use std::cell::{Cell, RefCell};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::clock::Stopwatch;

use bus::Bus;
use folder::Folder;
use x::XServer;

pub(crate) use daemon::Daemon;
pub(crate) use input::Button;
pub(crate) use screen::{Area, Picture};
pub(crate) use tray::Look;
pub(crate) use visit::visit;
pub(crate) use windows::Window;

/// Marks every process of one desktop, so that all of them can be found again.
pub(crate) const MARK: &str = "STINT_XTASK_DESKTOP";

/// The state of the keychain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Keychain {
    /// There and open.
    #[default]
    Unlocked,
    /// There is none.
    Missing,
}

/// Whether there is a tray.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tray {
    /// A panel with a StatusNotifierItem host.
    #[default]
    Panel,
    /// None, as on stock GNOME.
    Missing,
}

/// What the desktop is to be like.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Its keychain.
    pub(crate) keychain: Keychain,
    /// Its tray.
    pub(crate) tray: Tray,
}

/// A running virtual desktop. Dropping it ends everything in it.
pub(crate) struct Desktop {
    // Fields are dropped in this order: clients before the servers they talk to, the folder last.
    panel: RefCell<Option<Daemon>>,
    clients: RefCell<Vec<Daemon>>,
    kept: RefCell<Vec<Daemon>>,
    keychain: RefCell<Option<Daemon>>,
    recorder: Daemon,
    x: RefCell<Option<XServer>>,
    bus: Bus,
    folder: Folder,
    options: Options,
    display: u32,
    last_press: Cell<Option<Stopwatch>>,
}

impl Desktop {
    /// Brings a desktop up; returns when all of it is ready.
    ///
    /// # Errors
    /// When a part does not come up, with what it last said.
    pub(crate) fn start(options: Options) -> Result<Self> {
        let folder = Folder::new()?;
        let bus = Bus::start(&folder)?;
        let x = XServer::start(&folder, None)?;
        let display = x.display();
        let recorder = notices::record(&folder)?;
        let desktop = Self {
            panel: RefCell::default(),
            clients: RefCell::default(),
            kept: RefCell::default(),
            keychain: RefCell::default(),
            recorder,
            x: RefCell::new(Some(x)),
            bus,
            folder,
            options,
            display,
            last_press: Cell::default(),
        };
        if options.keychain == Keychain::Unlocked {
            desktop.start_keychain()?;
        }
        desktop.start_clients()?;
        Ok(desktop)
    }

    /// A command that runs in this desktop and knows of no other.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.folder.command(program);
        command.env("DISPLAY", format!(":{}", self.display));
        command
    }

    /// The same without a screen and without a bus: what a program finds over ssh.
    pub(crate) fn headless_command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.folder.command(program);
        command.env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    }

    /// Starts a program in the background; it ends with its value.
    pub(crate) fn daemon(&self, command: &mut Command) -> Result<Daemon> {
        Daemon::start(&self.folder, command)
    }

    /// Keeps a program running until [`Self::end_kept`].
    pub(crate) fn keep(&self, daemon: Daemon) {
        self.kept.borrow_mut().push(daemon);
    }

    /// Ends the programs that were kept.
    pub(crate) fn end_kept(&self) {
        self.kept.take();
    }

    /// A place for files that goes away with the desktop.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The process ids of everything in this desktop whose program has this name.
    pub(crate) fn processes(&self, name: &str) -> Vec<u32> {
        let named = |pid: &u32| processes::name(*pid).is_some_and(|found| found == name);
        processes::marked(self.folder.mark()).into_iter().filter(named).collect()
    }

    /// Kills the X server as a crash would; every client of it loses its screen.
    pub(crate) fn kill_x(&self) {
        if let Some(x) = self.x.take() {
            x.crash();
        }
        self.panel.take();
        self.clients.take();
    }

    /// Brings the X server back under its old name, with everything that belongs to a desktop.
    ///
    /// # Errors
    /// When a part does not come up.
    pub(crate) fn start_x(&self) -> Result<()> {
        self.x.replace(Some(XServer::start(&self.folder, Some(self.display))?));
        self.start_clients()
    }

    fn start_keychain(&self) -> Result<()> {
        self.keychain.replace(Some(self.bus.keychain(&self.folder)?));
        Ok(())
    }

    /// Brings the keychain back if it has ended, as the bus of a real session does; says whether it had. GNOME's ends
    /// itself where a client dies in the middle of opening it.
    ///
    /// # Errors
    /// When it does not come up again.
    pub(crate) fn revive_keychain(&self) -> Result<bool> {
        let ended = self.keychain.borrow_mut().as_mut().is_some_and(Daemon::has_ended);
        if ended {
            self.start_keychain()?;
        }
        Ok(ended)
    }

    fn start_clients(&self) -> Result<()> {
        let manager = Daemon::start(&self.folder, self.command("openbox").arg("--sm-disable"))?;
        self.clients.borrow_mut().push(manager);
        windows::await_manager(self)?;
        self.clients.borrow_mut().push(notices::daemon(self)?);
        if self.options.tray == Tray::Panel {
            self.start_panel()?;
        }
        Ok(())
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        // What was started in here and detached itself (a resident, a helper of the web engine) has no other owner.
        processes::end_all(self.folder.mark());
    }
}
