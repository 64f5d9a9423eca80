/** Settings act at once: theme, hotkeys with their conflicts, letters. */
import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { Refusal } from "../src/lib/host";
import { type Opened, open } from "./window";

async function settings(part: "general" | "hotkeys" | "about"): Promise<Opened> {
  const opened = await open();
  opened.app.nav.go("settings");
  opened.app.nav.settings = part;
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  return opened;
}

const recorder = (name: RegExp) => screen.getByRole("button", { name });

describe("settings", () => {
  it("applies the theme and remembers it for the next first picture", async () => {
    const { user } = await settings("general");
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    await expect.poll(() => document.documentElement.dataset.theme).toBe("dark");
    expect(localStorage.getItem("stint.theme")).toBe("dark");
    await user.click(screen.getByRole("radio", { name: "System" }));
    await expect.poll(() => document.documentElement.dataset.theme).toBeUndefined();
  });

  it("records a hotkey by pressing it", async () => {
    const { app, user } = await settings("hotkeys");
    await user.click(recorder(/^Show or hide Stint: Not set/));
    expect(screen.getByText("Press keys …")).toBeVisible();
    await user.keyboard("{Control>}{Alt>}[KeyT]{/Alt}{/Control}");
    expect(await screen.findByRole("button", { name: /^Show or hide Stint: Ctrl Alt T/ })).toBeVisible();
    expect(app.preferences.all?.hotkeys[2]).toMatchObject({ keys: "Ctrl+Alt+T", state: "active" });
  });

  it("refuses a key people type with, and keeps the old one on Escape", async () => {
    const { host, user } = await settings("hotkeys");
    await user.click(recorder(/^Start or stop: Ctrl Alt Space/));
    await user.keyboard("[KeyB]");
    expect(screen.getByText(/Add Ctrl, Alt or Super/)).toBeVisible();
    await user.keyboard("{Escape}");
    expect(recorder(/^Start or stop: Ctrl Alt Space/)).toBeVisible();
    expect(host.calls("setSetting")).toBe(0);
    expect(host.calls("close")).toBe(0);
  });

  it("shows a conflict with a free proposal", async () => {
    const { app, user } = await settings("hotkeys");
    expect(screen.getByText(/Another app already uses Ctrl Alt B/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Use Ctrl Alt R" }));
    await expect.poll(() => app.preferences.all?.hotkeys[1]?.keys).toBe("Ctrl+Alt+R");
    expect(screen.queryByText(/Another app already uses/)).toBeNull();
  });

  it("leaves a hotkey empty, which is not its default", async () => {
    const { app, host, user } = await settings("hotkeys");
    const keys: string[] = [];
    const set = host.setSetting;
    host.setSetting = (key, value) => {
      keys.push(value);
      return set(key, value);
    };
    await user.click(screen.getByRole("button", { name: "Leave empty" }));
    await expect.poll(() => app.preferences.all?.hotkeys[1]?.state).toBe("unset");
    expect(keys).toEqual(["none"]);
  });

  it("says beside the row when a hotkey is refused", async () => {
    const { host, user } = await settings("hotkeys");
    const error = {
      code: "bad_input",
      message: "Stint does not know this key.",
      field: "value",
      remedy: null,
    } as const;
    host.refuseNext("setSetting", new Refusal(error));
    await user.click(screen.getByRole("button", { name: "Use Ctrl Alt R" }));
    expect(await screen.findByText("Stint does not know this key.")).toBeVisible();
  });

  it("switches single letters off", async () => {
    const { app, host, user } = await settings("hotkeys");
    await user.click(screen.getByRole("switch", { name: "Single-letter keys" }));
    app.nav.go("today");
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("s");
    expect(host.said).toEqual([]);
  });

  it("saves a copy of the data and says where", async () => {
    const { user } = await settings("about");
    await user.click(await screen.findByRole("button", { name: "Save a copy" }));
    expect(await screen.findByText("Saved to ~/stint-2026-11-20.db")).toBeVisible();
  });
});
