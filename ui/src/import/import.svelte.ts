/** An import on its way: the file, what it would do, and what a person has to say first. */
import type { ImportCheck, ImportDates, ImportFormat } from "../lib/bindings";
import { type Refusal, refusal } from "../lib/host";
import type { App } from "../lib/state/app.svelte";
import { t } from "../lib/words/import";
import { NoText, textOf } from "./file";

/** How the file is to be read; empty = found out. */
export interface How {
  format: ImportFormat | "";
  zone: string;
  dates: ImportDates | "";
  person: string;
}

const FOUND_OUT: How = { format: "", zone: "", dates: "", person: "" };

/** One file after the other, from the choice to the last word. */
export class Importing {
  name = $state("");
  busy = $state(false);
  check = $state.raw<ImportCheck | null>(null);
  /** What stands in the way, where no question helps. */
  problem = $state<string | null>(null);
  /** What has to be said first: `dates` or `person`. */
  asks = $state.raw<Refusal | null>(null);
  how = $state<How>({ ...FOUND_OUT });
  readonly #app: App;
  #content = "";
  /** Only the answer to the last look counts. */
  #look = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** Takes a file and looks what it would do. */
  async take(file: File): Promise<void> {
    this.clear();
    this.name = file.name;
    try {
      this.#content = await textOf(file);
    } catch (thrown) {
      this.problem = thrown instanceof NoText ? thrown.message : refusal(thrown).sentence;
      return;
    }
    await this.look();
  }

  /** Looks again, as it is to be read now. */
  async look(): Promise<void> {
    this.#look += 1;
    const mine = this.#look;
    this.busy = true;
    this.problem = null;
    this.asks = null;
    try {
      const check = await this.#app.host.importCheck(this.#file());
      if (mine === this.#look) this.check = check;
    } catch (thrown) {
      if (mine === this.#look) this.#refused(refusal(thrown));
    } finally {
      if (mine === this.#look) this.busy = false;
    }
  }

  /** Imports what is shown; whether it was. */
  async apply(): Promise<boolean> {
    const { check } = this;
    if (!check || this.busy) return false;
    this.busy = true;
    try {
      const done = await this.#app.host.importApply(this.#file(), check.token);
      const undo = () => void this.#app.act({ verb: "undo", count: 1 });
      const text = t("import.done", { n: done.created });
      this.clear();
      this.#app.toasts.show(text, [{ label: t("toast.undo"), run: undo }]);
      return true;
    } catch (thrown) {
      this.problem = refusal(thrown).sentence;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Forgets the file. */
  clear(): void {
    this.#look += 1;
    this.#content = "";
    this.name = "";
    this.busy = false;
    this.check = null;
    this.problem = null;
    this.asks = null;
    this.how = { ...FOUND_OUT };
  }

  #file() {
    const { format, zone, dates, person } = this.how;
    return {
      content: this.#content,
      format: format || null,
      zone: zone || null,
      dates: dates || null,
      person: person.trim() || null,
    };
  }

  #refused(refused: Refusal): void {
    this.check = null;
    if (refused.field === "dates" || refused.field === "person") this.asks = refused;
    else this.problem = refused.sentence;
  }
}
