/** Keys: what a key press in the window means, and how hotkeys are written. */

/** What a key asks the window to do. */
export type Action =
  | "quick"
  | "commands"
  | "toggle"
  | "break"
  | "decide"
  | "today"
  | "undo"
  | "redo"
  | "settings"
  | "screen1"
  | "screen2"
  | "screen3"
  | "screen4"
  | "screen5"
  | "region"
  | "help"
  | `recent${number}`;

/** The parts of a key event that count. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">;

const LETTERS: Readonly<Record<string, Action>> = {
  n: "quick",
  "/": "quick",
  s: "toggle",
  b: "break",
  d: "decide",
  t: "today",
  "?": "help",
};

const CHORDS: Readonly<Record<string, Action>> = {
  k: "commands",
  z: "undo",
  y: "redo",
  ",": "settings",
  "1": "screen1",
  "2": "screen2",
  "3": "screen3",
  "4": "screen4",
  "5": "screen5",
};

/** What a press means. While typing only chords count, and undo belongs to the field. */
export function actionFor(press: Press, typing: boolean, letters: boolean): Action | undefined {
  const key = press.key.toLowerCase();
  if (key === "f6") return "region";
  if (press.ctrlKey || press.metaKey) {
    if (press.altKey) return undefined;
    const action = press.shiftKey && key === "z" ? "redo" : CHORDS[key];
    return typing && (action === "undo" || action === "redo") ? undefined : action;
  }
  if (press.altKey) {
    const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
    return digit === undefined ? undefined : `recent${Number(digit)}`;
  }
  return typing || !letters ? undefined : LETTERS[key];
}

/** Whether keys go into a field at the moment. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select");
}

const NAMES: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
};

/** `Ctrl+Alt+B` for a press; `undefined` while only modifiers are down. */
export function chord(press: Press): string | undefined {
  if (["Control", "Alt", "Shift", "Meta", "AltGraph", "OS", "Super"].includes(press.key)) return undefined;
  // The code names the key itself: with Alt held, `key` may be another character.
  const plain = /^(?:Key|Digit)(.)$/.exec(press.code)?.[1];
  const key = plain ?? NAMES[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key);
  return [
    press.ctrlKey && "Ctrl",
    press.altKey && "Alt",
    press.shiftKey && "Shift",
    press.metaKey && "Super",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

/** Whether a chord leaves typing alone: it holds a modifier other than Shift, or is a function key. */
export function isSafe(keys: string): boolean {
  return /(?:Ctrl|Alt|Super)\+/.test(keys) || /(?:^|\+)F\d+$/.test(keys);
}

/** A near chord nobody in `used` has, for a taken one. */
export function freeChord(used: readonly string[]): string | undefined {
  return [..."RGJUYKM"].map((letter) => `Ctrl+Alt+${letter}`).find((keys) => !used.includes(keys));
}
