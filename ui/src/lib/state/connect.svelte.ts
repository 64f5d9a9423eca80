/** The connect form: one tracker kind, its fields, and what a test of them found. */
import type { AddTracker, CheckLine, FormField, Tracker, TrackerKind } from "../bindings";
import { type Host, type Refusal, refusal } from "../host";
import { t } from "../words/trackers";
import { Browsing } from "./browsing.svelte";

/** Waits for a pause in typing before the tracker is asked. */
export const PAUSE = 700;

/** Fields are kept per kind, so that looking at another kind loses nothing. */
export class Connect {
  kinds = $state.raw<TrackerKind[]>([]);
  kind = $state.raw<TrackerKind | null>(null);
  name = $state("");
  url = $state("");
  token = $state("");
  /** Whether the person signs in in the browser, where the tracker has that. */
  inBrowser = $state(true);
  workspace = $state("");
  settings = $state<Record<string, string>>({});
  lines = $state.raw<CheckLine[]>([]);
  problem = $state.raw<Refusal | null>(null);
  /** The field a person left empty although it is needed. */
  missing = $state<string | null>(null);
  busy = $state(false);
  readonly browsing: Browsing;
  readonly #host: Host;
  readonly #taken: readonly string[];
  readonly #left = new Map<string, AddTracker & { typed: string }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(host: Host, taken: readonly string[]) {
    this.#host = host;
    this.browsing = new Browsing(host);
    this.#taken = taken;
  }

  /** Asks which kinds there are. */
  async load(): Promise<void> {
    this.kinds = await this.#host.trackerKinds();
    const [first] = this.kinds;
    if (first) this.choose(first);
  }

  /** Takes a kind; what was typed for it before comes back. */
  choose(kind: TrackerKind): void {
    this.browsing.cancel();
    if (this.kind) this.#left.set(this.kind.kind, { ...this.account, typed: this.token });
    const left = this.#left.get(kind.kind);
    this.kind = kind;
    this.name = left?.name ?? freeName(kind.kind, this.#taken);
    this.url = left?.url ?? kind.default_url;
    this.token = left?.typed ?? "";
    this.workspace = left?.workspace ?? "";
    this.settings = { ...left?.settings };
    this.#forget();
  }

  /** Whether the browser brings the secret. */
  get browses(): boolean {
    return this.inBrowser && this.kind?.browser === true;
  }

  /** What would be kept. */
  get account(): AddTracker {
    const settings = Object.fromEntries(
      Object.entries(this.settings).filter(([, value]) => value.trim() !== ""),
    );
    return {
      kind: this.kind?.kind ?? "",
      name: this.name.trim(),
      url: this.url.trim() || null,
      workspace: this.workspace.trim() || null,
      settings,
      token: (!this.browses && this.token.trim()) || null,
      policy: null,
    };
  }

  /** The first needed field that is empty. */
  get #gap(): string | null {
    if (this.name.trim() === "") return "name";
    if (this.kind?.workspace?.required && this.workspace.trim() === "") return "workspace";
    return (
      this.kind?.fields.find((field) => field.required && !this.settings[field.key]?.trim())?.key ?? null
    );
  }

  /** Something was typed: tests it after a pause, when there is enough to test. */
  typed(): void {
    this.#forget();
    if (this.browses || this.token.trim() === "" || this.#gap !== null) return;
    this.#timer = setTimeout(() => void this.check(), PAUSE);
  }

  /** Tests the account. */
  async check(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.missing = this.#gap;
    if (this.missing !== null) return false;
    this.#turn += 1;
    const turn = this.#turn;
    this.busy = true;
    try {
      const { ok, lines } = await this.#host.trackerCheck(this.account);
      if (turn === this.#turn) [this.lines, this.problem] = [lines, null];
      return ok;
    } catch (thrown) {
      if (turn === this.#turn) [this.lines, this.problem] = [[], refusal(thrown)];
      return false;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Keeps the account. Answers the connection, or nothing when it was refused. */
  async add(): Promise<Tracker | null> {
    clearTimeout(this.#timer);
    this.missing = this.#gap;
    if (this.missing !== null) return null;
    this.#turn += 1;
    if (this.browses) return this.#browse();
    this.busy = true;
    try {
      return await this.#host.trackerAdd(this.account);
    } catch (thrown) {
      this.problem = refusal(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #browse(): Promise<Tracker | null> {
    this.problem = null;
    const { account } = this;
    const tracker = await this.browsing.run(() => this.#host.browserSignIn(account));
    const refused = this.browsing.problem;
    // What is about a field of the form is said beside it.
    if (refused && this.#shown.includes(refused.field ?? "")) {
      [this.problem, this.browsing.problem] = [refused, null];
    }
    return tracker;
  }

  /** The fields that are shown. */
  get #shown(): string[] {
    const fields = ["name", "url", "workspace", ...(this.kind?.fields.map((field) => field.key) ?? [])];
    return this.browses ? fields : [...fields, "token"];
  }

  /** What to say beside a field. */
  problemOf(field: string): string | null {
    if (this.missing === field) return t("connect.needed");
    if (this.problem?.field !== field) return null;
    return this.problem.sentence;
  }

  /** What the resident said that belongs to no shown field. */
  get otherProblem(): string | null {
    if (!this.problem || this.#shown.includes(this.problem.field ?? "")) return null;
    return this.problem.sentence;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    [this.lines, this.problem, this.missing, this.busy] = [[], null, null, false];
  }
}

/** `Label` or `Label (optional)`. */
export function labelOf(field: FormField): string {
  return field.required ? field.label : t("connect.optional", { label: field.label });
}

/** A name of this kind nobody has yet. */
function freeName(kind: string, taken: readonly string[]): string {
  let name = kind;
  for (let number = 2; taken.includes(name); number += 1) name = `${kind}${number}`;
  return name;
}
