//! The keyboard as an X server describes it: which code a key has, and which modifier bits only lock.

use super::keys::{Key, Modifiers};

const SHIFT: u16 = 1;
const LOCK: u16 = 1 << 1;
const CONTROL: u16 = 1 << 2;
const MOD1: u16 = 1 << 3;
const MOD4: u16 = 1 << 6;
/// All eight modifiers; above them are mouse buttons and the layout.
const ALL: u16 = 0xff;

const ALT: [u32; 2] = [0xffe9, 0xffea];
const SUPER: [u32; 2] = [0xffeb, 0xffec];
const NUM_LOCK: u32 = 0xff7f;
const SCROLL_LOCK: u32 = 0xff14;

/// Codes and modifiers of one keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keymap {
    /// The lowest code there is.
    pub(crate) first: u8,
    /// How many keysyms each code has.
    pub(crate) per_code: usize,
    /// The keysyms, code after code.
    pub(crate) keysyms: Vec<u32>,
    /// The codes behind each of the eight modifiers.
    pub(crate) modifiers: [Vec<u8>; 8],
}

impl Keymap {
    /// The code of a key. The first layout comes before the others, and an unshifted key before a shifted one.
    pub(crate) fn code(&self, key: Key) -> Option<u8> {
        (0..self.per_code).find_map(|level| {
            let codes = self.keysyms.chunks_exact(self.per_code);
            let index = codes.into_iter().position(|syms| lower(syms[level]) == key.keysym())?;
            self.first.checked_add(u8::try_from(index).ok()?)
        })
    }

    /// The modifier bits of a combination on this keyboard.
    pub(crate) fn mask(&self, modifiers: Modifiers) -> u16 {
        let bits = [
            (modifiers.shift, SHIFT),
            (modifiers.ctrl, CONTROL),
            (modifiers.alt, self.bit_of(&ALT).unwrap_or(MOD1)),
            (modifiers.logo, self.bit_of(&SUPER).unwrap_or(MOD4)),
        ];
        bits.iter().filter(|(held, _)| *held).fold(0, |mask, (_, bit)| mask | bit)
    }

    /// Every combination of the keys that only lock. A grab hears one exact combination, so it is made for each.
    pub(crate) fn locks(&self) -> Vec<u16> {
        let locking = [Some(LOCK), self.bit_of(&[NUM_LOCK]), self.bit_of(&[SCROLL_LOCK])];
        let mut masks = vec![0];
        for bit in locking.into_iter().flatten() {
            let with: Vec<u16> =
                masks.iter().map(|mask| mask | bit).filter(|mask| !masks.contains(mask)).collect();
            masks.extend(with);
        }
        masks
    }

    /// The modifiers of an event without those that only lock.
    pub(crate) fn held(&self, state: u16) -> u16 {
        let locking = self.locks().into_iter().fold(0, |all, mask| all | mask);
        state & ALL & !locking
    }

    fn bit_of(&self, keysyms: &[u32]) -> Option<u16> {
        let carries = |code: &u8| {
            let index = usize::from(code.checked_sub(self.first)?).checked_mul(self.per_code)?;
            let syms = self.keysyms.get(index..index.checked_add(self.per_code)?)?;
            syms.iter().any(|sym| keysyms.contains(sym)).then_some(())
        };
        // The first three are Shift, Lock and Control by definition.
        (3..8).find(|&bit| self.modifiers[bit].iter().any(|code| carries(code).is_some())).map(|bit| 1 << bit)
    }
}

/// Upper case letters are the same key as lower case ones.
fn lower(keysym: u32) -> u32 {
    match keysym {
        0x41..=0x5a => keysym + 0x20,
        _ => keysym,
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::Keys;
    use super::*;

    /// Codes 8 to 15: none, B and Cyrillic И, 7 and /, Space, Num_Lock, Alt_L, Super_L, Cyrillic only.
    fn keymap() -> Keymap {
        let mut modifiers: [Vec<u8>; 8] = Default::default();
        modifiers[3] = vec![13];
        modifiers[4] = vec![12, 0];
        modifiers[6] = vec![14];
        Keymap {
            first: 8,
            per_code: 4,
            keysyms: [
                [0, 0, 0, 0],
                [0x62, 0x42, 0x6c9, 0x6e9],
                [0x37, 0x2f, 0x37, 0x2c],
                [0x20, 0, 0x20, 0],
                [0xff7f, 0, 0, 0],
                [0xffe9, 0, 0, 0],
                [0xffeb, 0, 0, 0],
                [0x6c9, 0x6e9, 0x74, 0x54],
            ]
            .concat(),
            modifiers,
        }
    }

    fn keys(text: &str) -> Keys {
        text.parse().expect("these are keys")
    }

    #[test]
    fn a_key_is_found_by_its_letter_in_any_layout() {
        let code = |text: &str| keymap().code(keys(text).key);
        assert_eq!(code("Ctrl+B"), Some(9));
        assert_eq!(code("Ctrl+Space"), Some(11));
        // Only the second layout has a T, as on a keyboard that is Russian first.
        assert_eq!(code("Ctrl+T"), Some(15));
        assert_eq!(code("Ctrl+Q"), None);
    }

    #[test]
    fn modifiers_are_those_of_this_keyboard() {
        let keymap = keymap();
        assert_eq!(keymap.mask(keys("Ctrl+Alt+B").modifiers), CONTROL | MOD1);
        assert_eq!(keymap.mask(keys("Shift+Super+F1").modifiers), SHIFT | MOD4);
    }

    #[test]
    fn a_grab_is_made_with_and_without_each_lock() {
        let num = 1 << 4;
        assert_eq!(keymap().locks(), [0, LOCK, num, LOCK | num]);
        assert_eq!(keymap().held(CONTROL | LOCK | num | 1 << 8 | 1 << 13), CONTROL);
    }

    #[test]
    fn a_keyboard_without_anything_is_survived() {
        let bare = Keymap { first: 8, per_code: 0, keysyms: Vec::new(), modifiers: Default::default() };
        assert_eq!(bare.code(keys("Ctrl+B").key), None);
        assert_eq!(bare.locks(), [0, LOCK]);
        assert_eq!(bare.mask(keys("Alt+B").modifiers), MOD1);
    }
}
