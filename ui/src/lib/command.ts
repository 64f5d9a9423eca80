/** Something the window can do, as the command list shows it. */
import type { IconName } from "./parts/Icon.svelte";

/** Where in the list it stands. */
export type CommandGroup = "do" | "go" | "set";

/** One command. */
export interface Command {
  id: string;
  group: CommandGroup;
  icon: IconName;
  /** What it does, with what it does it to. */
  name: string;
  /** More words people look for it by. */
  words: string;
  /** Its key, if it has one. */
  key: string | null;
  /** Why it cannot be done now; `null` when it can. */
  why: string | null;
  /** Whether it is shown only when it is looked for. */
  asked: boolean;
  run(): unknown;
}

/** Commands for a line: those it names, and those that may be meant besides. */
export interface Commands {
  first: Command[];
  last: Command[];
}
