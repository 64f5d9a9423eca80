/** The whole window in one object: host, clock, and the states the screens draw from. */
import { getContext, setContext } from "svelte";
import type { Changed, Entry, Segment, UndecidedAs, VerbAnswer, VerbRequest } from "../bindings";
import { long, short, spoken } from "../format/duration";
import type { Place } from "../format/place";
import { type Host, type Presence, refusal } from "../host";
import { firstUndecided, sums } from "../spans";
import { resumeEntry } from "../verbs";
import { t } from "../words";
import { Clock } from "./clock.svelte";
import { Cursor } from "./cursor.svelte";
import type { Draft } from "./draft.svelte";
import { Log } from "./log.svelte";
import { Nav } from "./nav.svelte";
import { Quick } from "./quick.svelte";
import { Preferences } from "./settings.svelte";
import { Timer } from "./timer.svelte";
import { Toasts } from "./toasts.svelte";
import { Trackers } from "./trackers.svelte";

/** Everything the components need; made once per window. */
export class App {
  readonly host: Host;
  readonly place: Place;
  readonly clock: Clock;
  readonly toasts = new Toasts();
  readonly nav = new Nav();
  readonly timer: Timer;
  readonly log: Log;
  readonly trackers: Trackers;
  readonly preferences: Preferences;
  readonly quick: Quick;
  readonly cursor = new Cursor();
  presence = $state<Presence>("here");
  /** Undecided time anybody could decide now, oldest last. */
  readonly undecided = $derived.by(() =>
    this.log.entries.flatMap((entry) => {
      const segment = firstUndecided(entry);
      return segment?.end ? [{ entry, segment }] : [];
    }),
  );
  readonly needsYou = $derived.by(() => this.trackers.outbox.stuck.length + this.trackers.signIn.length);

  constructor(host: Host, place: Place, now: () => number) {
    this.host = host;
    this.place = place;
    this.clock = new Clock(now);
    this.timer = new Timer(host, this.clock);
    this.log = new Log(host, this.clock, place);
    this.trackers = new Trackers(host);
    this.preferences = new Preferences(host);
    this.quick = new Quick(host, now, (verb) => this.say(verb));
  }

  /** Loads, listens and ticks, beginning at a view; the answer ends it all. */
  async start(view = ""): Promise<() => void> {
    void this.goByName(view);
    const stopClock = this.clock.start();
    const stopEvents = await this.attempt(() =>
      this.host.listen({
        changed: (change) => this.#changed(change),
        view: (name) => void this.goByName(name),
        resident: (presence) => this.#resident(presence),
      }),
    );
    await this.reload();
    return () => {
      stopClock();
      stopEvents?.();
    };
  }

  /** Asks for everything again. */
  async reload(): Promise<void> {
    try {
      await Promise.all([
        this.timer.refresh(),
        this.log.refresh(),
        this.trackers.refresh(),
        this.trackers.refreshUploads(),
        this.preferences.refresh(),
      ]);
      this.presence = "here";
    } catch (thrown) {
      this.#notAnswered(thrown);
    }
  }

