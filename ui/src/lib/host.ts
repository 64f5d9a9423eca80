/** What the window asks of the outside world; the only way to it. */
import type {
  AddTracker,
  ApiError,
  BackupDone,
  BackupFile,
  BrowserSignIn,
  Changed,
  ComesBack,
  Days,
  Doctor,
  EditFields,
  Entry,
  HistoryRow,
  ImportCheck,
  ImportDone,
  ImportFile,
  Link,
  Preview,
  Proposal,
  Reading,
  ReadWhat,
  Report,
  ReportBy,
  Restoring,
  Saved,
  Settings,
  Status,
  Suggestion,
  Target,
  Tracker,
  TrackerCheck,
  TrackerKind,
  Upload,
  UploadChoice,
  UploadChosen,
  UploadProgress,
  VerbAnswer,
  VerbRequest,
} from "./bindings";

/** Whether the resident answers. */
export type Presence = "here" | "away";

/** The events the outside world sends. */
export interface Events {
  changed(change: Changed): void;
  view(name: string): void;
  back(how: ComesBack): void;
  leaves(): void;
  /** What was typed before the page heard keys; only the quick entry's own window. */
  typed?(text: string): void;
  resident(presence: Presence): void;
}

/** Commands and events. A refusal is thrown as a {@link Refusal}. */
export interface Host {
  say(verb: VerbRequest): Promise<VerbAnswer>;
  status(): Promise<Status>;
  log(from: string | null, to: string | null, limit: number | null): Promise<Entry[]>;
  days(day: string, later: boolean, enough: number | null): Promise<Days>;
  entry(id: string): Promise<Entry>;
  search(text: string, limit: number | null): Promise<Entry[]>;
  suggest(text: string, limit: number | null): Promise<Suggestion[]>;
  recent(limit: number | null): Promise<Suggestion[]>;
  read(what: ReadWhat, text: string): Promise<Reading>;
  preview(id: string): Promise<Preview[]>;
  previewEdit(id: string, fields: EditFields): Promise<Preview[]>;
  editedEntry(id: string, fields: EditFields): Promise<Entry>;
  history(id: string): Promise<HistoryRow[]>;
  proposals(on: string[]): Promise<Proposal[]>;
  links(): Promise<Link[]>;
  linkAdd(from: string, to: string): Promise<Link>;
  linkForget(from: string, to: string | null): Promise<Link[]>;
  report(from: string, to: string, by: ReportBy): Promise<Report>;
  saveExport(format: string, from: string, to: string, name: string): Promise<Saved | null>;
  trackerKinds(): Promise<TrackerKind[]>;
  trackers(): Promise<Tracker[]>;
  trackerCheck(account: AddTracker): Promise<TrackerCheck>;
  trackerAdd(account: AddTracker): Promise<Tracker>;
  trackerTest(name: string): Promise<TrackerCheck>;
  trackerSignIn(name: string, token: string): Promise<TrackerCheck>;
  browserSignIn(account: AddTracker): Promise<BrowserSignIn>;
  browserSignInAgain(name: string): Promise<BrowserSignIn>;
  browserSignInFinish(id: string): Promise<Tracker>;
  browserSignInCancel(id: string): Promise<unknown>;
  trackerRemove(name: string): Promise<unknown>;
  trackerRefresh(name: string): Promise<Tracker>;
  trackerShape(name: string, key: string, value: string): Promise<Tracker>;
  targets(text: string, tracker: string | null, limit: number | null): Promise<Target[]>;
  uploads(): Promise<Upload[]>;
  uploadRetry(id: string | null, alike: boolean): Promise<Upload[]>;
  uploadAdopt(id: string, remoteId: string | null): Promise<Upload>;
  uploadDrop(id: string): Promise<Upload>;
  uploadChoose(id: string, choice: UploadChoice): Promise<UploadChosen>;
  uploadsPause(tracker: string | null): Promise<UploadProgress[]>;
  uploadsResume(tracker: string | null): Promise<UploadProgress[]>;
  uploadsProgress(): Promise<UploadProgress[]>;
  sync(waitSeconds: number | null): Promise<Upload[]>;
  importCheck(file: ImportFile): Promise<ImportCheck>;
  importApply(file: ImportFile, token: string): Promise<ImportDone>;
  settings(): Promise<Settings>;
  setSetting(key: string, value: string): Promise<Settings>;
  doctor(): Promise<Doctor>;
  backup(path: string | null): Promise<BackupDone>;
  backups(): Promise<BackupFile[]>;
  restore(path: string): Promise<Restoring>;
  /** Opens the data folder in the desktop's file manager. */
  openDataFolder(): Promise<unknown>;
  /** Says that the picture stands: the first one, or the empty one of a closed window. */
  painted(): Promise<void>;
  /** Closes the window. */
  close(): Promise<void>;
  /** Gives a small window the size its page needs, in logical pixels. */
  fit(width: number, height: number): Promise<void>;
  /** Lets the pointer that was just pressed drag the window. */
  drag(): Promise<void>;
  /** Shows the main window. */
  show(): Promise<void>;
  /** Subscribes to events; the answer ends it. */
  listen(events: Events): Promise<() => void>;
}

/** A refusal with its code, field and remedy. */
export class Refusal extends Error {
  readonly code: ApiError["code"];
  readonly field: string | null;
  readonly remedy: string | null;

  constructor(error: ApiError) {
    super(error.message);
    this.name = "Refusal";
    this.code = error.code;
    this.field = error.field ?? null;
    this.remedy = error.remedy ?? null;
  }

  /** What happened and what helps. */
  get sentence(): string {
    return [this.message, this.remedy].filter(Boolean).join(" ");
  }
}

/** Makes a {@link Refusal} of whatever was thrown. */
export function refusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown !== null && typeof thrown === "object" && "code" in thrown && "message" in thrown) {
    return new Refusal(thrown as ApiError);
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Refusal({ code: "internal", message, field: null, remedy: null });
}
