/** Choosing rows, and one verb about all of them. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { Refusal } from "../src/lib/host";
import { open, row, toastSays } from "./window";

const bar = () => screen.findByRole("toolbar", { name: "Chosen entries" });
const chosen = () =>
  [...document.querySelectorAll(".hit[aria-pressed='true'] .note")].map((one) => one.textContent);

describe("choosing", () => {
  it("chooses by Space, by Shift with arrows, by Ctrl with a click, and a whole day", async () => {
    const { user } = await open();
    const upload = "Upload queue: tests for lost answers";
    row(upload).focus();
    await user.keyboard(" ");
    await expect.poll(chosen).toEqual([upload]);
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await expect.poll(chosen).toEqual([upload, "Support inbox", "API client: retry logic"]);
    await user.keyboard("{Control>}");
    await user.click(row("API client: retry logic"));
    await user.keyboard("{/Control}");
    await expect.poll(chosen).toEqual([upload, "Support inbox"]);
    await user.keyboard("{Control>}a{/Control}");
    await expect.poll(chosen).toHaveLength(4);
    expect(await bar()).toHaveTextContent(/4 chosen\s*3.h.25.min/);
  });

  it("lets go of everything by Escape, and the window stays", async () => {
    const { host, user } = await open();
    row("Stand-up").focus();
    await user.keyboard(" ");
    await bar();
    await user.keyboard("{Escape}");
    expect(chosen()).toEqual([]);
    expect(host.calls("close")).toBe(0);
    expect(row("Stand-up")).toHaveFocus();
  });
});

describe("many at once", () => {
  async function two() {
    const opened = await open();
    row("API client: retry logic").focus();
    await opened.user.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await bar();
    return opened;
  }

  it("edits note, targets, tags and billable of all in one verb, with one Undo", async () => {
    const { host, user } = await two();
    await user.keyboard("e");
    const dialog = within(await screen.findByRole("dialog", { name: "Edit 2 entries" }));
    await user.type(dialog.getByRole("textbox", { name: "Note" }), "Both");
    await user.click(dialog.getByRole("checkbox", { name: /PROJ-8/ }));
    await user.type(dialog.getByRole("textbox", { name: "Add tags" }), "x ");
    await user.click(dialog.getByRole("checkbox", { name: "#dev" }));
    await user.click(dialog.getByRole("radio", { name: "Yes" }));
    await user.click(dialog.getByRole("button", { name: /^Change 2 entries/ }));
    expect(host.said).toEqual([
      {
        verb: "edit-many",
        ids: ["e4", "e3"],
        note: "Both",
        billable: true,
        add_tags: ["x"],
        remove_tags: ["dev"],
        add_on: [],
        remove_on: ["plane:PROJ-8"],
      },
    ]);
    await toastSays("Changed 2 entries");
    expect(await screen.findAllByRole("button", { name: /^Both, \d/ })).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(row("API client: retry logic")).toBeVisible();
    expect(row("Stand-up")).toBeVisible();
  });

  it("keeps the dialog and what was typed when one entry does not take it", async () => {
    const { host, user } = await two();
    await user.keyboard("e");
    const dialog = within(await screen.findByRole("dialog", { name: "Edit 2 entries" }));
    const note = dialog.getByRole("textbox", { name: "Note" });
    await user.type(note, "Long");
    const message = "“Stand-up” (08:31 – 08:46): The note is longer than 16 kB. Nothing was changed.";
    host.refuseNext("say", new Refusal({ code: "bad_input", message, field: "note", remedy: null }));
    await user.keyboard("{Enter}");
    expect(await screen.findByText(message)).toBeVisible();
    expect(note).toHaveValue("Long");
  });

  it("merges, duplicates and deletes all of them, each in one verb", async () => {
    const { host, user } = await two();
    await user.click(within(await bar()).getByRole("button", { name: "Duplicate" }));
    await toastSays("Duplicated 2 entries");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    row("API client: retry logic").focus();
    await user.keyboard(" {Shift>}{ArrowDown}{/Shift}");
    await user.click(within(await bar()).getByRole("button", { name: "Merge" }));
    await toastSays("Made one entry of them");
    await user.keyboard("{Control>}z{/Control}");
    row("API client: retry logic").focus();
    await user.keyboard(" {Shift>}{ArrowDown}{/Shift}{Delete}");
    await toastSays("Deleted 2 entries");
    expect(document.activeElement).toHaveClass("hit");
    const ids = ["e4", "e3"];
    expect(host.said.filter((verb) => "ids" in verb)).toEqual([
      { verb: "duplicate", ids },
      { verb: "merge", ids },
      { verb: "delete", ids },
    ]);
  });
});
