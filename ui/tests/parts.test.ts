/** The edit dialog: parts that can be changed one by one, their history, and what helps an upload. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { Entry, Segment } from "../src/lib/bindings";
import { FAKE_NOW, FAKE_ZONE, friday } from "../src/lib/fake/data";
import { history } from "../src/lib/fake/history";
import { Place } from "../src/lib/format/place";
import { tell, whyOf } from "../src/lib/history";
import { withBorder, withBreak, withKind, without } from "../src/lib/segments";
import { open } from "./window";

const byId = (id: string) => friday().find((entry) => entry.id === id) as Entry;
const told = (parts: readonly Segment[] | null) =>
  parts?.map(({ kind, start, end }) => `${kind} ${start.slice(11, 16)}-${end?.slice(11, 16)}`);

/** 08:46 to 10:32 with a break from 09:40 to 09:52, in Berlin. */
async function editing(id = "e4", world: Parameters<typeof open>[0] = {}) {
  const opened = await open(world);
  const entry = opened.app.log.find(id);
  if (!entry) throw new Error(`the made-up world lacks ${id}`);
  opened.app.edit(entry);
  await screen.findByRole("heading", { name: "Edit entry" });
  return { ...opened, entry };
}

const rows = () => [...document.querySelectorAll(".segs li")];
const field = (index: number, name: string) =>
  within(rows()[index] as HTMLElement).getByRole("textbox", { name });
const typed = () => rows().map((row) => [...row.querySelectorAll("input")].map((one) => one.value).join("-"));

/** Opens the menu of a part, as the browser does by itself, and takes an item of it. */
async function choose(user: Awaited<ReturnType<typeof editing>>["user"], index: number, item: string) {
  const menu = within(rows()[index] as HTMLElement).getByRole("menu", { hidden: true });
  menu.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
  await user.click(await within(menu).findByRole("menuitem", { name: item, hidden: true }));
  menu.dispatchEvent(Object.assign(new Event("toggle"), { newState: "closed" }));
}

describe("parts of an entry", () => {
  const parts = byId("e4").segments;

  it("share a border, so that one ends where the next begins", () => {
    expect(told(withBorder(parts, 1, Date.parse("2026-11-20T08:30:00Z")))).toEqual([
      "work 07:46-08:30",
      "break 08:30-08:52",
      "work 08:52-09:32",
    ]);
    expect(told(withBorder(parts, 3, Date.parse("2026-11-20T09:00:00Z")))?.at(-1)).toBe("work 08:52-09:00");
  });

  it("become one where they are alike", () => {
    expect(told(withKind(parts, 1, "work"))).toEqual(["work 07:46-09:32"]);
    expect(told(without(parts, 0))).toEqual(["break 08:40-08:52", "work 08:52-09:32"]);
  });

  it("take a break in their middle where there is room", () => {
    expect(told(withBreak(parts, 0, FAKE_NOW))).toEqual([
      "work 07:46-08:05",
      "break 08:05-08:20",
      "work 08:20-08:40",
      "break 08:40-08:52",
      "work 08:52-09:32",
    ]);
    const short = [{ ...parts[0], end: "2026-11-20T07:46:00.002Z" } as Segment];
    expect(withBreak(short, 0, FAKE_NOW)).toBeNull();
  });
});

