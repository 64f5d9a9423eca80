/** Settings act at once: theme, hotkeys with their conflicts, letters. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { long } from "../src/lib/format/duration";
import { Refusal } from "../src/lib/host";
import type { SettingsPart } from "../src/lib/state/nav.svelte";
import { type Opened, open, toastSays } from "./window";

async function settings(part: SettingsPart): Promise<Opened> {
  const opened = await open();
  opened.app.nav.go("settings");
  opened.app.nav.settings = part;
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  return opened;
}

const plain = (text: string | null | undefined) => (text ?? "").replace(/[\u202f\u00a0]/g, " ");
const refused = (message: string, remedy: string) =>
  new Refusal({ code: "bad_input", message, field: "value", remedy });

function sure<T>(value: T | null): T {
  if (value === null) throw new Error("the made-up world lacks it");
  return value;
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

  it("shows and hides the mini timer", async () => {
    const { app, user } = await settings("general");
    await user.click(screen.getByRole("switch", { name: "Mini timer" }));
    await expect.poll(() => app.preferences.all?.mini_timer).toBe(true);
    await user.click(screen.getByRole("switch", { name: "Mini timer", checked: true }));
    await expect.poll(() => app.preferences.all?.mini_timer).toBe(false);
  });

  it("records a hotkey by pressing it", async () => {
    const { app, user } = await settings("hotkeys");
    await user.click(recorder(/^Show or hide Stint: Not set/));
    expect(screen.getByText("Press keys …")).toBeVisible();
    await user.keyboard("{Control>}{Alt>}[KeyT]{/Alt}{/Control}");
    expect(await screen.findByRole("button", { name: /^Show or hide Stint: Ctrl Alt T/ })).toBeVisible();
    expect(app.preferences.all?.hotkeys.find((one) => one.action === "show-window")).toMatchObject({
      keys: "Ctrl+Alt+T",
      state: "active",
    });
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

  it("says beside the row why something was not changed, and shows what holds", async () => {
    const { host, user } = await settings("general");
    host.refuseNext("setSetting", refused("The disk is full.", "Free some space."));
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    const row = screen.getByRole("radiogroup", { name: "Appearance" }).closest("li");
    expect(await within(row as HTMLElement).findByRole("alert")).toHaveTextContent(
      "The disk is full. Free some space.",
    );
    await expect
      .poll(() => (screen.getByRole("radio", { name: "System" }) as HTMLInputElement).checked)
      .toBe(true);
  });

  it("starts with the session where the system lets it, and shows no dead switch elsewhere", async () => {
    const { app, user } = await settings("general");
    await user.click(screen.getByRole("switch", { name: "Start with the session" }));
    await expect.poll(() => app.preferences.all?.autostart).toBe(true);
    app.preferences.begin({ ...sure(app.preferences.all), autostart: null });
    await expect.poll(() => screen.queryByRole("switch", { name: "Start with the session" })).toBeNull();
  });

  it("writes times and sums as the person wants, at once", async () => {
    const { app, user } = await settings("day");
    await user.click(screen.getByRole("radio", { name: "12 h" }));
    await expect.poll(() => plain(app.place.time("2026-11-20T13:05:00Z"))).toBe("2:05 pm");
    expect(document.documentElement.dataset.clock).toBe("12");
    await user.click(screen.getByRole("radio", { name: "4.82 h" }));
    await expect.poll(() => plain(long(17_340))).toBe("4.82 h");
    expect(plain(long(840))).toBe("14 min");
    await user.click(screen.getByRole("radio", { name: "Sun" }));
    await expect.poll(() => app.log.weekDays[0]).toBe("2026-11-15");
  });

  it("takes a weekly goal as it is typed, and shows it in Today", async () => {
    const { app, user } = await settings("day");
    const field = screen.getByLabelText("Work a week");
    await user.type(field, "38{Enter}");
    await expect.poll(() => app.preferences.all?.goal_week_minutes).toBe(2280);
    await expect.poll(() => (field as HTMLInputElement).value).toBe("38 h");
    await user.click(screen.getByRole("checkbox", { name: "Friday" }));
    await expect.poll(() => app.preferences.all?.goal_days).toEqual([1, 2, 3, 4]);
    app.nav.go("today");
    expect(plain((await screen.findByText("This week")).parentElement?.textContent)).toMatch(/of 38 h$/);
    expect(plain(screen.getByText("Worked").parentElement?.textContent)).not.toContain("of");
  });

  it("leaves a goal that makes no sense, and the last day, as they were", async () => {
    const { app, host, user } = await settings("day");
    const field = screen.getByLabelText("Work a week");
    host.refuseNext("read", refused("“much” is not a length of time.", "Type 40h."));
    await user.type(field, "much{Enter}");
    expect(await screen.findByText(/“much” is not a length/)).toBeVisible();
    expect(field).toHaveAttribute("aria-invalid", "true");
    await user.type(field, "{Escape}");
    expect(field).toHaveValue("");
    app.preferences.begin({ ...sure(app.preferences.all), goal_days: [3] });
    await user.click(await screen.findByRole("checkbox", { name: "Wednesday" }));
    expect(await screen.findByText("Leave at least one day.")).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "Wednesday" })).toBeChecked();
    expect(app.preferences.all?.goal_week_minutes).toBe(0);
  });

  it("changes rounding and breaks where a tracker has them", async () => {
    const { app, user } = await settings("shape");
    const field = (await screen.findAllByLabelText("Breaks"))[0] as HTMLSelectElement;
    await user.selectOptions(field, "Break entries");
    await expect.poll(() => app.trackers.all.some(({ policy }) => policy.breaks === "entry")).toBe(true);
  });

  it("lists the backups, and makes one now", async () => {
    const { user } = await settings("data");
    expect(await screen.findByText(/Before an update · 944 kB/)).toBeVisible();
    const before = screen.getAllByRole("button", { name: /^Restore the backup/ }).length;
    await user.click(screen.getByRole("button", { name: "Back up" }));
    await toastSays("Saved to ~/.local/share/stint/backups/stint-2026-11-20-person.db");
    expect(await screen.findAllByRole("button", { name: /^Restore the backup/ })).toHaveLength(before + 1);
  });

  it("warns before a backup is put in place, and is left by Escape", async () => {
    const { host, user } = await settings("data");
    const button = await screen.findByRole("button", { name: "Restore the backup of Yesterday 17:42" });
    button.focus();
    await user.keyboard("{Enter}");
    expect(
      await screen.findByText(/What was recorded after Yesterday 17:42 will be gone from here/),
    ).toBeVisible();
    await expect.poll(() => document.activeElement?.textContent).toBe("Put it in place");
    await user.keyboard("{Escape}");
    expect(screen.queryByText(/will be gone from here/)).toBeNull();
    expect(button).toHaveFocus();
    expect([host.calls("restore"), host.calls("close")]).toEqual([0, 0]);
  });

  it("puts a backup in place, waits for the resident, and shows what was kept", async () => {
    const { host, user } = await settings("data");
    await user.click(await screen.findByRole("button", { name: "Restore the backup of Yesterday 17:42" }));
    await user.click(await screen.findByRole("button", { name: "Put it in place" }));
    expect(screen.getByRole("heading", { name: "Backups" })).toHaveFocus();
    await toastSays("The backup of Yesterday 17:42 is in place");
    expect(host.calls("restore")).toBe(1);
    expect(await screen.findByText(/Before a restore/)).toBeVisible();
  });

  it("says at the backup why it is not put in place", async () => {
    const { host, user } = await settings("data");
    host.refuseNext("restore", refused("That backup did not pass its check.", "Choose another backup."));
    await user.click(await screen.findByRole("button", { name: "Restore the backup of Yesterday 17:42" }));
    await user.click(await screen.findByRole("button", { name: "Put it in place" }));
    expect(
      await screen.findByText("That backup did not pass its check. Choose another backup."),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: "Restore the backup of Yesterday 17:42" })).toBeEnabled();
  });

  it("copies the facts of the doctor, one a line", async () => {
    const { user } = await settings("about");
    await screen.findByText("~/.local/share/stint/stint.db");
    await user.click(screen.getByRole("button", { name: "Copy" }));
    await toastSays("Copied");
    const lines = (await navigator.clipboard.readText()).split("\n");
    expect(lines).toContain("Database: ~/.local/share/stint/stint.db");
    expect(lines).toContain("Global hotkeys: X11");
    expect(lines.some((line) => line.startsWith("plane (Plane): Waits · "))).toBe(true);
  });

  it("shows all keys in a list that takes the focus, so that it scrolls without a mouse", async () => {
    const { user } = await settings("hotkeys");
    await user.click(await screen.findByRole("button", { name: "Show" }));
    (await screen.findByRole("button", { name: "Close" })).focus();
    await user.tab();
    expect(screen.getByRole("region", { name: "The keys and what they do" })).toHaveFocus();
  });
});
