/** Puts the window on the page: language, theme, app, and the first picture reported. */
import { mount, tick } from "svelte";
import type { First } from "./lib/bindings";
import { Place } from "./lib/format/place";
import type { Host } from "./lib/host";
import { languageOf, localeOf } from "./lib/language";
import { App } from "./lib/state/app.svelte";
import { applyKeptTheme, keptLanguage } from "./lib/state/settings.svelte";
import { speak } from "./lib/words";
import Spoken from "./Spoken.svelte";
import "./styles/index.css";

/** The app for a host and a clock, in the language, zone and theme of this person and desktop. */
export async function appHere(host: Host, now: () => number, first?: First): Promise<App> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const language = languageOf(first?.settings.language ?? keptLanguage(), navigator.languages);
  const locale = localeOf(language, navigator.languages);
  applyKeptTheme();
  await speak(language, locale);
  const app = new App(host, new Place(locale, zone), now);
  document.documentElement.dataset.clock = app.place.twelveHours ? "12" : "24";
  return app;
}

/** Shows the window for a host and a clock; at once where it is known already what to show first. */
export async function show(host: Host, now: () => number, first?: First): Promise<App> {
  const app = await appHere(host, now, first);
  const target = document.getElementById("app");
  void app.goByName(location.hash.slice(1));
  if (first) app.begin(first);
  if (target) mount(Spoken, { target, props: { app } });
  // The window is still hidden and draws no frames; when the elements stand, its first frame is whole.
  const painted = () => tick().then(() => host.painted());
  if (first) painted().finally(() => app.start());
  else app.start().finally(painted);
  return app;
}
