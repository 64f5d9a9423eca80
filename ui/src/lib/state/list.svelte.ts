/** The list at work: keys, choosing, paging, searching and jumping. Fetched after the first picture. */
import { tick } from "svelte";
import type { Entry } from "../bindings";
import type { MenuItem } from "../parts/Menu.svelte";
import { type DayRows, type Line, lines, type Row } from "../rows";
import type { Block } from "../windowing";
import type { App } from "./app.svelte";
import { rowMenu } from "./menu";
import { Past } from "./past.svelte";
import { Scroller } from "./scroller.svelte";
import { Selection } from "./selection.svelte";

/** A day with its lines, as far as its groups are open. */
export interface Section extends DayRows {
  lines: Line[];
}

/** As many lines as a screen holds. */
const SCREEN = 12;

/** Everything about the list that the first picture does without. */
export class List {
  readonly past: Past;
  readonly scroller = new Scroller();
  readonly selection = new Selection();
  /** Whether the search is shown in place of the days. */
  searching = $state(false);
  /** Whether the choice of a day is open. */
  jumping = $state(false);
  readonly #app: App;
  readonly sections = $derived.by(() => this.#sections());
  readonly lines = $derived.by(() => this.sections.flatMap((section) => section.lines));
  /** Where the page was when the search began. */
  #left = { top: 0, key: null as string | null };

  constructor(app: App) {
    this.#app = app;
    this.past = new Past(app.host, app.log, app.place);
    app.log.along = () => this.#refresh();
  }

  /** The heights' view of the sections. */
  get blocks(): Block[] {
    return this.sections.map((section) => ({
      key: `day-${section.day}`,
      lines: section.lines.map((line) => ({
        key: line.key,
        kind: line.gap ? "gap" : section.dense ? "dense" : "row",
      })),
    }));
  }

  /** Fetches more where the view comes near an end. */
  async reach(): Promise<void> {
    const { near } = this.scroller;
    if (near.earlier && !this.past.atEnd) await this.earlier();
    else if (near.later && this.past.hasLater) await this.#app.attempt(() => this.past.later());
  }

  /** Fetches the page before. */
  async earlier(): Promise<void> {
    await this.#app.attempt(() => this.past.earlier());
  }

  /** Shows a day, as typed; throws a refusal. */
  async jump(day: string): Promise<void> {
    const found = await this.past.jump(day);
    await tick();
    if (found === null) return;
    await this.scroller.reveal(`day-${found}`, true);
    const first = this.sections.find((section) => section.day === found)?.lines[0];
    if (first) await this.focus(first.key);
  }

  /** Shows an entry in its day. */
  async show(entry: Entry): Promise<void> {
    await this.jump(this.#app.place.day(entry.start));
    const row = this.lines.find((line) => line.entries?.some((one) => one.id === entry.id));
    if (row) await this.focus(row.key);
  }

  /** Goes back to the top and the newest days; the focus goes along if it was on a line. */
  async home(): Promise<void> {
    const along = document.activeElement?.closest("#list") ?? null;
    this.past.home();
    document.querySelector("main")?.scrollTo({ top: 0 });
    await tick();
    if (along) await this.focus(this.lines[0]?.key ?? null);
    document.querySelector("main")?.scrollTo({ top: 0 });
  }

  /** Opens the search, or goes back to where it was opened. */
  async search(on: boolean): Promise<void> {
    const main = document.querySelector("main");
    if (on === this.searching) return;
    if (on) this.#left = { top: main?.scrollTop ?? 0, key: this.#app.cursor.current };
    this.searching = on;
    await tick();
    if (on) return;
    main?.scrollTo({ top: this.#left.top, behavior: "instant" });
    await this.focus(this.#left.key ?? this.#app.cursor.at(this.lines));
  }

  /** As a new window has it: nothing searched for, nothing chosen, the newest days. */
  reset(): void {
    this.searching = false;
    this.selection.clear();
    this.past.home();
  }

  /** Puts the focus on a line, and draws it for that if need be. */
  async focus(key: string | null): Promise<void> {
    if (key === null) return;
    this.#app.cursor.current = key;
    await tick();
    await this.scroller.reveal(key);
    await this.#app.cursor.focus(key);
  }

  /** Whether a row is chosen. */
  isChosen(row: Row): boolean {
    return this.selection.has(row.entries);
  }

  /** A click on a line: with Ctrl it chooses, with Shift it chooses up to there. */
  clicked(event: MouseEvent, line: Line): void {
    if (event.ctrlKey || event.metaKey) this.selection.toggle(line);
    else if (event.shiftKey) this.selection.extend(this.lines, this.#app.cursor.current, line.key);
    else this.open(line);
    this.#app.cursor.current = line.key;
  }

  /** Opens a line: the editor of an entry, a group, or a new entry that fills a gap. */
  open(line: Line): void {
    const { cursor, nav } = this.#app;
    cursor.current = line.key;
    if (line.gap) nav.open({ kind: "add", ...line.gap });
    else if (line.entries.length > 1) cursor.setOpen(line.key, !cursor.isOpen(line.key));
    else cursor.editing = line.entries[0];
  }

  /** Chooses all entries of a day. */
  chooseDay(entries: readonly Entry[]): void {
    this.selection.add(entries);
  }

  /** Removes the entries of a row, and puts the focus on the next one. */
  async remove(row: Row): Promise<void> {
    const { lines } = this;
    const index = lines.findIndex((line) => line.key === row.key);
    const next = lines[index + 1] ?? lines[index - 1];
    await this.#app.remove(row.entries.map((entry) => entry.id));
    this.selection.clear();
    await this.focus(
      this.lines.some((line) => line.key === next?.key)
        ? (next?.key ?? null)
        : this.#app.cursor.at(this.lines),
    );
  }

  /** What can be done with a row. */
  menu(row: Row): MenuItem[] {
    return rowMenu(this.#app, this, row);
  }

  /** Keys on lines. */
  keyed(event: KeyboardEvent): void {
    const { cursor, preferences } = this.#app;
    const { lines } = this;
    const line = lines.find((one) => one.key === cursor.at(lines));
    const target = event.target instanceof Element ? event.target : null;
    // The list itself has the focus when the line that had it is not drawn any more.
    if (!line || !target?.matches(".hit, .list") || event.altKey || event.metaKey) return;
    const press = `${event.ctrlKey ? "Ctrl+" : ""}${event.shiftKey ? "Shift+" : ""}${event.key}`;
    const letter = preferences.letters && !event.ctrlKey ? event.key.toLowerCase() : "";
    const step = STEPS[press] ?? LETTER_STEPS[letter];
    if (step !== undefined) void this.#move(step, event.shiftKey && !event.ctrlKey);
    else if (press === " ") this.selection.toggle(line);
    else if (press === "Ctrl+a") this.#chooseDayOf(line);
    else if (press === "ArrowRight" && (line.entries?.length ?? 0) > 1) cursor.setOpen(line.key, true);
    else if (press === "ArrowLeft") {
      const parent = line.key.split("/")[0] ?? line.key;
      cursor.setOpen(parent, false);
      void this.focus(parent);
    } else if (press === "Delete" && this.selection.size > 0) void this.removeChosen();
    else if (press === "Delete" && line.entries) void this.remove(line);
    else if (letter === "c" && line.entries) void this.#app.continueEntry(line.entries[0].id);
    else if (letter === "e") this.#edit(line);
    else if (press === "Enter" && target.matches(".list")) this.open(line);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Removes what is chosen. */
  async removeChosen(): Promise<void> {
    const { ids } = this.selection;
    this.selection.clear();
    await this.#app.remove(ids);
    await this.focus(this.#app.cursor.at(this.lines));
  }

  /** Keys that work wherever the focus is on this screen; for the document. */
  readonly anywhere = (event: KeyboardEvent): void => {
    const { nav, preferences } = this.#app;
    if (nav.screen !== "today" || nav.layer !== null || event.defaultPrevented) return;
    const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const key = event.key.toLowerCase();
    const letter = plain && !typing && preferences.letters ? key : "";
    if (letter === "f" || (key === "f" && (event.ctrlKey || event.metaKey) && !event.altKey))
      void this.search(true);
    else if (letter === "g") this.jumping = true;
    else if (letter === "t") {
      void this.home();
      return;
    } else if (event.key === "Escape" && !typing && !document.querySelector(":popover-open")) {
      if (this.searching) void this.search(false);
      else if (this.selection.size > 0) this.selection.clear();
      else return;
    } else return;
    event.preventDefault();
  };

  async #move(by: number, extend: boolean): Promise<void> {
    const { cursor } = this.#app;
    const from = cursor.at(this.lines);
    const at = this.lines.findIndex((line) => line.key === from);
    if (at + by >= this.lines.length && Number.isFinite(by) && !this.past.atEnd) await this.earlier();
    const now = this.lines.findIndex((line) => line.key === from);
    const to = this.lines[Math.min(this.lines.length - 1, Math.max(0, now + by))];
    if (!to) return;
    if (extend) this.selection.extend(this.lines, from, to.key);
    await this.focus(to.key);
  }

  #edit(line: Line): void {
    if (line.entries && line.entries.length === 1 && this.selection.size > 1) {
      this.#app.nav.open({ kind: "many", entries: this.selection.entries });
    } else this.open(line);
  }

  #chooseDayOf(line: Line): void {
    const section = this.sections.find((one) => one.lines.includes(line));
    if (section) this.chooseDay(section.entries);
  }

  #sections(): Section[] {
    const { cursor, preferences } = this.#app;
    return this.past.days.map((day) => ({
      ...day,
      lines: lines(day, preferences.grouped, (key) => cursor.isOpen(key)),
    }));
  }

  async #refresh(): Promise<void> {
    const [first, last] = this.scroller.seen;
    const { today } = this.#app.log;
    const [newest, oldest] = [this.sections[first]?.day ?? today, this.sections[last]?.day ?? today];
    await this.past.refresh(newest, oldest);
    this.selection.renew(this.past.days.flatMap((day) => day.entries));
  }
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  "Shift+ArrowDown": 1,
  "Shift+ArrowUp": -1,
  PageDown: SCREEN,
  PageUp: -SCREEN,
  "Shift+PageDown": SCREEN,
  "Shift+PageUp": -SCREEN,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
const LETTER_STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 };
