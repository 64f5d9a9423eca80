/** The calendar: read as lists, moved by keys and by pointer, nothing said before the release. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Entry } from "../src/lib/bindings";
import { overMidnight, week } from "../src/lib/fake/week";
import { calendarOf } from "../src/lib/state/calendar.svelte";
import { type Opened, open, toastSays } from "./window";

/** The lanes as they are drawn: 8 to 18 in ten rows of 60, so that a minute is a pixel, each 100 wide. */
const LANE = 100;
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
    const lanes = [...document.querySelectorAll(".lane")];
    const index = lanes.indexOf(this);
    return index < 0 ? new DOMRect() : new DOMRect(index * LANE, 0, LANE, 600);
  });
  return () => vi.restoreAllMocks();
});

async function calendar(world: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const opened = await open(world);
  await opened.user.keyboard("{Control>}2{/Control}");
  await screen.findByRole("heading", { level: 1, name: /November/ });
  await expect.poll(() => document.querySelector(".lane")).not.toBeNull();
  return opened;
}

/** What a block is called; the matchers of roles know it too, but are slow. */
const nameOf = (one: Element | null) => one?.querySelector(".sr")?.textContent ?? "";

function block(note: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(".ev-hit")].find((one) =>
    nameOf(one).startsWith(`${note}, `),
  );
  if (!found) throw new Error(`no block “${note}”`);
  return found;
}

const lane = (day: string) => document.querySelector(`.lane[data-day="${day}"]`) as HTMLElement;
const FRIDAY = 4 * LANE + 50;
const THURSDAY = 3 * LANE + 50;
const minutes = (hour: number, minute: number) => (hour - 8) * 60 + minute;

/** A pointer event; jsdom has none of its own. */
async function point(target: Element, type: string, clientX: number, clientY: number, pointerType = "mouse") {
  const event = new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY });
  await fireEvent(target, Object.assign(event, { pointerId: 1, pointerType }));
}

async function drag(target: Element, from: [number, number], to: [number, number], release = true) {
  const held = document.querySelector(".cal") as Element;
  await point(target, "pointerdown", ...from);
  await point(target, "pointermove", from[0], from[1] + 10);
  await point(held, "pointermove", ...to);
  if (!release) return;
  await point(held, "pointerup", ...to);
  await fireEvent.click(target);
  await expect.poll(() => document.querySelector(".moving")).toBeNull();
}

