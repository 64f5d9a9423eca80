/** Which row of the list has the one tab stop, and which groups and editors are open. */
import { tick } from "svelte";
import type { Entry } from "../bindings";

/** The roving tab stop. */
export class Cursor {
  current = $state<string | null>(null);
  open = $state.raw<readonly string[]>([]);
  /** The entry that is edited in its row. */
  editing = $state.raw<Entry | null>(null);

  /** Whether a group shows its entries. */
  isOpen(key: string): boolean {
    return this.open.includes(key);
  }

  /** Opens or closes a group. */
  setOpen(key: string, open: boolean): void {
    this.open = open
      ? [...this.open.filter((one) => one !== key), key]
      : this.open.filter((one) => one !== key);
  }

  /** The line with the tab stop; the first one when the old one is gone. */
  at(lines: readonly { key: string }[]): string | null {
    return lines.some((line) => line.key === this.current) ? this.current : (lines[0]?.key ?? null);
  }

  /** Shows the row again. */
  endEdit(): void {
    this.editing = null;
    void this.focus(this.current);
  }

  /** Puts the focus on a line that is drawn. */
  async focus(key: string | null): Promise<void> {
    if (key === null) return;
    this.current = key;
    await tick();
    document.getElementById(rowId(key))?.focus({ preventScroll: true });
  }
}

/** The element id of a row. */
export function rowId(key: string): string {
  return `row-${key}`;
}
