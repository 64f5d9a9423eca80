/** The small windows: one line that starts, and a timer beside the work. */
import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { FAKE_NOW, friday } from "../src/lib/fake/data";
import { type FakeHost, type FakeWorld, fakeHost } from "../src/lib/host.fake";
import type { App } from "../src/lib/state/app.svelte";
import { speak } from "../src/lib/words";
import { showMini } from "../src/mini/show";
import { showQuick } from "../src/quick/show";

// Colours are checked by the tokens; jsdom draws nothing.
const RULES = { "color-contrast": { enabled: false }, "document-title": { enabled: false } };
const stopped = () => friday().filter((entry) => entry.end !== null);

beforeEach(() => {
  document.body.innerHTML = '<div id="app"></div>';
});

interface Shown {
  app: App;
  host: FakeHost;
  user: ReturnType<typeof userEvent.setup>;
}

async function show(
  window: (host: FakeHost, now: () => number) => Promise<App>,
  world: Partial<FakeWorld> = {},
): Promise<Shown> {
  const host = fakeHost(world);
  const app = await window(host, () => FAKE_NOW);
  onTestFinished(() => document.body.replaceChildren());
  return { app, host, user: userEvent.setup() };
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: RULES });
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

describe("quick entry window", () => {
  const field = () => screen.getByRole<HTMLInputElement>("combobox", { name: "What are you doing?" });

  it("has the keys from its first picture, and loads no more than its line needs", async () => {
    const { host } = await show(showQuick);
    expect(field()).toHaveFocus();
    expect(host.calls("painted")).toBe(1);
    expect([host.calls("log"), host.calls("uploads"), host.calls("report")]).toEqual([0, 0, 0]);
  });

  it("starts with Enter, and goes", async () => {
    const { host, user } = await show(showQuick, { entries: stopped() });
    await user.keyboard("Call the bank #home{Enter}");
    await expect.poll(() => host.calls("close")).toBe(1);
    expect(host.said[0]).toMatchObject({ verb: "start", note: "Call the bank", tags: ["home"] });
    expect(field().value).toBe("");
  });

  it("goes with Escape, and keeps what is typed for the next time", async () => {
    const { app, host, user } = await show(showQuick);
    await user.keyboard("half a thought{Escape}");
    expect(host.calls("close")).toBe(1);
    field().blur();
    host.emit("back", { view: null, first: null, stale: true });
    expect(field()).toHaveFocus();
    expect([field().value, field().selectionEnd]).toEqual(["half a thought", 14]);
    expect(app.quick.text).toBe("half a thought");
  });

  it("stays, with the text and what helps, when it cannot start", async () => {
    const { host, user } = await show(showQuick);
    await user.keyboard("Fix @nowhere {Enter}");
    expect(await screen.findByText(/No target is called “nowhere”/)).toBeVisible();
    expect([field().value, host.calls("close")]).toEqual(["Fix @nowhere ", 0]);
  });

  it("takes what was typed before it heard keys, and says it after a line end", async () => {
    const { app, host } = await show(showQuick, { entries: stopped() });
    host.emit("typed", "Early ");
    await expect.poll(() => app.quick.text).toBe("Early ");
    await app.quick.type("bird", 4);
    host.emit("typed", "Early \n");
    await expect.poll(() => host.calls("close")).toBe(1);
    expect(host.said[0]).toMatchObject({ verb: "start", note: "Early bird" });
  });

  it("asks its window for the room its list needs", async () => {
    const { app, host } = await show(showQuick);
    await app.quick.type("@", 1);
    await expect.poll(() => host.calls("fit")).toBeGreaterThan(0);
  });

  it("breaks no rule axe knows", async () => {
    const { app } = await show(showQuick);
    await app.quick.type("-15m bug PROJ-41 #dev", 21);
    await expect.poll(() => document.querySelectorAll(".option").length).toBeGreaterThan(1);
    expect(await violations()).toEqual([]);
  });
});

describe("mini timer", () => {
  it("shows what runs, and works by keys", async () => {
    const { host, user } = await show(showMini);
    expect(screen.getByText("Login flow review")).toBeVisible();
    expect(screen.getByRole("timer")).toHaveTextContent("1:24");
    await user.keyboard("b");
    await expect.poll(() => host.said.at(-1)).toEqual({ verb: "toggle-break", at: null });
    expect(await screen.findByRole("button", { name: "Resume" })).toBeVisible();
    await user.keyboard("s");
    await expect.poll(() => host.said.at(-1)).toEqual({ verb: "toggle", at: null });
    expect(await screen.findByRole("button", { name: "Continue" })).toBeVisible();
  });

  it("closes with Escape and its button, and opens Stint", async () => {
    const { host, user } = await show(showMini);
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(host.calls("close")).toBe(2);
    await user.click(screen.getByRole("button", { name: "Open Stint" }));
    expect(host.calls("show")).toBe(1);
  });

  it("is dragged by everything that is no button", async () => {
    const { host, user } = await show(showMini);
    await user.pointer({ keys: "[MouseLeft>]", target: screen.getByText("Login flow review") });
    expect(host.calls("drag")).toBe(1);
    await user.pointer({ keys: "[MouseLeft>]", target: screen.getByRole("button", { name: "Stop" }) });
    expect(host.calls("drag")).toBe(1);
  });

  it("has no timer while it is hidden", async () => {
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    onTestFinished(() => hidden.mockRestore());
    const timers = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => timers.mockRestore());
    await show(showMini);
    expect(timers.mock.calls.filter(([, pause]) => (pause ?? 0) > 100)).toEqual([]);
  });

  it("speaks the language of the settings, also when that changes", async () => {
    onTestFinished(() => speak("en", "en-GB"));
    const { app, host } = await show(showMini);
    await host.setSetting("language", "de");
    await app.preferences.refresh();
    expect(await screen.findByRole("button", { name: "Stint öffnen" })).toBeVisible();
    expect(document.documentElement.lang).toBe("de");
  });

  it("asks its window for the room its text needs", async () => {
    const { host } = await show(showMini);
    expect(host.calls("fit")).toBe(1);
  });

  it("asks for twice the room where the desktop shows all text at twice its size", async () => {
    const widths: number[] = [];
    document.documentElement.style.fontSize = "16px";
    onTestFinished(() => document.documentElement.removeAttribute("style"));
    const asks = async () => {
      const host = fakeHost();
      host.fit = async (width) => void widths.push(width);
      await showMini(host, () => FAKE_NOW);
    };
    await asks();
    vi.stubGlobal("innerWidth", outerWidth / 2);
    vi.stubGlobal("innerHeight", outerHeight / 2);
    onTestFinished(() => void vi.unstubAllGlobals());
    onTestFinished(() => document.body.replaceChildren());
    await asks();
    // A window that is not shown yet knows no size of its own.
    vi.stubGlobal("innerHeight", outerHeight);
    await asks();
    expect(widths).toEqual([320, 640, 320]);
  });

  it.each([
    ["running", {}],
    ["stopped", { entries: stopped() }],
    ["empty", { entries: [] }],
  ])("breaks no rule axe knows, %s", async (_, world) => {
    await show(showMini, world);
    expect(await violations()).toEqual([]);
  });
});