  /** Says a verb and takes its answer. Throws a refusal. */
  async say(verb: VerbRequest): Promise<VerbAnswer> {
    try {
      const answer = await this.host.say(verb);
      this.timer.take(answer.status);
      this.#report(answer, verb);
      // The verb is done, whatever becomes of the picture of it.
      await this.log.refresh().catch((thrown) => this.#notAnswered(thrown));
      return answer;
    } catch (thrown) {
      const refused = refusal(thrown);
      if (refused.code === "resident") this.presence = "away";
      throw refused;
    }
  }

  /** Says a verb where no field is beside; a refusal becomes a toast. */
  async act(verb: VerbRequest): Promise<VerbAnswer | undefined> {
    return this.attempt(() => this.say(verb));
  }

  /** Does something that may be refused; the refusal becomes a toast. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      this.toasts.problem(refusal(thrown));
      return undefined;
    }
  }

  /** Goes on with an entry. */
  async continueEntry(id: string | null): Promise<void> {
    await this.act(resumeEntry(id));
  }

  /** Removes entries, with Undo. */
  async remove(ids: string[]): Promise<void> {
    const answer = await this.act({ verb: "delete", ids });
    if (answer?.changed) this.toasts.show(t("toast.deleted", { n: ids.length }), [this.#undo()]);
  }

  /** Decides undecided time, with Undo. */
  async decide(entry: Entry, segment: Segment, as: UndecidedAs): Promise<boolean> {
    const answer = await this.act({ verb: "decide", id: entry.id, at: segment.start, as });
    if (!answer?.changed) return false;
    const time = long(sums([{ ...entry, segments: [segment] }], this.clock.now).undecided);
    const key = (
      { break: "toast.decidedBreak", work: "toast.decidedWork", cut: "toast.decidedCut" } as const
    )[as];
    this.toasts.show(t(key, { time }), [this.#undo()]);
    return true;
  }

  /** Opens the edit dialog, with a draft that was begun elsewhere if there is one. */
  edit(entry: Entry, draft?: Draft): void {
    this.nav.open({ kind: "edit", entry, draft });
  }

  /** Goes where a name says; `entry/…` opens that entry. */
  async goByName(name: string): Promise<void> {
    const id = /^entry\/(.+)$/.exec(name)?.[1];
    if (id === undefined) return this.nav.goByName(name);
    const entry = await this.attempt(() => this.host.entry(id));
    if (entry) this.edit(entry);
  }

  /** Offers to go on with a draft that was left unsaved. */
  keepDraft(draft: Draft): void {
    if (!draft.changed && !draft.unread) return;
    this.toasts.show(t("toast.notSaved"), [
      { label: t("toast.goOn"), run: () => this.edit(draft.entry, draft) },
    ]);
  }

  #undo() {
    return { label: t("toast.undo"), run: () => void this.act({ verb: "undo", count: 1 }) };
  }

  /** Says what a verb did, where the screen does not show it well enough by itself. */
  #report({ notice, changed, entries }: VerbAnswer, verb: VerbRequest): void {
    const { toasts } = this;
    const entry = entries[0];
    const note = entry?.note ?? "";
    const edit = { label: t("toast.edit"), run: () => entry && this.edit(this.log.find(entry.id) ?? entry) };
    const redo = { label: t("toast.redo"), run: () => void this.act({ verb: "redo", count: 1 }) };
    if (!changed) toasts.say(t("toast.already"));
    else if (notice === "stopped" && entry) {
      const stopped = entries.find((one) => one.end !== null) ?? entry;
      const time = short(stopped.work_seconds);
      const text = stopped.note
        ? t("toast.stopped", { note: stopped.note, time })
        : t("toast.stoppedPlain", { time });
      toasts.show(text, [this.#undo(), edit]);
    } else if (notice === "discarded") {
      toasts.show(note ? t("toast.discarded", { note }) : t("toast.discardedPlain"), [this.#undo()]);
    } else if (notice === "added") toasts.show(t("toast.added"), [this.#undo(), edit]);
    else if (notice === "edited" || notice === "split" || notice === "merged") {
      toasts.show(t("toast.edited"), [this.#undo()]);
    } else if (notice === "undone") toasts.show(t("toast.undone"), [redo]);
    else if (notice === "redone") toasts.show(t("toast.redone"), [this.#undo()]);
    else if (verb.verb === "start" && verb.at !== null) {
      toasts.show(t("toast.startedAt", { time: this.place.time(verb.at) }), [this.#undo(), edit]);
    } else if (notice === "started" || notice === "switched" || verb.verb === "continue") {
      toasts.close();
      toasts.say(t(notice === "switched" ? "toast.switched" : "toast.started"));
    } else if (notice === "on_break") toasts.say(t("toast.onBreak"));
    else if (notice === "resumed") toasts.say(`${t("toast.resumed")}, ${spoken(this.timer.sums.work)}`);
  }

  #changed(change: Changed): void {
    const about = new Set(change.topics);
    const fromHere = change.notice?.surface === "window";
    // What another surface did is newer than what the toast would undo.
    if (change.notice && !fromHere && about.has("entries")) this.toasts.close();
    const known = (this.timer.status?.rev ?? -1) >= change.rev;
    const ask: Promise<void>[] = [];
    if (about.has("timer") || about.has("entries") || about.has("uploads")) {
      if (!known || !fromHere) ask.push(this.timer.refresh(), this.log.refresh());
      ask.push(this.trackers.refreshUploads());
    }
    if (about.has("trackers")) ask.push(this.trackers.refresh());
    if (about.has("settings") || about.has("desktop")) ask.push(this.preferences.refresh());
    Promise.all(ask).catch((thrown) => this.#notAnswered(thrown));
  }

  #resident(presence: Presence): void {
    this.presence = presence;
    if (presence === "here") void this.reload();
  }

  #notAnswered(thrown: unknown): void {
    const refused = refusal(thrown);
    if (refused.code === "resident") this.presence = "away";
    else this.toasts.problem(refused);
  }
}

const KEY = Symbol("app");

/** Gives the app to the components below. */
export function provideApp(app: App): void {
  setContext(KEY, app);
}

/** The app this component belongs to. */
export function useApp(): App {
  return getContext<App>(KEY);
}
