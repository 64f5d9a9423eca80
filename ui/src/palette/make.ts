/** Makes commands, and names what they are about. */
import type { Command } from "../lib/command";
import { t } from "../lib/words/palette";

/** One that can be done: what is left out is usual. */
export function command(
  group: Command["group"],
  id: string,
  icon: Command["icon"],
  name: string,
  words: string,
  run: () => unknown,
  more: { key?: string; why?: string | null; asked?: boolean } = {},
): Command {
  return {
    group,
    id,
    icon,
    name,
    words,
    run,
    key: more.key ?? null,
    why: more.why ?? null,
    asked: more.asked ?? false,
  };
}

/** The note, or what stands for none. */
export function named(note: string | undefined): string {
  return note || t("card.noNote");
}