describe("calendar", () => {
  it.each([
    ["now lies below what is shown: two thirds down", 900, 500],
    ["now is shown: nothing moves", 300, 0],
  ])("opens where %s", async (_case, top, scrolled) => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
    vi.mocked(HTMLElement.prototype.getBoundingClientRect).mockImplementation(function (this: HTMLElement) {
      if (this.classList.contains("nowline")) return new DOMRect(0, top, 500, 1);
      return this.classList.contains("cal") ? new DOMRect(0, 0, 500, 600) : new DOMRect();
    });
    await calendar();
    expect(document.querySelector(".cal")?.scrollTop).toBe(scrolled);
  });

  it("reads as one list a day, under headings, with blocks named like rows", async () => {
    await calendar();
    expect(screen.getByRole("heading", { level: 1, name: /^16.+20 November$/ })).toBeVisible();
    const friday = screen.getByRole("list", { name: "Friday 20 November" });
    const names = within(friday)
      .getAllByRole("button", { name: /, \d\d:\d\d to / })
      .map(nameOf);
    expect(block("Stand-up")).toHaveAccessibleName(names[0]);
    expect(names[0]).toBe("Stand-up, 08:31 to 08:46, 15 minutes, clockify Internal/Meetings, Uploaded");
    expect(names.at(-1)).toContain("Login flow review, 13:04 to now, 1 hour 24 minutes");
    expect(
      within(screen.getByRole("list", { name: "Monday 16 November" })).getByText("Nothing recorded"),
    ).toBeInTheDocument();
    expect(document.querySelector(".hours")).toHaveAttribute("aria-hidden", "true");
  });

  it("is found by its name", async () => {
    const { app } = await open();
    await app.goByName("calendar");
    expect(await screen.findByRole("heading", { level: 1, name: /November/ })).toBeVisible();
  });

  it("goes to the week before and after by [ and ], back by T, and shows one day", async () => {
    const { host, user } = await calendar();
    await user.keyboard("[[");
    expect(screen.getByRole("heading", { level: 1, name: /^9.+13 November$/ })).toBeVisible();
    expect(document.querySelectorAll(".lane")).toHaveLength(5);
    await user.keyboard("t");
    expect(screen.getByRole("heading", { level: 1, name: /^16.+20 November$/ })).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "Day" }));
    expect(screen.getByRole("heading", { level: 1, name: /^Friday.? 20 November$/ })).toBeVisible();
    expect(document.querySelectorAll(".lane")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Next day" }));
    expect(screen.getByRole("heading", { level: 1, name: /^Saturday.? 21 November$/ })).toBeVisible();
    expect(host.said).toEqual([]);
  });

  it("shows what goes past midnight on both days, and says so", async () => {
    await calendar({ entries: week() });
    const both = [...document.querySelectorAll<HTMLElement>(".ev-hit")].filter((one) =>
      nameOf(one).startsWith("Release night"),
    );
    expect(both.map((one) => one.closest<HTMLElement>(".lane")?.dataset.day)).toEqual([
      "2026-11-17",
      "2026-11-18",
    ]);
    expect(both[0]).toHaveAccessibleName(/goes on the next day$/);
    expect(both[1]).toHaveAccessibleName(/begins the day before$/);
    expect(overMidnight().segments).toHaveLength(1);
  });

  it("has one tab stop that arrows, J and K move, also to other days", async () => {
    const { user } = await calendar();
    expect(document.querySelectorAll(".ev-hit[tabindex='0']")).toHaveLength(1);
    block("Stand-up").focus();
    await user.keyboard("j");
    expect(block("API client: retry logic")).toHaveFocus();
    await user.keyboard("{ArrowDown}k{ArrowLeft}");
    expect(block("API client: header names")).toHaveFocus();
    await user.keyboard("{End}");
    expect(nameOf(document.activeElement)).toMatch(/^Client portal/);
    expect(document.querySelectorAll(".ev-hit[tabindex='0']")).toHaveLength(1);
  });

  it("opens the editor by a click and by Enter, and the focus comes back", async () => {
    const { user } = await calendar();
    await user.click(block("Stand-up"));
    expect(await screen.findByDisplayValue("Stand-up")).toHaveFocus();
    await user.click(screen.getByRole("button", { name: /^Cancel/ }));
    expect(block("Stand-up")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await screen.findByDisplayValue("Stand-up")).toBeVisible();
  });

  it("goes on by C and deletes by Del, with Undo and the focus on the next", async () => {
    const { host, user } = await calendar();
    block("Stand-up").focus();
    await user.keyboard("c");
    expect(host.said).toEqual([{ verb: "continue", id: "e3", at: null }]);
    block("API client: header names").focus();
    await user.keyboard("{Delete}");
    expect(host.said.at(-1)).toEqual({ verb: "delete", ids: ["y0"] });
    await expect.poll(() => nameOf(document.activeElement)).toMatch(/^Support inbox/);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await expect.poll(() => block("API client: header names")).toBeVisible();
  });
});

