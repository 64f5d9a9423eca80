/** Several bookings: what each tracker gets while it is typed, what links propose, and the links themselves. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { booking, friday } from "../src/lib/fake/data";
import { Refusal } from "../src/lib/host";
import { type Opened, open, toastSays } from "./window";

async function editing(id: string, world: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const opened = await open(world);
  const entry = opened.app.log.find(id);
  if (!entry) throw new Error("the made-up world lacks it");
  opened.app.edit(entry);
  await screen.findByRole("dialog", { name: "Edit entry" });
  await expect.poll(() => document.querySelectorAll(".see").length).toBe(entry.bookings.length);
  return opened;
}

/** What is shown of one tracker. */
function seen(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(".see")].find((one) =>
    one.querySelector(".what")?.textContent?.startsWith(name),
  );
  if (!found) throw new Error(`${name} is not shown`);
  return found;
}

async function book(user: Opened["user"], text: string) {
  const field = screen.getByRole("combobox", { name: "Booked on" });
  await user.type(field, text);
  await user.click(await screen.findByRole("option", { name: new RegExp(text) }));
}

describe("what each tracker will see", () => {
  it("names every loss, and shows text, times and marks as they are sent", async () => {
    await editing("e4");
    expect(seen("PROJ-8")).toHaveTextContent("No date there");
    expect(seen("PROJ-8")).toHaveTextContent(/“20 Nov 2026 .*”/);
    expect(seen("Website/Backend")).toHaveTextContent("Exact.");
    expect(within(seen("PROJ-8")).getByRole("img", { name: "Needs attention" })).toBeVisible();
    expect(within(seen("TEST-301")).getByRole("img", { name: "Uploaded" })).toBeVisible();
  });

  it("follows what is typed, and writes nothing", async () => {
    const { host, user } = await editing("e4");
    const note = screen.getByLabelText("Note");
    await user.clear(note);
    await user.type(note, "Retro");
    await expect.poll(() => seen("TEST-301").textContent).toContain("“Retro”");
    expect(host.said).toEqual([]);
  });

  it("stays as it was while a field cannot be read, or what it says is refused", async () => {
    const { host, user } = await editing("e4");
    const start = screen.getByLabelText("Start");
    await user.clear(start);
    await user.type(start, "half nine");
    await expect
      .poll(() => document.querySelector(".see-hint")?.textContent)
      .toContain("a field cannot be read");
    await user.clear(start);
    host.refuseNext(
      "previewEdit",
      new Refusal({
        code: "bad_input",
        message: "The end is not after the start.",
        field: "to",
        remedy: null,
      }),
    );
    await user.type(start, "9:00");
    await expect
      .poll(() => document.querySelector(".see-hint")?.textContent)
      .toBe("Shown as it was before. The end is not after the start.");
    expect(document.querySelectorAll(".see")).toHaveLength(3);
  });

  it("points out a tracker that would get the time twice", async () => {
    const { user } = await editing("e3");
    await book(user, "Website/Review");
    await expect.poll(() => seen("Website/Review").textContent).toContain("gets this time twice");
  });

  it("keeps a booking at a removed connection in sight, and the entry editable", async () => {
    const [first, ...others] = friday().filter((entry) => entry.id === "e3");
    if (!first) throw new Error("the made-up world lacks it");
    const former = { ...booking("old:Website", "e3"), removed: true };
    const entries = [{ ...first, bookings: [former, ...first.bookings] }, ...others];
    const { host, user } = await editing("e3", { entries });
    expect(seen("Website")).toHaveTextContent("The connection was removed");
    await user.click(screen.getByRole("button", { name: "Remove Website, removed" }));
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    expect(host.said[0]).toMatchObject({ verb: "edit", on: ["clockify:Internal/Meetings"] });
  });
});

