/** The card and the keys steer the timer; refusals and absences are said calmly. */
import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { friday } from "../src/lib/fake/data";
import { Refusal } from "../src/lib/host";
import { open, toastSays } from "./window";

const stopped = () => friday().filter((entry) => entry.end !== null);

describe("timer", () => {
  it("shows state, note, clock and what is heard of it", async () => {
    await open();
    expect(screen.getByRole("button", { name: "Working since 13:04" })).toBeVisible();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Login flow review");
    const timer = screen.getByRole("timer");
    expect(timer).toHaveTextContent("1:2408");
    expect(timer).toHaveAccessibleName("1 hour 24 minutes");
    expect(timer).toHaveAttribute("aria-live", "off");
    expect(
      screen.getByText(/^Today: 4.h.49.min work, 1.h.02.min break, 14.min undecided\.$/),
    ).toBeInTheDocument();
  });

  it("breaks and resumes by B, and says so to ears", async () => {
    const { host, user, app } = await open();
    await user.keyboard("b");
    expect(screen.getByText(/On a break since 14:36/)).toBeVisible();
    await expect.poll(() => app.toasts.spoken).toBe("Break started");
    await user.keyboard("b");
    expect(screen.getByText(/Working since 13:04/)).toBeVisible();
    expect(host.said.map((verb) => verb.verb)).toEqual(["toggle-break", "toggle-break"]);
  });

  it("stops by S with Undo and Edit, and goes on by S", async () => {
    const { user } = await open();
    await user.keyboard("s");
    expect(screen.getByText("Stopped at 14:36")).toBeVisible();
    await toastSays("Stopped “Login flow review”, 1:24");
    expect(screen.getByRole("button", { name: "Edit" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(screen.getByRole("timer")).toBeVisible();
    await user.keyboard("ss");
    expect(screen.getByText("Working since 14:36")).toBeVisible();
  });

  it("does not take letters for verbs while somebody types", async () => {
    const { host, user } = await open();
    await user.keyboard("n");
    const field = await screen.findByRole("combobox", { name: "What are you doing?" });
    await expect.poll(() => document.activeElement).toBe(field);
    await user.keyboard("sbs");
    expect(field).toHaveValue("sbs");
    expect(host.said).toEqual([]);
  });

  it("starts what was typed by Enter and empties the field", async () => {
    const { host, user } = await open({ entries: stopped() });
    const field = screen.getByRole("combobox", { name: "What are you doing?" });
    await user.type(field, "Write the report #docs{Enter}");
    expect(host.said[0]).toMatchObject({ verb: "start", note: "Write the report", tags: ["docs"] });
    expect(field).toHaveValue("");
    expect(screen.getByRole("heading", { level: 1, name: "Write the report" })).toBeVisible();
  });

  it("says a refusal with its remedy and leaves everything as it was", async () => {
    const { host, user } = await open();
    const refusal = {
      code: "storage",
      message: "The disk is full.",
      field: null,
      remedy: "Free some space.",
    } as const;
    host.refuseNext("say", new Refusal(refusal));
    await user.keyboard("s");
    expect(await screen.findByText("The disk is full. Free some space.")).toBeVisible();
    expect(screen.getByRole("timer")).toBeVisible();
  });

  it("edits the start where it stands", async () => {
    const { host, user } = await open();
    await user.click(screen.getByRole("button", { name: "Working since 13:04" }));
    const field = await screen.findByRole("textbox", { name: "Started at" });
    await user.clear(field);
    await user.type(field, "13:10{Enter}");
    expect(await screen.findByText("Working since 13:10")).toBeVisible();
    expect(host.said[0]).toMatchObject({ verb: "edit", id: "e7", from: "2026-11-20T12:10:00.000Z" });
  });

  it("says when the resident is away, and loads again when it is back", async () => {
    const { host } = await open();
    host.emit("resident", "away");
    expect(await screen.findByText("The background part of Stint does not answer.")).toBeVisible();
    expect(screen.getByRole("timer")).toBeVisible();
    const before = host.calls("status");
    host.emit("resident", "here");
    await expect.poll(() => host.calls("status")).toBe(before + 1);
    expect(screen.queryByText("The background part of Stint does not answer.")).toBeNull();
  });

  it("asks again when something changed elsewhere, and drops a toast that would undo the wrong thing", async () => {
    const { app, host, user } = await open();
    await user.keyboard("j{Delete}");
    expect(app.toasts.current?.text).toBe("Deleted");
    const before = host.calls("log");
    const notice = { kind: "stopped", surface: "tray", note: "", work_seconds: 0, entry_id: null } as const;
    host.emit("changed", { rev: 99, topics: ["timer", "entries"], notice });
    expect(app.toasts.current).toBeNull();
    await expect.poll(() => host.calls("log")).toBe(before + 1);
  });

  it("decides undecided time by D", async () => {
    const { host, user } = await open();
    await user.keyboard("d");
    expect(await screen.findByRole("alertdialog", { name: "You were away for 14 minutes" })).toBeVisible();
    await user.keyboard("2");
    await user.click(screen.getByRole("button", { name: /Count it as work/ }));
    expect(host.said[0]).toMatchObject({
      verb: "decide",
      id: "e6",
      at: "2026-11-20T11:44:00.000Z",
      as: "work",
    });
    await toastSays(/Counted 14.min as work/);
  });

  it("shows the first run with the field focused", async () => {
    const { host, user } = await open({ entries: [], trackers: [] });
    expect(await screen.findByRole("heading", { level: 1, name: "What are you doing?" })).toBeVisible();
    expect(screen.getByRole("combobox")).toHaveFocus();
    await user.keyboard("First thing{Enter}");
    expect(host.said[0]).toMatchObject({ verb: "start", note: "First thing" });
  });

  it("goes to the screens by keys and to views by name", async () => {
    const { host, user } = await open();
    await user.keyboard("{Control>}4{/Control}");
    expect(await screen.findByRole("heading", { level: 1, name: "Trackers" })).toBeVisible();
    host.emit("view", "settings/about");
    expect(await screen.findByText("Diagnostics")).toBeVisible();
    host.emit("view", "entry/e3");
    expect(await screen.findByDisplayValue("Stand-up")).toBeVisible();
  });
});
