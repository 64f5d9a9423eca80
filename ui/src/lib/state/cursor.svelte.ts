/** Which row of the list has the one tab stop, and which groups and editors are open. */
import { tick } from "svelte";
import type { Entry } from "../bindings";
import type { Some } from "../rows";

/** One visible row: a group, or an entry of an open group. */
export interface Row {
  key: string;
  entries: Some;
  inGroup: boolean;
}

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

  /** The row with the tab stop; the first one when the old one is gone. */
  at(rows: readonly Row[]): string | null {
    return rows.some((row) => row.key === this.current) ? this.current : (rows[0]?.key ?? null);
  }

  /** Moves the tab stop and the focus. */
  async move(rows: readonly Row[], by: number): Promise<void> {
    const index = rows.findIndex((row) => row.key === this.at(rows));
    const row = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (row) await this.focus(row.key);
  }

  /** Shows the row again. */
  endEdit(): void {
    this.editing = null;
    void this.focus(this.current);
  }

  /** Puts the focus on a row. */
  async focus(key: string | null): Promise<void> {
    if (key === null) return;
    this.current = key;
    await tick();
    document.getElementById(rowId(key))?.focus();
  }
}

/** The row that takes the focus when `key` goes away: the next, else the one before. */
export function neighbour(rows: readonly Row[], key: string): string | null {
  const index = rows.findIndex((row) => row.key === key);
  return rows[index + 1]?.key ?? rows[index - 1]?.key ?? null;
}

/** The element id of a row. */
export function rowId(key: string): string {
  return `row-${key}`;
}