describe("moving by keys", () => {
  it("moves by five minutes with Alt, and says it once, on letting go", async () => {
    const { app, host, user } = await calendar();
    block("Client portal: print view for long tables, with page breaks between groups").focus();
    await user.keyboard("{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}");
    expect(app.toasts.spoken).toBe("16:55 to 17:50");
    expect(host.said).toEqual([]);
    await user.keyboard("{/Alt}");
    await expect.poll(() => host.said).toHaveLength(1);
    expect(host.said[0]).toMatchObject({
      verb: "move",
      id: "y2",
      to: "2026-11-19T15:55:00.000Z",
    });
    await toastSays("Moved to 16:55");
    await expect.poll(() => nameOf(document.activeElement)).toMatch(/16:55 to 17:50/);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await expect
      .poll(() => nameOf(block("Client portal: print view for long tables, with page breaks between groups")))
      .toMatch(/16:40 to 17:35/);
  });

  it("moves the end with Shift and the start with both", async () => {
    const { host, user } = await calendar();
    block("Code review: upload queue").focus();
    await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
    await expect.poll(() => host.said).toHaveLength(1);
    expect(host.said[0]).toMatchObject({
      verb: "resize",
      id: "x2",
      border: "end",
      at: "2026-11-18T15:56:00.000Z",
    });
    await expect.poll(() => nameOf(document.activeElement)).toMatch(/13:00 to 16:56/);
    await user.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
    await expect.poll(() => host.said).toHaveLength(2);
    expect(host.said[1]).toMatchObject({ border: "start", at: "2026-11-18T12:05:00.000Z" });
  });

  it("puts it back by Escape, and the window stays", async () => {
    const { host, user } = await calendar();
    block("Code review: upload queue").focus();
    await user.keyboard("{Alt>}{ArrowDown}{Escape}{/Alt}");
    expect(host.said).toEqual([]);
    expect(host.calls("close")).toBe(0);
    expect(nameOf(block("Code review: upload queue"))).toMatch(/13:00 to 17:01/);
  });

  it("moves the start of what runs, which has no end yet", async () => {
    const { app, host, user } = await calendar();
    calendarOf(app).nudge(app.log.find("e7") as Entry, "end", 1);
    await toastSays("It still runs, so it has no end to move yet.");
    expect(host.said).toEqual([]);
    block("Login flow review").focus();
    await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ id: "e7", border: "start", at: "2026-11-20T11:59:00.000Z" });
  });

  it("picks a border with Shift and the side arrows, says which, and moves it alone", async () => {
    const { app, host, user } = await calendar();
    block("API client: retry logic").focus();
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(app.toasts.spoken).toBe("Break to Work, 09:52");
    expect(document.querySelectorAll(".edge.grip")).toHaveLength(1);
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(app.toasts.spoken).toBe("Work to Break, 09:40");
    await user.keyboard("{Shift>}{ArrowRight}{/Shift}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await expect.poll(() => host.said).toHaveLength(1);
    expect(host.said[0]).toMatchObject({
      verb: "resize",
      id: "e4",
      border: "between",
      from: "2026-11-20T08:52:00.000Z",
      at: "2026-11-20T09:02:00.000Z",
    });
    // It stays picked where it is now, and the focus with its block.
    await expect.poll(() => nameOf(document.activeElement)).toMatch(/^API client/);
    await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ from: "2026-11-20T09:02:00.000Z", at: "2026-11-20T08:57:00.000Z" });
  });

  it("hears the keys that are pressed while a move is being written, one after the other", async () => {
    const { host, user } = await calendar();
    const say = host.say;
    let arrives = () => {};
    const onTheWay = new Promise<void>((done) => {
      arrives = done;
    });
    host.say = (verb) => onTheWay.then(() => say(verb));
    block("API client: retry logic").focus();
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}{Shift>}{ArrowDown}{/Shift}");
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}{Shift>}{ArrowLeft}{/Shift}{Shift>}{ArrowUp}{/Shift}");
    expect(host.said).toEqual([]);
    arrives();
    await expect.poll(() => host.said).toHaveLength(3);
    expect(host.said).toMatchObject([
      { from: "2026-11-20T08:52:00.000Z", at: "2026-11-20T08:57:00.000Z" },
      // The same border again, from where it lies by then; then the one before it.
      { from: "2026-11-20T08:57:00.000Z", at: "2026-11-20T09:02:00.000Z" },
      { from: "2026-11-20T08:40:00.000Z", at: "2026-11-20T08:35:00.000Z" },
    ]);
    await expect.poll(() => document.querySelector(".moving")).toBeNull();
  });

  it("asks what becomes of the others, and does it as chosen or leaves everything", async () => {
    const { host, user } = await calendar();
    block("Stand-up").focus();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(await screen.findByText("These times overlap “API client: retry logic”.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^Leave it/ }));
    expect(block("Stand-up")).toHaveAccessibleName(/08:31 to 08:46/);
    expect(block("Stand-up")).toHaveFocus();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    await user.click(await screen.findByRole("button", { name: "Keep both" }));
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ id: "e3", at: "2026-11-20T07:51:00.000Z", overlap: "keep" });
    await expect.poll(() => nameOf(block("Stand-up"))).toMatch(/08:31 to 08:51/);
  });
});

