/** The whole window in one object: host, clock, and the states the screens draw from. */
import { getContext, setContext } from "svelte";
import type { Changed, Entry, First, Segment, UndecidedAs, VerbAnswer, VerbRequest } from "../bindings";
import { Place } from "../format/place";
import { type Host, type Presence, refusal } from "../host";
import { languageOf, localeOf } from "../language";
import { firstUndecided, sums } from "../spans";
import { resumeEntry } from "../verbs";
import { later, speak, spoken } from "../words";
import { Clock } from "./clock.svelte";
import { Cursor } from "./cursor.svelte";
import type { Draft } from "./draft.svelte";
import type { List } from "./list.svelte";
import { Log } from "./log.svelte";
import { Nav } from "./nav.svelte";
import { Quick } from "./quick.svelte";
import { Preferences } from "./settings.svelte";
import { Timer } from "./timer.svelte";
import { Toasts } from "./toasts.svelte";
import { Trackers } from "./trackers.svelte";

/** What is said about an outcome comes after the first picture; nothing can have been done before. */
const outcome = async () => (await Promise.all([import("./outcome"), later()]))[0];

/** The list works once its first picture stands; its menus say later texts. */
const list = async () => (await Promise.all([import("./list.svelte"), later()]))[0];

/** A window can only come back once it was closed. */
const back = () => import("../../back");

/** Everything the components need; made once per window. */
export class App {
  readonly host: Host;
  /** How times and dates are written; another one when the language changes. */
  place: Place;
  readonly clock: Clock;
  readonly toasts = new Toasts();
  readonly nav = new Nav();
  readonly timer: Timer;
  readonly log: Log;
  readonly trackers: Trackers;
  readonly preferences: Preferences;
  readonly quick: Quick;
  /** The line of the command box. It outlives the box: what is typed there stays. */
  readonly box: Quick;
  readonly cursor = new Cursor();
  /** The list at work, once it is fetched. */
  list = $state.raw<List | null>(null);
  #list: Promise<List> | undefined;
  presence = $state<Presence>("here");
  /** The field that had the keyboard when the window was drawn anew. */
  refocus = "";
  #language = spoken();
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
    this.place = $state.raw(place);
    this.clock = new Clock(now);
    this.timer = new Timer(host, this.clock);
    this.log = new Log(host, this.clock, this);
    this.trackers = new Trackers(host);
    this.preferences = new Preferences(host, this, (settings) => void this.#speak(settings.language));
    this.quick = new Quick(host, now, (verb) => this.say(verb));
    this.box = new Quick(host, now, (verb) => this.say(verb));
  }

  /** Takes what is known before anything was asked. */
  begin({ status, entries, recent, trackers, uploads, progress, settings }: First): void {
    this.timer.take(status);
    this.log.begin(entries, recent);
    this.trackers.begin(trackers, uploads, progress);
    this.preferences.begin(settings);
  }

  /** Loads, listens and ticks; the answer ends it all. */
  async start(): Promise<() => void> {
    const stopClock = this.clock.start();
    const stopEvents = await this.attempt(() =>
      this.host.listen({
        changed: (change) => this.#changed(change),
        view: (name) => void this.goByName(name),
        back: (how) => void back().then((part) => part.comeBack(this, how)),
        leaves: () => void back().then((part) => part.leave(this)),
        resident: (presence) => this.#resident(presence),
      }),
    );
    await this.reload();
    await Promise.all([this.withList(), this.quick.ready(), this.box.ready()]);
    void back().then((part) => part.watch());
    return () => {
      stopClock();
      stopEvents?.();
    };
  }

  /** The list at work; fetched if it is not there yet. */
  withList(): Promise<List> {
    this.#list ??= list().then(({ List }) => {
      this.list = new List(this);
      return this.list;
    });
    return this.#list;
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
      const told = outcome();
      const answer = await this.host.say(verb);
      this.timer.take(answer.status);
      void told.then((tell) => tell.done(this, answer, verb));
      // The verb is done, whatever becomes of the picture of it.
      if (this.log.loaded) await this.log.refresh().catch((thrown) => this.#notAnswered(thrown));
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
    if (answer?.changed) void outcome().then((tell) => tell.deleted(this, ids.length));
  }

  /** Decides undecided time, with Undo. */
  async decide(entry: Entry, segment: Segment, as: UndecidedAs): Promise<boolean> {
    const answer = await this.act({ verb: "decide", id: entry.id, at: segment.start, as });
    if (!answer?.changed) return false;
    const seconds = sums([{ ...entry, segments: [segment] }], this.clock.now).undecided;
    void outcome().then((tell) => tell.decided(this, seconds, as));
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
    void outcome().then((tell) => tell.notSaved(this, draft));
  }

  /** Speaks the language of the settings; what is on the page is then made anew. */
  async #speak(setting: string): Promise<void> {
    const language = languageOf(setting, navigator.languages);
    if (language === this.#language) return;
    this.#language = language;
    const locale = localeOf(language, navigator.languages);
    await speak(language, locale);
    if (language !== this.#language) return;
    this.place = new Place(locale, this.place.zone);
    // What the resident said before was said in the other language.
    await this.reload();
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
