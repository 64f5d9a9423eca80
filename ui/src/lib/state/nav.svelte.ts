/** Where in the window a person is: the screen, and what lies over it. */
import type { Entry, OverlapChoice, Segment, Tracker } from "../bindings";
import type { Refusal } from "../host";
import type { Draft } from "./draft.svelte";

export type Screen = "today" | "calendar" | "reports" | "trackers" | "settings";
export type SettingsPart = "general" | "day" | "hotkeys" | "shape" | "desktop" | "data" | "import" | "about";

/** New times that lie over other entries, and who waits for the choice. */
export interface OverlapAsk {
  title: string;
  problem: Refusal;
  /** Hears the choice, or `null` for leaving everything as it was. */
  answer(choice: OverlapChoice | null): void;
}

/** What lies over the screen. */
export type Layer =
  | { kind: "edit"; entry: Entry; draft?: Draft | undefined }
  | { kind: "many"; entries: Entry[] }
  | { kind: "decide"; entry: Entry; segment: Segment }
  | { kind: "connect" }
  | { kind: "sign-in"; tracker: Tracker }
  | { kind: "remove"; tracker: Tracker }
  | { kind: "keys" }
  | { kind: "commands" }
  | { kind: "add"; from: number; to: number; draft?: Draft | undefined }
  | { kind: "split"; entry: Entry }
  | { kind: "overlap"; ask: OverlapAsk };

const SCREENS: readonly Screen[] = ["today", "calendar", "reports", "trackers", "settings"];
/** The parts of the settings, in order. */
export const PARTS: readonly SettingsPart[] = [
  "general",
  "day",
  "hotkeys",
  "shape",
  "desktop",
  "data",
  "import",
  "about",
];

/** The screen and the layer over it; at most one layer. */
export class Nav {
  screen = $state<Screen>("today");
  settings = $state<SettingsPart>("hotkeys");
  /** Whether the first view was left without starting anything. */
  welcomed = $state(false);
  layer = $state.raw<Layer | null>(null);

  /** Goes to a screen. */
  go(screen: Screen): void {
    this.screen = screen;
  }

  /** Goes where a name says: `today`, `settings/about`. Unknown names change nothing. */
  goByName(name: string): void {
    const [first, second] = name.split("/");
    const screen = SCREENS.find((known) => known === first);
    const part = PARTS.find((known) => known === second);
    if (screen) this.go(screen);
    if (screen === "settings" && part) this.settings = part;
  }

  /** Opens a layer. */
  open(layer: Layer): void {
    this.layer = layer;
  }

  /** Closes the layer. */
  close(): void {
    this.layer = null;
  }
}