describe("moving by pointer", () => {
  it("moves to another day and time, snapped, and opens nothing", async () => {
    const { host, container } = await calendar();
    await drag(
      block("Client portal: print view for long tables, with page breaks between groups"),
      [THURSDAY, minutes(16, 50)],
      [THURSDAY - LANE, minutes(17, 33)],
    );
    await expect.poll(() => host.said).toHaveLength(1);
    expect(host.said[0]).toMatchObject({
      verb: "move",
      id: "y2",
      to: "2026-11-18T16:25:00.000Z",
    });
    expect(container.querySelector(".dialog")).toBeNull();
    await toastSays("Moved to 17:25");
  });

  it("says nothing before the release, and Escape puts it back", async () => {
    const { host, user } = await calendar();
    const hit = block("Code review: upload queue");
    await drag(hit, [LANE * 2 + 50, minutes(14, 0)], [LANE * 2 + 50, minutes(12, 0)], false);
    expect(block("Code review: upload queue")).toHaveAccessibleName(/11:00 to 15:01/);
    await user.keyboard("{Escape}");
    await point(document.querySelector(".cal") as Element, "pointerup", 0, 0);
    expect(block("Code review: upload queue")).toHaveAccessibleName(/13:00 to 17:01/);
    expect(host.said).toEqual([]);
  });

  it("keeps the hours in place while the pointer holds something, and grows them afterwards", async () => {
    const { host } = await calendar();
    const hours = () => [...document.querySelectorAll(".hours span")].map((one) => one.textContent);
    const hit = block("Code review: upload queue");
    await drag(hit, [LANE * 2 + 50, minutes(15, 0)], [LANE * 2 + 50, minutes(8, 30)], false);
    expect(block("Code review: upload queue")).toHaveAccessibleName(/06:30 to 10:31/);
    expect(hours()[0]).toBe("08");
    await point(document.querySelector(".cal") as Element, "pointerup", LANE * 2 + 50, minutes(8, 30));
    await expect.poll(() => document.querySelector(".dialog")).not.toBeNull();
    await fireEvent.click(await screen.findByRole("button", { name: "Keep both" }));
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ to: "2026-11-18T05:30:00.000Z", overlap: "keep" });
    await expect.poll(hours).toContain("06");
  });

  it("resizes at the edges", async () => {
    const { host } = await calendar();
    const end = block("Code review: upload queue").querySelector(".edge.end") as Element;
    await drag(end, [LANE * 2 + 50, minutes(17, 1)], [LANE * 2 + 50, minutes(16, 14)]);
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ id: "x2", border: "end", at: "2026-11-18T15:15:00.000Z" });
    await expect.poll(() => nameOf(block("Code review: upload queue"))).toMatch(/13:00 to 16:15/);
    const start = block("Code review: upload queue").querySelector(".edge.start") as Element;
    await drag(start, [LANE * 2 + 50, minutes(13, 0)], [LANE * 2 + 50, minutes(12, 30)]);
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ id: "x2", border: "start", at: "2026-11-18T11:30:00.000Z" });
  });

  it("takes breaks and undecided time along", async () => {
    const { host } = await calendar();
    await drag(block("API client: retry logic"), [FRIDAY, minutes(9, 0)], [LANE + 50, minutes(9, 0)]);
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ verb: "move", id: "e4", to: "2026-11-17T07:45:00.000Z" });
    await expect.poll(() => lane("2026-11-17").querySelectorAll(".in.break")).toHaveLength(1);
    await drag(block("Upload queue: tests for lost answers"), [FRIDAY, minutes(12, 0)], [50, minutes(12, 0)]);
    await expect.poll(() => lane("2026-11-16").querySelectorAll(".in.undecided")).toHaveLength(1);
  });

  it("moves the border of a break alone", async () => {
    const { host } = await calendar();
    const borders = block("API client: retry logic").querySelectorAll(".edge.between");
    expect(borders).toHaveLength(2);
    await drag(borders[1] as Element, [FRIDAY, minutes(9, 52)], [FRIDAY, minutes(10, 3)]);
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({
        verb: "resize",
        border: "between",
        from: "2026-11-20T08:52:00.000Z",
        at: "2026-11-20T09:05:00.000Z",
      });
    await expect.poll(() => nameOf(block("API client: retry logic"))).toMatch(/08:46 to 10:32/);
  });

  it("leaves scrolling to the finger", async () => {
    const { host } = await calendar();
    const hit = block("Stand-up");
    await point(hit, "pointerdown", FRIDAY, 35, "touch");
    await point(hit, "pointermove", FRIDAY, 300, "touch");
    await point(hit, "pointerup", FRIDAY, 300, "touch");
    expect(host.said).toEqual([]);
    expect(block("Stand-up")).toHaveAccessibleName(/08:31 to 08:46/);
  });
});

