/** The list: one tab stop, keys on rows, delete with Undo, editing in the row. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { fullDay } from "../src/lib/fake/data";
import { open, row, toastSays } from "./window";

describe("list", () => {
  it("names a row with everything it shows", async () => {
    await open();
    expect(row("Stand-up")).toHaveAccessibleName(
      "Stand-up, 08:31 to 08:46, 15 minutes, clockify Internal/Meetings, Uploaded",
    );
    expect(row("API client: retry logic")).toHaveAccessibleName(/Time tracking is off there\./);
  });

  it("shows days with their sums", async () => {
    await open();
    expect(screen.getByRole("heading", { name: "Earlier today" })).toBeVisible();
    const head = screen.getByRole("heading", { name: "Yesterday" }).parentElement as HTMLElement;
    expect(head).toHaveTextContent(/3 entries\s*7.h.55.min/);
  });

  it("has one tab stop that J, K and the arrows move", async () => {
    const { user, container } = await open();
    expect(container.querySelectorAll(".hit[tabindex='0']")).toHaveLength(1);
    await user.keyboard("j");
    expect(row("Upload queue: tests for lost answers")).toHaveFocus();
    await user.keyboard("jj{ArrowDown}k");
    expect(row("API client: retry logic")).toHaveFocus();
    expect(container.querySelectorAll(".hit[tabindex='0']")).toHaveLength(1);
  });

  it("deletes at once, offers Undo, and puts the focus on the next row", async () => {
    const { host, user } = await open();
    row("API client: retry logic").focus();
    await user.keyboard("{Delete}");
    expect(host.said).toEqual([{ verb: "delete", ids: ["e4"] }]);
    expect(screen.queryByRole("button", { name: /^API client: retry logic, \d/ })).toBeNull();
    expect(row("Stand-up")).toHaveFocus();
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(row("API client: retry logic")).toBeVisible();
    await toastSays("Took it back");
  });

  it("takes back and does again by keys", async () => {
    const { host, user } = await open();
    row("Stand-up").focus();
    await user.keyboard("{Delete}{Control>}z{/Control}");
    expect(row("Stand-up")).toBeVisible();
    await user.keyboard("{Control>}{Shift>}Z{/Shift}{/Control}");
    expect(host.said.map((verb) => verb.verb)).toEqual(["delete", "undo", "redo"]);
    expect(screen.queryByRole("button", { name: /^Stand-up, \d/ })).toBeNull();
  });

  it("goes on with a row by C", async () => {
    const { host, user } = await open();
    row("Stand-up").focus();
    await user.keyboard("c");
    expect(host.said).toEqual([{ verb: "continue", id: "e3", at: null }]);
    expect(screen.getByRole("heading", { level: 1, name: "Stand-up" })).toBeVisible();
  });

  it("edits note and times in the row, shows the reading, saves by Enter and returns the focus", async () => {
    const { host, user } = await open();
    row("Stand-up").focus();
    await user.keyboard("e");
    const note = await screen.findByRole("textbox", { name: "Note" });
    expect(note).toHaveFocus();
    await user.clear(note);
    await user.type(note, "Stand-up, long");
    const start = screen.getByRole("textbox", { name: "Start" });
    await user.clear(start);
    await user.type(start, "8:20");
    expect(await screen.findByText("Reads as Fri 20 Nov 08:20")).toBeVisible();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: /^Stand-up, long, 08:20 to 08:46/ })).toHaveFocus();
    expect(host.said[0]).toMatchObject({ verb: "edit", id: "e3", note: "Stand-up, long" });
    await toastSays("Saved");
  });

  it("keeps what was typed when the row is left, and brings it back", async () => {
    const { host, user } = await open();
    await user.click(row("Stand-up"));
    await user.type(await screen.findByRole("textbox", { name: "Note" }), " with guests");
    await user.keyboard("{Escape}");
    expect(row("Stand-up")).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Go on editing" }));
    expect(await screen.findByDisplayValue("Stand-up with guests")).toBeVisible();
    expect(host.said).toEqual([]);
  });

  it("says beside the field what cannot be read, and does not save", async () => {
    const { host, user } = await open();
    await user.click(row("Stand-up"));
    const end = await screen.findByRole("textbox", { name: "End" });
    await user.clear(end);
    await user.type(end, "tea time{Enter}");
    expect(end).toHaveValue("tea time");
    expect(end).toBeInvalid();
    expect(screen.getByText(/“tea time” cannot be read/)).toBeVisible();
    expect(host.said).toEqual([]);
  });

  it("offers trim, split and keep for an overlap, with the text still there", async () => {
    const { host, user } = await open();
    await user.click(row("Stand-up"));
    const end = await screen.findByRole("textbox", { name: "End" });
    await user.clear(end);
    await user.type(end, "9:00{Enter}");
    await user.click(await screen.findByRole("button", { name: "Trim the others" }));
    expect(host.said.at(-1)).toMatchObject({ verb: "edit", to: "2026-11-20T08:00:00.000Z", overlap: "trim" });
  });

  it("opens and closes a group of equal entries by arrows", async () => {
    const { user } = await open({ entries: fullDay() });
    const group = row("Support inbox");
    expect(group).toHaveAccessibleName(/4 times/);
    group.focus();
    await user.keyboard("{ArrowRight}");
    expect(group).toHaveAttribute("aria-expanded", "true");
    expect(screen.getAllByRole("button", { name: /^Support inbox, \d/ })).toHaveLength(5);
    await user.keyboard("{ArrowDown}{ArrowLeft}");
    expect(group).toHaveFocus();
    expect(screen.getAllByRole("button", { name: /^Support inbox, \d/ })).toHaveLength(1);
  });

  it("has a menu on each row that makes its items when it opens", async () => {
    const { app, user } = await open();
    expect(screen.queryByRole("menuitem", { hidden: true })).toBeNull();
    const menu = screen.getByRole("menu", { name: "More for Stand-up", hidden: true });
    menu.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
    const item = await within(menu).findByRole("menuitem", { name: /^Delete/, hidden: true });
    await user.click(item);
    await expect.poll(() => app.toasts.current?.text).toBe("Deleted");
  });

  it("loads farther back on request and says when that is everything", async () => {
    const { user, host } = await open();
    const before = host.calls("days");
    await user.click(await screen.findByRole("button", { name: "Show earlier" }));
    expect(await screen.findByText("That is everything.")).toBeVisible();
    expect(host.calls("days")).toBeGreaterThan(before);
  });

  it("says how many breaks a row holds, to eyes and ears", async () => {
    await open();
    const upload = row("Upload queue: tests for lost answers");
    expect(upload.querySelector(".look")).toHaveTextContent("1 break, 0:42");
    expect(upload).toHaveAccessibleName(/1 break, 0:42/);
  });

  it("offers the time between two entries for a new entry of exactly that time", async () => {
    const { app, user } = await open();
    const gap = screen.getByRole("button", { name: /^Add an entry, 12:15\s–\s13:00, 45 minutes free$/ });
    await user.click(gap);
    expect(app.nav.layer).toMatchObject({
      kind: "add",
      from: Date.parse("2026-11-18T11:15:00Z"),
      to: Date.parse("2026-11-18T12:00:00Z"),
    });
    await screen.findByRole("dialog", { name: /entry/i });
  });

  it("shows equal entries one by one where that is wanted, and remembers it", async () => {
    const { app } = await open({ entries: fullDay() });
    expect(screen.getAllByRole("button", { name: /^Support inbox, \d/ })).toHaveLength(1);
    app.preferences.setGrouped(false);
    await expect.poll(() => screen.getAllByRole("button", { name: /^Support inbox, \d/ }).length).toBe(4);
    expect(localStorage.getItem("stint.grouped")).toBe("off");
  });
});