describe("what links propose", () => {
  it("is offered in the edit dialog once the targets change, and taken with a press", async () => {
    const { host, user } = await editing("e6");
    expect(host.calls("proposals")).toBe(0);
    await book(user, "TEST-298");
    await user.click(await screen.findByRole("button", { name: "Also on Client portal, as before" }));
    await user.click(screen.getByRole("button", { name: "Not on Website/Review" }));
    await expect.poll(() => document.querySelectorAll(".proposal").length).toBe(0);
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    expect(host.said[0]).toMatchObject({
      verb: "edit",
      on: ["plane:PROJ-12", "yandex:TEST-298", "awork:Client portal"],
      declined: ["clockify:Website/Review"],
    });
  });

  it("is not offered again where it was just taken off", async () => {
    const { host, user } = await editing("e4");
    await user.click(screen.getByRole("button", { name: "Remove Website/Backend" }));
    await screen.findByRole("button", { name: "Also on Client portal, as before" });
    expect(host.calls("proposals")).toBe(1);
    expect(screen.queryByRole("button", { name: "Also on Website/Backend, as before" })).toBeNull();
  });

  it("is shown in the quick entry before it is done, and left out when it is taken off", async () => {
    const { host, user } = await open();
    await user.type(screen.getByRole("combobox", { name: /doing/ }), "retries PROJ-8");
    await screen.findByRole("button", { name: "Do not book on Website/Backend" });
    await user.keyboard("{Tab}{Enter}");
    await expect.poll(() => document.querySelectorAll(".chip.linked").length).toBe(0);
    await user.keyboard("{Enter}");
    expect(host.said[0]).toMatchObject({
      verb: "start",
      on: ["plane:PROJ-8"],
      declined: ["clockify:Website/Backend"],
    });
  });

  it("is said after the entry was booked", async () => {
    const { user } = await open();
    await user.type(screen.getByRole("combobox", { name: /doing/ }), "retries PROJ-8{Enter}");
    await toastSays("Also booked on clockify Website/Backend, as before.");
  });

  it("does not come with something done before, which names its targets itself", async () => {
    const { host, app } = await open();
    await app.quick.type("Stand", 5);
    await app.quick.choose(app.quick.options.find((option) => option.kind === "recent"));
    expect(host.said[0]).toMatchObject({ verb: "start", no_links: true });
  });
});

it("says what a tracker will miss when the entry is written", async () => {
  const message = "The workspace there asks for a note.";
  const warnings = [{ target: "clockify:Website", message, remedy: "Add a note to the entry." }];
  const { app } = await open({ warnings });
  await app.act({ verb: "start", note: "", on: [], at: null, overlap: null });
  await toastSays("The workspace there asks for a note. Add a note to the entry.");
});

describe("links", () => {
  async function links(): Promise<Opened> {
    const opened = await open();
    opened.app.nav.go("trackers");
    await screen.findByRole("heading", { name: "Links" });
    await screen.findByText("learned 3 times");
    return opened;
  }

  it("are listed with where they come from", async () => {
    await links();
    const list = [...document.querySelectorAll(".links li")].map((one) => one.textContent);
    expect(list[0]).toMatch(/plane:PROJ-\*.*clockify:Website\/Backend.*learned 3 times/);
    expect(list[2]).toMatch(/yandex:TEST-\*.*awork:Client portal.*set by hand/);
  });

  it("are forgotten with a press, and brought back with Undo", async () => {
    const { user } = await links();
    await user.click(screen.getByRole("button", { name: "Forget yandex:TEST-* to awork:Client portal" }));
    await toastSays("Forgot yandex:TEST-* to awork:Client portal");
    expect(document.querySelectorAll(".links li")).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await expect.poll(() => document.querySelectorAll(".links li").length).toBe(3);
  });

  it("are set by hand with the keyboard alone; a refusal stands beside its field and what is typed stays", async () => {
    const { host, user } = await links();
    host.refuseNext(
      "linkAdd",
      new Refusal({
        code: "bad_input",
        message: "“plane:*8” stands for no targets.",
        field: "from",
        remedy: null,
      }),
    );
    screen.getByLabelText("When booked on").focus();
    await user.keyboard("plane:*8{Tab}Internal");
    await screen.findByRole("option", { name: /Internal/ });
    await user.keyboard("{Enter}{Tab}{Enter}");
    expect(await screen.findByText("“plane:*8” stands for no targets.")).toBeVisible();
    const from = screen.getByLabelText("When booked on");
    expect(from).toHaveValue("plane:*8");
    await user.clear(from);
    await user.type(from, "plane:PROJ-8{Enter}");
    await toastSays("plane:PROJ-8 now proposes clockify:Internal/Meetings");
    expect(screen.getByText("plane:PROJ-8")).toBeVisible();
  });
});