describe("the parts in the editor", () => {
  it("are typed over, with the reading shown, and saved with the rest in one change", async () => {
    const { host, user } = await editing();
    expect(typed()).toEqual(["08:46-09:40", "09:40-09:52", "09:52-10:32"]);
    const end = field(1, "Break ends");
    await user.clear(end);
    await user.type(end, "10:05");
    expect(await screen.findByText("Reads as Fri 20 Nov 10:05")).toBeVisible();
    expect(rows()[1]).toHaveTextContent("0:25");
    await expect.poll(() => typed()[2]).toBe("10:05-10:32");
    expect(screen.getByRole("textbox", { name: "Work" })).toHaveValue("1:21");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => host.said).toHaveLength(1);
    expect(host.said[0]).toMatchObject({
      verb: "edit",
      from: null,
      to: null,
      duration: null,
      parts: [
        { kind: "work", from: "2026-11-20T07:46:00.000Z", to: "2026-11-20T08:40:00.000Z" },
        { kind: "break", from: "2026-11-20T08:40:00.000Z", to: "2026-11-20T09:05:00.000Z" },
        { kind: "work", from: "2026-11-20T09:05:00.000Z", to: "2026-11-20T09:32:00.000Z" },
      ],
    });
  });

  it("keep their order: what lies elsewhere is said and not taken", async () => {
    const { user } = await editing();
    const end = field(1, "Break ends");
    await user.clear(end);
    await user.type(end, "10:40");
    expect(await screen.findByText("Take a time between 09:40 and 10:32.")).toBeVisible();
    expect(end).toHaveAttribute("aria-invalid", "true");
    await user.tab();
    expect(end).toHaveValue("09:52");
  });

  it("change their kind, get a break and lose it again", async () => {
    const { user } = await editing();
    await choose(user, 1, "Make it work");
    expect(typed()).toEqual(["08:46-10:32"]);
    expect(screen.getByRole("textbox", { name: "Work" })).toHaveValue("1:46");
    await choose(user, 0, "Add a break");
    expect(typed()).toHaveLength(3);
    expect(field(1, "Break begins")).toHaveFocus();
    await choose(user, 0, "Leave it out");
    expect(typed()).toHaveLength(2);
  });

  it("follow the start, end and work time that are typed, as the resident would save them", async () => {
    const { host, user } = await editing();
    const work = screen.getByRole("textbox", { name: "Work" });
    await user.clear(work);
    await user.type(work, "2:00");
    expect(await screen.findByText("The end moves to 10:58")).toBeVisible();
    expect(document.querySelector(".input.moving")).toHaveAccessibleName("End");
    await expect.poll(() => typed()[2]).toBe("09:52-10:58");
    expect(host.said).toEqual([]);
  });

  it("have their trackers looked at as they are typed", async () => {
    const { host, user } = await editing();
    const before = host.calls("previewEdit");
    await choose(user, 1, "Make it work");
    await expect.poll(() => host.calls("previewEdit")).toBeGreaterThan(before);
  });
});

describe("the history of an entry", () => {
  it("names each change with when, from where and why, newest first", async () => {
    const { user } = await editing("e6");
    await user.click(screen.getByRole("button", { name: "History" }));
    expect(await screen.findByRole("heading", { name: "History" })).toHaveFocus();
    await expect.poll(() => document.querySelectorAll(".told li").length).toBeGreaterThan(2);
    const lines = [...document.querySelectorAll(".told li")].map((one) => one.textContent ?? "");
    expect(lines[0]).toContain("Stopped");
    expect(lines.at(-1)).toMatch(/^Startedwindow/);
    expect(lines.join(" ")).toContain("The screen was locked.");
    await user.click(screen.getByRole("button", { name: "History" }));
    expect(await screen.findByRole("heading", { name: "What each tracker will see" })).toBeVisible();
  });

  it("answers why a part is what it is", async () => {
    const { user } = await editing();
    await choose(user, 1, "Why?");
    expect(await screen.findByText("Break at 09:40: Break, hotkey, Today 09:40.")).toBeVisible();
    expect(document.querySelectorAll(".told [aria-current]")).toHaveLength(1);
  });

  it("finds the change that made a minute a break, not a later one", () => {
    const entry = byId("e4");
    const rows = history(entry, [], [entry]);
    const why = whyOf(rows, entry.segments[1] as Segment);
    expect(why?.row.verb).toBe("break");
    const lines = tell(rows, new Place("en-GB", FAKE_ZONE), "2026-11-20");
    expect(lines.map((one) => one.what)).toEqual(["Stopped", "Back to work", "Break", "Started"]);
    expect(lines.at(-1)?.details.slice(0, 2)).toEqual([
      "Work since 08:46.",
      "Note: “API client: retry logic”",
    ]);
  });
});

describe("an upload that waits for a person", () => {
  it("offers what helps, beside its reason", async () => {
    const stuck = friday().find((entry) =>
      entry.bookings.some((one) => one.uploads.some((upload) => upload.state === "stuck")),
    );
    const { host, user } = await editing(stuck?.id);
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(host.calls("uploadRetry")).toBe(1);
  });
});
