//! Hotkeys on X11: a thread of its own that sleeps until the server or the resident has something for it.
//!
//! It never polls. The usual crate for this wakes up twenty times a second for ever.

use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc as commands;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use thiserror::Error;
use tokio::sync::mpsc;
use x11rb::connection::Connection;
use x11rb::errors::{ConnectError, ConnectionError, ReplyError};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::Mapping;
use x11rb::rust_connection::RustConnection;

use super::ears::{Binding, Ears, Heard};
use super::grabs::Grabs;
use super::repeat::Repeat;

/// Plenty for a loop without recursion; the default would reserve 2 MB.
const STACK: usize = 256 * 1024;

/// Starts listening on a display. The thread ends when the ears are dropped or the server goes away.
pub(crate) fn listen(display: String) -> std::io::Result<Ears> {
    let (waker, wakened) = UnixStream::pair()?;
    waker.set_nonblocking(true)?;
    wakened.set_nonblocking(true)?;
    let (ask, asked) = commands::channel();
    let (tell, heard) = mpsc::unbounded_channel();
    thread::Builder::new().name("hotkeys".to_owned()).stack_size(STACK).spawn(move || {
        if let Err(gone) = Listener::connect(&display).and_then(|ears| ears.run(&asked, &wakened, &tell)) {
            // Nobody is told when the resident is ending.
            let _ending = tell.send(Heard::Gone(gone.to_string()));
        }
    })?;
    let bind = Box::new(move |bindings| {
        if ask.send(bindings).is_ok() {
            // A full pipe wakes as well as one more byte would.
            let _woken = (&waker).write(&[1]);
        }
    });
    Ok(Ears { bind, heard })
}

/// Why nothing is heard any more.
#[derive(Debug, Error)]
pub(crate) enum Gone {
    #[error("{}", no_connection(.0))]
    Connect(#[from] ConnectError),
    #[error("the connection ended")]
    Connection(#[from] ConnectionError),
    #[error("it refused a request")]
    Reply(#[from] ReplyError),
    #[error("it named no screen")]
    Screen,
    #[error("the system refused to wait for it: {0}")]
    Wait(#[from] rustix::io::Errno),
}

fn no_connection(error: &ConnectError) -> String {
    match error {
        // Without the number of the system: this is for people.
        ConnectError::IoError(error) => error.kind().to_string(),
        other => other.to_string(),
    }
}

struct Listener {
    connection: RustConnection,
    root: u32,
}

impl Listener {
    fn connect(display: &str) -> Result<Self, Gone> {
        let (connection, screen) = x11rb::connect(Some(display))?;
        let root = connection.setup().roots.get(screen).ok_or(Gone::Screen)?.root;
        Ok(Self { connection, root })
    }

    /// `Ok` = the ears were dropped.
    fn run(
        self,
        asked: &commands::Receiver<Vec<Binding>>,
        wakened: &UnixStream,
        tell: &mpsc::UnboundedSender<Heard>,
    ) -> Result<(), Gone> {
        let mut grabs = Grabs::new(&self.connection, self.root)?;
        let mut repeat = Repeat::default();
        loop {
            let mut remapped = false;
            while let Some(event) = self.connection.poll_for_event()? {
                match event {
                    Event::KeyPress(key) if repeat.press(key.detail, key.time) => {
                        if let Some(action) = grabs.action(key.detail, u16::from(key.state)) {
                            let _ending = tell.send(Heard::Pressed(action));
                        }
                    }
                    Event::KeyRelease(key) => repeat.release(key.detail, key.time),
                    Event::MappingNotify(mapping) => remapped |= mapping.request != Mapping::POINTER,
                    _ => {}
                }
            }
            let mut wanted = None;
            loop {
                match asked.try_recv() {
                    Ok(bindings) => wanted = Some(bindings),
                    Err(commands::TryRecvError::Empty) => break,
                    Err(commands::TryRecvError::Disconnected) => return Ok(()),
                }
            }
            if remapped {
                // Layouts change in bursts of events; one look at the end is enough.
                grabs.remap()?;
                wanted = wanted.or_else(|| Some(grabs.bindings()));
            }
            if let Some(bindings) = wanted {
                let _ending = tell.send(Heard::Bound(grabs.bind(&bindings)?));
                // Events may have come in with the replies.
                continue;
            }
            self.sleep(wakened)?;
        }
    }

    fn sleep(&self, mut wakened: &UnixStream) -> Result<(), Gone> {
        self.connection.flush()?;
        let server = self.connection.stream().as_fd();
        let mut sources =
            [PollFd::from_borrowed_fd(server, PollFlags::IN), PollFd::new(&wakened, PollFlags::IN)];
        match poll(&mut sources, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let mut bytes = [0; 64];
        // How many wake-ups came does not matter; `asked` says what they were for.
        while wakened.read(&mut bytes).is_ok_and(|count| count > 0) {}
        Ok(())
    }
}
