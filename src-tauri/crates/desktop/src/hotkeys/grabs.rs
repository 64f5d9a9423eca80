//! The keys grabbed from an X server, for every combination of the keys that only lock.

use x11rb::errors::ReplyError;
use x11rb::protocol::ErrorKind;
use x11rb::protocol::xproto::{ConnectionExt, GrabMode, ModMask};
use x11rb::rust_connection::RustConnection;

use super::ears::{Action, Binding, Outcome};
use super::keymap::Keymap;
use super::keys::{Keys, Modifiers};
use super::x11::Gone;

/// What is grabbed now.
pub(crate) struct Grabs<'c> {
    connection: &'c RustConnection,
    root: u32,
    keymap: Keymap,
    wanted: Vec<Binding>,
    held: Vec<Grab>,
}

#[derive(Clone, Copy)]
struct Grab {
    action: Action,
    code: u8,
    mask: u16,
}

impl<'c> Grabs<'c> {
    /// Nothing grabbed, the keyboard known.
    pub(crate) fn new(connection: &'c RustConnection, root: u32) -> Result<Self, Gone> {
        let keymap = read(connection)?;
        Ok(Self { connection, root, keymap, wanted: Vec::new(), held: Vec::new() })
    }

    /// Looks at the keyboard again. The present grabs are for codes of the old one and are let go.
    pub(crate) fn remap(&mut self) -> Result<(), Gone> {
        self.release()?;
        self.keymap = read(self.connection)?;
        Ok(())
    }

    /// The bindings asked for last.
    pub(crate) fn bindings(&self) -> Vec<Binding> {
        self.wanted.clone()
    }

    /// What a key event means.
    pub(crate) fn action(&self, code: u8, state: u16) -> Option<Action> {
        let mask = self.keymap.held(state);
        self.held.iter().find(|grab| grab.code == code && grab.mask == mask).map(|grab| grab.action)
    }

    /// Grabs exactly these.
    pub(crate) fn bind(&mut self, bindings: &[Binding]) -> Result<Vec<(Binding, Outcome)>, Gone> {
        self.release()?;
        self.wanted = bindings.to_vec();
        let mut outcomes = Vec::with_capacity(bindings.len());
        for &binding in bindings {
            let outcome = match self.keymap.code(binding.keys.key) {
                None => Outcome::NoSuchKey,
                Some(code) => {
                    let mask = self.keymap.mask(binding.keys.modifiers);
                    if self.grab(code, mask)? {
                        self.held.push(Grab { action: binding.action, code, mask });
                        Outcome::Heard
                    } else {
                        Outcome::Taken { free: self.free(binding.keys, bindings)? }
                    }
                }
            };
            outcomes.push((binding, outcome));
        }
        Ok(outcomes)
    }

    fn release(&mut self) -> Result<(), Gone> {
        for grab in std::mem::take(&mut self.held) {
            self.ungrab(grab.code, grab.mask)?;
        }
        Ok(())
    }

    /// `false` = another program has it, with or without a lock.
    fn grab(&self, code: u8, mask: u16) -> Result<bool, Gone> {
        let mut cookies = Vec::new();
        for lock in self.keymap.locks() {
            let modifiers = ModMask::from(mask | lock);
            let (asynchronous, root) = (GrabMode::ASYNC, self.root);
            cookies.push(self.connection.grab_key(
                false,
                root,
                modifiers,
                code,
                asynchronous,
                asynchronous,
            )?);
        }
        let mut free = true;
        for cookie in cookies {
            match cookie.check() {
                Ok(()) => {}
                Err(ReplyError::X11Error(error)) if error.error_kind == ErrorKind::Access => free = false,
                Err(error) => return Err(error.into()),
            }
        }
        if !free {
            self.ungrab(code, mask)?;
        }
        Ok(free)
    }

    /// Letting go of what one does not hold is no error in X11.
    fn ungrab(&self, code: u8, mask: u16) -> Result<(), Gone> {
        for lock in self.keymap.locks() {
            self.connection.ungrab_key(code, self.root, ModMask::from(mask | lock))?;
        }
        Ok(())
    }

    /// The same key with other modifiers that nobody has.
    fn free(&self, taken: Keys, bindings: &[Binding]) -> Result<Option<Keys>, Gone> {
        let Some(code) = self.keymap.code(taken.key) else { return Ok(None) };
        let others = [
            Modifiers { shift: true, ..taken.modifiers },
            Modifiers { ctrl: true, alt: false, shift: false, logo: true },
            Modifiers { ctrl: false, alt: true, shift: false, logo: true },
            Modifiers { ctrl: true, alt: true, shift: true, logo: true },
        ];
        for modifiers in others {
            let keys = Keys { modifiers, key: taken.key };
            if keys == taken || bindings.iter().any(|binding| binding.keys == keys) {
                continue;
            }
            let mask = self.keymap.mask(modifiers);
            if self.grab(code, mask)? {
                self.ungrab(code, mask)?;
                return Ok(Some(keys));
            }
        }
        Ok(None)
    }
}

fn read(connection: &RustConnection) -> Result<Keymap, Gone> {
    let setup = x11rb::connection::Connection::setup(connection);
    let (first, last) = (setup.min_keycode, setup.max_keycode);
    let count = last.saturating_sub(first).saturating_add(1);
    let keyboard = connection.get_keyboard_mapping(first, count)?;
    let modifiers = connection.get_modifier_mapping()?;
    let keyboard = keyboard.reply()?;
    let modifiers = modifiers.reply()?;
    let mut codes: [Vec<u8>; 8] = Default::default();
    let per_modifier = usize::from(modifiers.keycodes_per_modifier()).max(1);
    for (codes, row) in codes.iter_mut().zip(modifiers.keycodes.chunks(per_modifier)) {
        codes.extend(row.iter().filter(|code| **code != 0));
    }
    Ok(Keymap {
        first,
        per_code: usize::from(keyboard.keysyms_per_keycode),
        keysyms: keyboard.keysyms,
        modifiers: codes,
    })
}