describe("new entries", () => {
  it("draws the times in empty time, and adds with them", async () => {
    const { host, user } = await calendar();
    await drag(lane("2026-11-17"), [LANE + 50, minutes(9, 2)], [LANE + 50, minutes(10, 28)]);
    const note = await screen.findByRole("textbox", { name: "Note" });
    expect(note).toHaveFocus();
    expect(screen.getByRole("textbox", { name: "Start" })).toHaveValue("09:00");
    expect(screen.getByRole("textbox", { name: "End" })).toHaveValue("10:30");
    await user.type(note, "Workshop{Enter}");
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({
        verb: "add",
        note: "Workshop",
        from: "2026-11-17T08:00:00.000Z",
        to: "2026-11-17T09:30:00.000Z",
        duration: null,
        overlap: null,
      });
    await expect.poll(() => block("Workshop").closest<HTMLElement>(".lane")?.dataset.day).toBe("2026-11-17");
  });

  it("begins with half an hour at a click, and keeps what was typed when it is left", async () => {
    const { host, user } = await calendar();
    await point(lane("2026-11-17"), "pointerdown", LANE + 50, minutes(11, 5));
    await point(lane("2026-11-17"), "pointerup", LANE + 50, minutes(11, 5));
    await user.type(await screen.findByRole("textbox", { name: "Note" }), "Call");
    expect(screen.getByRole("textbox", { name: "Start" })).toHaveValue("11:00");
    expect(screen.getByRole("textbox", { name: "End" })).toHaveValue("11:30");
    await user.click(screen.getByRole("button", { name: /^Cancel/ }));
    expect(host.said).toEqual([]);
    await user.click(await screen.findByRole("button", { name: "Go on editing" }));
    expect(await screen.findByDisplayValue("Call")).toBeVisible();
  });

  it("says that the future cannot be filled", async () => {
    await calendar();
    await point(lane("2026-11-20"), "pointerdown", FRIDAY, minutes(16, 0));
    await point(lane("2026-11-20"), "pointerup", FRIDAY, minutes(16, 0));
    await toastSays("That time is still to come.");
  });

  it("asks about overlaps with the text still there", async () => {
    const { host, user } = await calendar();
    await user.click(
      within(document.querySelector(".calendar") as HTMLElement).getByRole("button", { name: "New entry" }),
    );
    const start = await screen.findByRole("textbox", { name: "Start" });
    await user.clear(start);
    await user.type(start, "8:35");
    const end = screen.getByRole("textbox", { name: "End" });
    await user.clear(end);
    await user.type(end, "8:40{Enter}");
    await user.click(await screen.findByRole("button", { name: "Split the others" }));
    await expect
      .poll(() => host.said.at(-1))
      .toMatchObject({ verb: "add", from: "2026-11-20T07:35:00.000Z", overlap: "split" });
  });
});

describe("splitting", () => {
  it("cuts an entry at a typed time, and says where it can", async () => {
    const { app, host, user } = await calendar();
    const entry = app.log.find("x2");
    if (!entry) throw new Error("the made-up world lacks it");
    app.nav.open({ kind: "split", entry });
    const field = await screen.findByRole("textbox", { name: "The second part begins at" });
    expect(field).toHaveValue("15:00");
    await user.clear(field);
    await user.type(field, "18:00{Enter}");
    expect(await screen.findByText("Take a time between 13:00 and 17:01.")).toBeVisible();
    await user.clear(field);
    await user.type(field, "15:30{Enter}");
    await expect
      .poll(() => host.said.at(-1))
      .toEqual({ verb: "split", id: "x2", at: "2026-11-18T14:30:00.000Z" });
    await expect.poll(() => document.querySelectorAll('.lane[data-day="2026-11-18"] .ev')).toHaveLength(3);
  });
});
