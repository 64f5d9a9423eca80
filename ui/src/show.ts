/** Puts the window on the page: locale, theme, app, and the first picture reported. */
import { mount, tick } from "svelte";
import type { First } from "./lib/bindings";
import { Place, usableLocale } from "./lib/format/place";
import type { Host } from "./lib/host";
import { App } from "./lib/state/app.svelte";
import { applyKeptTheme } from "./lib/state/settings.svelte";
import Window from "./Window.svelte";
import "./styles/index.css";

/** The app for a host and a clock, in the locale, zone and theme of this desktop. */
export function appHere(host: Host, now: () => number): App {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const app = new App(host, new Place(usableLocale(navigator.languages), zone), now);
  applyKeptTheme();
  document.documentElement.dataset.clock = app.place.twelveHours ? "12" : "24";
  return app;
}

/** Shows the window for a host and a clock; at once where it is known already what to show first. */
export function show(host: Host, now: () => number, first?: First): App {
  const app = appHere(host, now);
  const target = document.getElementById("app");
  void app.goByName(location.hash.slice(1));
  if (first) app.begin(first);
  if (target) mount(Window, { target, props: { app } });
  // The window is still hidden and draws no frames; when the elements stand, its first frame is whole.
  const painted = () => tick().then(() => host.painted());
  if (first) painted().finally(() => app.start());
  else app.start().finally(painted);
  return app;
}
