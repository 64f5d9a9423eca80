/** The commands that lead somewhere, and those that change how Stint works. */
import type { Command } from "../lib/command";
import type { IconName } from "../lib/parts/Icon.svelte";
import type { App } from "../lib/state/app.svelte";
import { PARTS, type Screen } from "../lib/state/nav.svelte";
import { t } from "../lib/words/palette";
import { command } from "./make";

const SCREENS: readonly [screen: Screen, icon: IconName][] = [
  ["today", "today"],
  ["calendar", "cal"],
  ["reports", "rep"],
  ["trackers", "link"],
  ["settings", "set"],
];
const THEMES = ["system", "light", "dark"] as const;

export function placeCommands(app: App): Command[] {
  const { nav } = app;
  return [
    ...SCREENS.map(([screen, icon], index) =>
      command("go", screen, icon, t(`nav.${screen}`), t("go.screenWords"), () => nav.go(screen), {
        key: `Ctrl ${index + 1}`,
      }),
    ),
    command("go", "uploads", "send", t("go.uploads"), t("go.uploadsWords"), () => nav.go("trackers")),
    command("go", "connect", "plus", t("go.connect"), t("go.connectWords"), () =>
      nav.open({ kind: "connect" }),
    ),
    ...PARTS.map((part) =>
      command(
        "go",
        `settings-${part}`,
        "set",
        t("go.settings", { part: t(`settings.${part}`) }),
        t("go.settingsWords"),
        () => {
          nav.go("settings");
          nav.settings = part;
        },
      ),
    ),
    command("go", "keys", "today", t("go.keys"), t("go.keysWords"), () => nav.open({ kind: "keys" }), {
      key: "?",
    }),
  ];
}

export function changeCommands(app: App): Command[] {
  const { host, nav, preferences, toasts, trackers } = app;
  const { all, letters } = preferences;
  const set = (key: string, value: string) => () => app.attempt(() => preferences.set(key, value));
  const none = trackers.all.length === 0 ? t("why.noTracker") : null;
  const held = trackers.progress.filter((one) => one.paused).length;
  const uploads = (work: () => Promise<unknown>) => () =>
    app.attempt(async () => {
      await work();
      await Promise.all([trackers.refresh(), trackers.refreshUploads()]);
    });
  const backup = async () => {
    const done = await app.attempt(() => host.backup(null));
    if (done) toasts.show(t("box.saved", { path: done.path }));
  };
  const sync = uploads(async () => {
    await host.sync(0);
    toasts.show(t("box.synced"));
  });
  return [
    command("set", "sync", "cloud", t("set.sync"), t("set.syncWords"), sync, { why: none }),
    command(
      "set",
      "pause",
      "hold",
      t("set.pause"),
      t("set.pauseWords"),
      uploads(() => host.uploadsPause(null)),
      {
        why: none ?? (held === trackers.progress.length && held > 0 ? t("why.paused") : null),
      },
    ),
    command(
      "set",
      "go-on",
      "send",
      t("set.goOn"),
      t("set.goOnWords"),
      uploads(() => host.uploadsResume(null)),
      {
        why: none ?? (held > 0 ? null : t("why.notPaused")),
      },
    ),
    command("set", "export", "rep", t("set.export"), t("set.exportWords"), () => nav.go("reports")),
    command("set", "import", "export", t("set.import"), t("set.importWords"), () =>
      nav.goByName("settings/import"),
    ),
    command("set", "backup", "lock", t("set.backup"), t("set.backupWords"), backup),
    command(
      "set",
      "mini",
      "eye",
      t(all?.mini_timer ? "set.miniOff" : "set.miniOn"),
      t("set.miniWords"),
      set("mini_timer", all?.mini_timer ? "off" : "on"),
    ),
    ...THEMES.filter((theme) => theme !== all?.theme).map((theme) =>
      command(
        "set",
        `theme-${theme}`,
        "eye",
        t("set.theme", { theme: t(`settings.${theme}`) }),
        t("set.themeWords"),
        set("theme", theme),
      ),
    ),
    command(
      "set",
      "letters",
      "set",
      t(letters ? "set.lettersOff" : "set.lettersOn"),
      t("set.lettersWords"),
      set("keys.letters", letters ? "off" : "on"),
    ),
  ];
}
