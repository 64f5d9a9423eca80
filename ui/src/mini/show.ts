/** Puts the mini timer on the page of its own small window. */
import { mount, tick } from "svelte";
import type { Host } from "../lib/host";
import type { App } from "../lib/state/app.svelte";
import { later } from "../lib/words";
import Spoken from "../Spoken.svelte";
import { appHere } from "../show";
import MiniWindow from "./MiniWindow.svelte";

/** Asks for what it shows. What is away is done without: the clock goes on from what is known. */
async function look(app: App): Promise<void> {
  await Promise.allSettled([app.timer.refresh(), app.preferences.refresh()]);
}

/** Shows it with what runs, and hears what happens. Nothing ticks while it is hidden. */
export async function showMini(host: Host, now: () => number): Promise<App> {
  const app = await appHere(host, now);
  const target = document.getElementById("app");
  app.clock.start();
  await Promise.all([look(app), later()]);
  if (target) mount(Spoken, { target, props: { app, Shown: MiniWindow } });
  await tick();
  await host
    .listen({
      changed: ({ topics }) => topics.some((topic) => topic !== "uploads") && void look(app),
      view: () => {},
      back: () => {
        app.clock.tick();
        void look(app);
      },
      leaves: () => {},
      resident: (presence) => presence === "here" && void look(app),
    })
    .catch(() => undefined);
  await host.painted();
  return app;
}
