/** Reports: ranges by click, key and typed day; rows by choice; figures that lead on. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { Entry } from "../src/lib/bindings";
import { friday } from "../src/lib/fake/data";
import { projectWeek } from "../src/lib/fake/projects";
import { Refusal } from "../src/lib/host";
import { type Opened, open, toastSays } from "./window";

async function reports(entries: Entry[] = projectWeek()): Promise<Opened> {
  const opened = await open({ entries });
  await opened.user.keyboard("{Control>}3{/Control}");
  await screen.findByRole("table");
  return opened;
}

const plain = (text: string | null | undefined) =>
  (text ?? "").replace(/[\u2009\u202f\u00a0]/g, " ").replace(" – ", "–");
const heading = () => plain(screen.getByRole("heading", { level: 1 }).textContent);
const head = (name: RegExp) => screen.queryByRole("rowheader", { name });
const cells = (name: RegExp) =>
  within(head(name)?.closest("tr") ?? screen.getByRole("table"))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);
const figure = (name: string) =>
  plain(screen.getByText(name, { selector: "dt" }).nextElementSibling?.textContent);

/** Chooses from the menu of exports; jsdom opens no popovers by itself. */
async function choose(name: RegExp): Promise<void> {
  const menu = screen.getByRole("menu", { name: "Export", hidden: true });
  menu.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
  (await within(menu).findByRole("menuitem", { name, hidden: true })).click();
}

