/** Puts the whole window on the page, over a made-up world. */
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, onTestFinished } from "vitest";
import { FAKE_NOW, FAKE_ZONE } from "../src/lib/fake/data";
import { Place } from "../src/lib/format/place";
import { type FakeHost, type FakeWorld, fakeHost } from "../src/lib/host.fake";
import { App } from "../src/lib/state/app.svelte";
import Window from "../src/Window.svelte";

/** A window that has loaded. */
export interface Opened {
  app: App;
  host: FakeHost;
  user: ReturnType<typeof userEvent.setup>;
  container: HTMLElement;
}

/** Opens the window; the clock stands still at the present of the made-up world. */
export async function open(world: Partial<FakeWorld> = {}): Promise<Opened> {
  const host = fakeHost(world);
  const app = new App(host, new Place("en-GB", FAKE_ZONE), world.now ?? (() => FAKE_NOW));
  const { container } = render(Window, { app });
  onTestFinished(await app.start());
  const user = userEvent.setup();
  return { app, host, user, container };
}

/** The row whose name begins so. */
export function row(note: string): HTMLElement {
  return screen.getByRole("button", { name: new RegExp(`^${note}, \\d`) });
}

/** Waits until the toast says this. */
export async function toastSays(text: string | RegExp): Promise<void> {
  await expect.poll(() => document.querySelector(".toast")?.textContent ?? "").toMatch(text);
}
