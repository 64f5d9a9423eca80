/** The backups of the made-up world, and its resident's new beginning after one is put in place. */
import type { BackupFile } from "../bindings";
import type { Host } from "../host";

/** Backups, and since when the resident runs. */
export function safety() {
  const backup = (at: string, reason: BackupFile["reason"], kilobytes: number): BackupFile => ({
    path: `~/.local/share/stint/backups/stint-${at.slice(0, 10)}-${reason}.db`,
    at,
    kilobytes,
    reason,
  });
  let all = [
    backup("2026-11-20T08:10:00Z", "daily", 1840),
    backup("2026-11-19T16:42:00Z", "person", 1792),
    backup("2026-11-19T08:05:00Z", "daily", 1776),
    backup("2026-11-13T09:30:00Z", "update", 944),
  ];
  let since = "2026-11-20T07:12:00Z";
  const commands: Pick<Host, "backup" | "backups" | "restore"> = {
    backup: async () => {
      const made = backup("2026-11-20T13:28:00Z", "person", 1848);
      all = [made, ...all];
      return { path: made.path, kilobytes: made.kilobytes };
    },
    backups: async () => all,
    restore: async () => {
      const kept = backup("2026-11-20T13:29:00Z", "restore", 1848);
      all = [kept, ...all];
      since = "2026-11-20T13:29:01Z";
      return { kept: kept.path };
    },
  };
  return { commands, since: () => since };
}