describe("reports", () => {
  it("open on this week, with the figures and the table of it", async () => {
    await reports();
    expect(heading()).toBe("16–22 November");
    expect(screen.getByText("Week 47")).toBeVisible();
    expect(figure("Work")).toMatch(/36 h 25 min\s+36\.42 h/);
    expect(figure("Billable")).toBe("33 h 39 min, 92%");
    expect(figure("Breaks")).toBe("4 h 01 min");
    expect(cells(/^Website clockify/)).toEqual([
      "3:00",
      "2:30",
      "3:25",
      "2:45",
      "2:58",
      "–",
      "–",
      "14.63",
      "14:38",
    ]);
    expect(cells(/^Work$/)).toEqual(["7:50", "8:05", "7:36", "8:05", "4:49", "–", "–", "36.42", "36:25"]);
  });

  it("say the bars in one sentence, with the numbers of the table", async () => {
    await reports();
    const label = plain(screen.getByRole("img").getAttribute("aria-label"));
    expect(label).toBe(
      "Work by target, 16–22 November: Mon 16 7:50, Tue 17 8:05, Wed 18 7:36, Thu 19 8:05, Fri 20 4:49. " +
        "The table below has the same numbers.",
    );
    expect(document.querySelectorAll(".chart .piece")).toHaveLength(24);
  });

  it("go back and on by key and by button, and say where they are", async () => {
    const { app, user } = await reports();
    await user.keyboard("[[");
    await expect.poll(heading).toBe("9–15 November");
    expect(await screen.findByText("Nothing recorded here.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Next" }));
    await expect.poll(heading).toBe("16–22 November");
    await expect.poll(() => plain(app.toasts.spoken)).toBe("16–22 November, 36 h 25 min work");
    await user.keyboard("]");
    await expect.poll(heading).toBe("23–29 November");
  });

  it("leave brackets alone while typing, and when single letters are off", async () => {
    const { app, user } = await reports();
    await user.type(screen.getByLabelText("Go to"), "]");
    expect(heading()).toBe("16–22 November");
    (document.activeElement as HTMLElement).blur();
    await app.preferences.set("keys.letters", "off");
    await user.keyboard("]");
    expect(heading()).toBe("16–22 November");
  });

  it("are the region after the sidebar", async () => {
    const { user } = await reports();
    screen.getByRole("button", { name: "Reports" }).focus();
    await user.keyboard("{F6}");
    expect(screen.getByRole("button", { name: "Previous" })).toHaveFocus();
  });

  it("show a day, a month by its weeks, and two typed days", async () => {
    const { user } = await reports();
    await user.click(screen.getByRole("radio", { name: "Day" }));
    await expect.poll(heading).toBe("Friday 20 November");
    await expect.poll(() => cells(/^Work$/)).toEqual(["4.82", "4:49"]);
    await user.click(screen.getByRole("radio", { name: "Month" }));
    await expect.poll(heading).toBe("November 2026");
    await expect.poll(() => cells(/^Work$/)[3]).toBe("36:25");
    await user.click(screen.getByRole("radio", { name: "Range" }));
    const to = await screen.findByLabelText("To");
    await user.clear(to);
    await user.type(to, "17.11.2026{Enter}");
    const from = screen.getByLabelText("From");
    await user.clear(from);
    await user.type(from, "2026-11-16{Enter}");
    await expect.poll(heading).toBe("16–17 November");
    await expect.poll(() => cells(/^Work$/)).toEqual(["7:50", "8:05", "15.92", "15:55"]);
  });

  it("take two days typed in quick succession, however slowly they are read", async () => {
    const { host, user } = await reports();
    await user.click(screen.getByRole("radio", { name: "Range" }));
    let answer = () => {};
    const held = new Promise<void>((done) => {
      answer = done;
    });
    const report = host.report;
    host.report = async (...args) => {
      await held;
      return report(...args);
    };
    const to = await screen.findByLabelText("To");
    await user.clear(to);
    await user.type(to, "18.11.2026{Enter}");
    const from = screen.getByLabelText("From");
    await user.clear(from);
    await user.type(from, "17.11.2026{Enter}");
    answer();
    await expect.poll(heading).toBe("17–18 November");
    await expect.poll(() => cells(/^Work$/)).toEqual(["8:05", "7:36", "15.68", "15:41"]);
  });

  it("go to the week of a typed day, as the resident reads it", async () => {
    const { user } = await reports();
    const field = screen.getByLabelText("Go to");
    await user.clear(field);
    await user.type(field, "01.01.2027{Enter}");
    await expect.poll(heading).toBe("28 December 2026–3 January 2027");
  });

  it("say beside the field what is no day, and keep the typed text and the figures", async () => {
    const { user } = await reports();
    const field = screen.getByLabelText("Go to");
    await user.clear(field);
    await user.type(field, "soon{Enter}");
    expect(await screen.findByText("“soon” is not a day. Write 2026-11-20.")).toBeVisible();
    expect(field).toHaveValue("soon");
    expect(field).toBeInvalid();
    expect(cells(/^Work$/).at(-1)).toBe("36:25");
  });

  it.each([
    ["2026-11-01", "The last day lies before the first. Change one of them."],
    ["2099-01-01", "That is more than ten years. Choose a shorter range."],
  ])("refuse a range until %s", async (day, said) => {
    const { user } = await reports();
    await user.click(screen.getByRole("radio", { name: "Range" }));
    const to = await screen.findByLabelText("To");
    await user.clear(to);
    await user.type(to, `${day}{Enter}`);
    expect(await screen.findByText(said)).toBeVisible();
    expect(heading()).toBe("16–22 November");
  });

  it("divide the work by tag, by billable mark, and not at all", async () => {
    const { user } = await reports();
    await user.click(screen.getByRole("radio", { name: "Tags" }));
    await expect.poll(() => head(/^#client/)).not.toBeNull();
    expect(cells(/^No tag/).at(-1)).toBe("2:46");
    await user.click(screen.getByRole("radio", { name: "Billable" }));
    await expect.poll(() => head(/^Not billable/)).not.toBeNull();
    expect(cells(/^Billable/).at(-1)).toBe("33:39");
    await user.click(screen.getByRole("radio", { name: "Sum only" }));
    await expect.poll(() => head(/^Not billable/)).toBeNull();
    expect(cells(/^Work$/).at(-1)).toBe("36:25");
  });

  it("stack nothing that counts twice, until one tracker is chosen", async () => {
    const { user } = await reports(friday());
    expect(screen.getByText(/Some entries count in several rows/)).toBeVisible();
    const coloured = () => document.querySelectorAll(".chart .piece:not(.p-0)").length;
    expect(coloured()).toBe(0);
    await user.selectOptions(screen.getByLabelText("Tracker"), "clockify");
    expect(screen.queryByText(/Some entries count in several rows/)).toBeNull();
    expect(cells(/^Not booked there/).at(-1)).toBe("13:32");
    expect(coloured()).toBeGreaterThan(0);
  });

  it("lead from undecided time to its entries, and are right again when it is decided", async () => {
    const { user } = await reports();
    await user.click(screen.getByRole("button", { name: /^14.min, show the entries/ }));
    expect(screen.getByRole("heading", { name: "Not decided yet" })).toHaveFocus();
    await user.tab();
    await user.keyboard("{Enter}");
    const dialog = await screen.findByRole("alertdialog");
    await user.click(within(dialog).getByRole("button", { name: /↵/ }));
    await expect.poll(() => screen.queryByText("Not decided yet")).toBeNull();
    await expect.poll(() => figure("Breaks")).toBe("4 h 15 min");
    expect(document.getElementById("page")).toHaveFocus();
  });

  it("keep the old figures while new ones come, and say so after a while", async () => {
    const { host } = await reports();
    vi.useFakeTimers();
    let answer = () => {};
    const held = new Promise<void>((done) => {
      answer = done;
    });
    const log = host.log;
    host.log = async (...args) => {
      await held;
      return log(...args);
    };
    screen.getByRole("button", { name: "Previous" }).click();
    await vi.advanceTimersByTimeAsync(399);
    expect(screen.queryByText("Updating")).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(screen.getByText("Updating")).toBeVisible();
    expect(cells(/^Work$/).at(-1)).toBe("36:25");
    vi.useRealTimers();
    answer();
    expect(await screen.findByText("Nothing recorded here.")).toBeVisible();
    expect(screen.queryByText("Updating")).toBeNull();
  });

  it("say what stands in the way, and try again", async () => {
    const { host, user } = await reports();
    const error = { code: "storage", message: "The disk is full.", field: null, remedy: null } as const;
    host.refuseNext("log", new Refusal(error));
    await user.keyboard("[[");
    expect(await screen.findByText("The disk is full.")).toBeVisible();
    expect(cells(/^Work$/).at(-1)).toBe("36:25");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Nothing recorded here.")).toBeVisible();
    expect(screen.queryByText("The disk is full.")).toBeNull();
  });

  it("leave out what is billable where there are more entries than one answer holds", async () => {
    const { host, user } = await reports();
    const many = Array.from({ length: 5000 }, () => projectWeek()[0] as Entry);
    host.log = async () => many;
    await user.click(screen.getByRole("radio", { name: "Billable" }));
    expect(await screen.findByText(/too many entries in this range/)).toBeVisible();
    expect(screen.queryByText("Billable", { selector: "dt" })).toBeNull();
    expect(cells(/^Work$/).at(-1)).toBe("36:25");
  });

  it("find their place again after another screen", async () => {
    const { user } = await reports();
    await user.click(screen.getByRole("radio", { name: "Day" }));
    await user.keyboard("{Control>}1{/Control}");
    await screen.findByRole("heading", { level: 1, name: /Stand-up/ });
    await user.keyboard("{Control>}3{/Control}");
    await screen.findByRole("table");
    expect(heading()).toBe("Friday 20 November");
  });

  it("count what runs, minute by minute", async () => {
    let now = Date.parse("2026-11-20T13:36:08Z");
    const opened = await open({ now: () => now });
    opened.app.nav.go("reports");
    await screen.findByRole("table");
    expect(cells(/^Work$/).at(-1)).toBe("20:20");
    now += 60_000;
    opened.app.clock.tick();
    await expect.poll(() => cells(/^Work$/).at(-1)).toBe("20:21");
  });

  it("show hostile names as text", async () => {
    const [first, ...rest] = projectWeek();
    const bad = { ...(first as Entry), tags: ["<img src=x onerror=alert(1)>"] };
    const { container, user } = await reports([bad, ...rest]);
    await user.click(screen.getByRole("radio", { name: "Tags" }));
    expect(await screen.findByText("#<img src=x onerror=alert(1)>")).toBeVisible();
    expect(container.querySelector("img")).toBeNull();
  });

  it("print the page", async () => {
    await reports();
    const print = vi.spyOn(window, "print").mockImplementation(() => {});
    await choose(/^Print or PDF/);
    expect(print).toHaveBeenCalledOnce();
  });

  it("compare with a weekly goal, in figures and as a line over the bars", async () => {
    const { app } = await reports();
    expect(screen.queryByText("Goal", { selector: "dt" })).toBeNull();
    await app.preferences.set("goal.week_minutes", "2400");
    await expect.poll(() => figure("Goal")).toMatch(/^40 h, 91%\s*3 h 35 min to go$/);
    expect(document.querySelector(".goal-line")).not.toBeNull();
    await app.preferences.set("goal.week_minutes", "1800");
    await expect.poll(() => figure("Goal")).toMatch(/6 h 25 min over$/);
  });

  it("tell the sum in decimal hours first where the person counts so", async () => {
    const { app } = await reports();
    await app.preferences.set("format.durations", "decimal");
    await expect.poll(() => figure("Work")).toMatch(/36\.42 h\s+36:25/);
  });

  it("are exported, and say where to", async () => {
    const { host } = await reports();
    const asked: string[][] = [];
    const save = host.saveExport;
    host.saveExport = (...words) => {
      asked.push(words);
      return save(...words);
    };
    await choose(/CSV/);
    await expect
      .poll(() => asked)
      .toEqual([["csv", "2026-11-16", "2026-11-22", "Stint 2026-11-16 2026-11-22.csv"]]);
    await toastSays(/entries saved to ~\/Stint 2026-11-16 2026-11-22\.csv/);
  });

  it("say nothing when no place for an export was chosen, and what stood in the way of one", async () => {
    const { app, host } = await reports();
    host.saveExport = async () => null;
    await choose(/ICS/);
    expect(app.toasts.current).toBeNull();
    host.saveExport = async () => {
      throw new Refusal({
        code: "storage",
        message: "The disk is full.",
        field: "path",
        remedy: "Free some space.",
      });
    };
    await choose(/JSON/);
    await toastSays("The disk is full.");
  });
});
