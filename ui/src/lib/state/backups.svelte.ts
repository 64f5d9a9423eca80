/** The backups, and the way back to one of them. */
import type { BackupFile } from "../bindings";
import { refusal } from "../host";
import { t } from "../words/settings";
import type { App } from "./app.svelte";
import { loader } from "./loader";

/** How often the resident is asked whether it is back, and how long apart. */
const TRIES = 40;
const APART = 500;

/** The backups of the folder, newest first. */
export class Backups {
  all = $state.raw<BackupFile[]>([]);
  /** Whether one is being put in place. */
  restoring = $state(false);
  readonly #app: App;
  readonly refresh: () => Promise<void>;

  constructor(app: App) {
    this.#app = app;
    this.refresh = loader(async () => {
      this.all = await app.host.backups();
    });
  }

  /** Puts one in place: the resident checks it, keeps what is there, and starts again. `when` names it to the person. */
  async restore({ path }: BackupFile, when: string): Promise<void> {
    const { host, preferences, toasts } = this.#app;
    this.restoring = true;
    try {
      const before = await host.doctor();
      await host.restore(path);
      await this.#back(before.since);
      await this.#app.reload();
      await Promise.all([this.refresh(), preferences.examine()]);
      toasts.show(t("toast.restored", { when }));
    } finally {
      this.restoring = false;
    }
  }

  /** Waits until a resident answers that began later than `since`. */
  async #back(since: string): Promise<void> {
    for (let left = TRIES; ; left -= 1) {
      try {
        if ((await this.#app.host.doctor()).since !== since) return;
      } catch (thrown) {
        if (refusal(thrown).code !== "resident" || left <= 0) throw thrown;
      }
      if (left <= 0) throw new Error(t("data.notBack"));
      await new Promise((done) => setTimeout(done, APART));
    }
  }
}

const kept = new WeakMap<App, Backups>();

/** The backups of a window; made when they are first wanted. */
export function backupsOf(app: App): Backups {
  const backups = kept.get(app) ?? new Backups(app);
  kept.set(app, backups);
  return backups;
}
