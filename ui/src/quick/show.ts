/** Puts the quick entry on the page of its own small window. */
import { mount, tick } from "svelte";
import type { Changed } from "../lib/bindings";
import type { Host } from "../lib/host";
import type { App } from "../lib/state/app.svelte";
import { later } from "../lib/words";
import Spoken from "../Spoken.svelte";
import { appHere } from "../show";
import QuickWindow from "./QuickWindow.svelte";

/** Asks for what the line shows: what runs, the monograms, the theme. What is away is done without. */
export async function look(app: App): Promise<void> {
  const asked = [app.timer.refresh(), app.trackers.refresh(), app.preferences.refresh()];
  await Promise.allSettled(asked);
}

/** The focus in the line, what is typed in it chosen, and the list as things stand now. */
export function begin(app: App): void {
  const field = document.getElementById("line");
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
  app.clock.tick();
  void look(app);
  void app.quick.type(app.quick.text, app.quick.text.length);
}

/** Takes what was typed before the page heard keys; a line end says it. */
export async function take(app: App, text: string): Promise<void> {
  const { quick } = app;
  const [line = "", ...rest] = text.split("\n");
  const whole = line + quick.text;
  await quick.type(whole, whole.length);
  if (rest.length === 0 || whole.trim() === "") return;
  if (await quick.submit("start", null)) await app.host.close();
}

/** What is about the line alone. */
function concerns({ topics }: Changed): boolean {
  return topics.some((topic) => topic !== "uploads" && topic !== "window");
}

/** Shows it, says that the picture stands, and hears what happens. */
export async function showQuick(host: Host, now: () => number): Promise<App> {
  const app = await appHere(host, now);
  const target = document.getElementById("app");
  await Promise.all([later(), app.quick.ready()]);
  if (target) mount(Spoken, { target, props: { app, Shown: QuickWindow } });
  app.clock.start();
  await tick();
  begin(app);
  await host
    .listen({
      changed: (change) => concerns(change) && void look(app),
      view: () => {},
      back: () => begin(app),
      leaves: () => {},
      typed: (text) => void take(app, text),
      resident: (presence) => presence === "here" && void look(app),
    })
    .catch(() => undefined);
  await host.painted();
  return app;
}
