/** Connections and the outbox. */
import type { Tracker, Upload, UploadProgress } from "../bindings";
import type { Host } from "../host";
import { outbox } from "../uploads";
import { loader } from "./loader";

/** Both as the resident last told them. */
export class Trackers {
  all = $state.raw<Tracker[]>([]);
  uploads = $state.raw<Upload[]>([]);
  progress = $state.raw<UploadProgress[]>([]);
  loaded = $state(false);
  readonly outbox = $derived.by(() => outbox(this.uploads));
  readonly signIn = $derived.by(() => this.all.filter((tracker) => tracker.health === "sign_in"));
  readonly waiting = $derived.by(() => this.all.filter((tracker) => tracker.health === "waiting"));

  readonly refresh: () => Promise<void>;
  readonly refreshUploads: () => Promise<void>;

  constructor(host: Host) {
    this.refresh = loader(async () => {
      this.all = await host.trackers();
      this.loaded = true;
    });
    this.refreshUploads = loader(async () => {
      [this.uploads, this.progress] = await Promise.all([host.uploads(), host.uploadsProgress()]);
    });
  }

  /** Takes both before anything was asked. */
  begin(all: Tracker[], uploads: Upload[], progress: UploadProgress[]): void {
    this.all = all;
    this.uploads = uploads;
    this.progress = progress;
    this.loaded = true;
  }

  /** The connection of this name. */
  named(name: string): Tracker | undefined {
    return this.all.find((tracker) => tracker.name === name);
  }
}
