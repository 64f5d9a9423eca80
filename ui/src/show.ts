/** Puts the window on the page: locale, theme, app, and the first picture reported. */
import { mount, tick } from "svelte";
import { Place, usableLocale } from "./lib/format/place";
import type { Host } from "./lib/host";
import { App } from "./lib/state/app.svelte";
import { applyKeptTheme } from "./lib/state/settings.svelte";
import Window from "./Window.svelte";
import "./styles/index.css";

/** Shows the window for a host and a clock. */
export function show(host: Host, now: () => number): App {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const app = new App(host, new Place(usableLocale(navigator.languages), zone), now);
  applyKeptTheme();
  document.documentElement.dataset.clock = app.place.twelveHours ? "12" : "24";
  const target = document.getElementById("app");
  if (target) mount(Window, { target, props: { app } });
  app.start(location.hash.slice(1)).finally(async () => {
    // The window is still hidden and draws no frames; when the elements stand, its first frame is whole.
    await tick();
    await host.painted();
  });
  return app;
}
