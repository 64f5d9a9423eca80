/** Search over everything, and the way to a day. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { entry, friday } from "../src/lib/fake/data";
import { Refusal } from "../src/lib/host";
import { type Opened, open as opened, row } from "./window";

const long = [
  ...friday(),
  entry("o2", "2025-03-04", "Old <b>review</b>", [["work", "09:00", "10:00"]], [], ["archive"]),
  entry("o1", "2025-03-03", "Older things", [["work", "09:00", "10:00"]], []),
];

/** Opens the window, and waits until the list listens to its keys. */
async function open(world: Parameters<typeof opened>[0] = {}): Promise<Opened> {
  const window = await opened(world);
  await expect.poll(() => document.querySelector(".list-foot")).not.toBeNull();
  return window;
}

describe("search", () => {
  it("finds as one types, marks what was found as text, and goes back to where one was", async () => {
    const { user } = await open({ entries: long });
    row("Stand-up").focus();
    await user.keyboard("f");
    const field = await screen.findByRole("searchbox", { name: "Search all entries" });
    expect(field).toHaveFocus();
    await user.type(field, "rev");
    expect(await screen.findByText("Tue 4 Mar 2025")).toBeVisible();
    expect([...document.querySelectorAll("mark")].map((mark) => mark.textContent)).toContain("rev");
    expect(screen.getByText(/<b>/, { selector: ".note" })).toBeVisible();
    expect(screen.getByText("3 entries found")).toBeVisible();
    await user.keyboard("{Escape}");
    await expect.poll(() => document.activeElement?.id).toBe("row-e3");
    expect(document.querySelector(".search")).toBeNull();
  });

  it("opens by Enter what an arrow went to, and shows it in its day by Ctrl Enter", async () => {
    const { app, user } = await open({ entries: long });
    await user.keyboard("{Control>}f{/Control}");
    await user.type(await screen.findByRole("searchbox"), "archive");
    await screen.findByText("1 entry found");
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("button", { name: /^Old <b>review/ })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(app.nav.layer).toMatchObject({ kind: "edit", entry: { id: "o2" } });
    app.nav.close();
    screen.getByRole("button", { name: /^Old <b>review/ }).focus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => document.activeElement?.id).toBe("row-o2");
    expect(screen.getByRole("heading", { name: "Tue 4 Mar 2025" })).toBeVisible();
  });

  it("says when nothing has these words, and what the resident refuses", async () => {
    const { host, user } = await open();
    await user.keyboard("f");
    const field = await screen.findByRole("searchbox");
    await user.type(field, "zzz");
    expect(await screen.findByText("Nothing has these words.")).toBeVisible();
    host.refuseNext(
      "search",
      new Refusal({ code: "storage", message: "It rests.", field: null, remedy: null }),
    );
    await user.type(field, "y");
    expect(await screen.findByText("It rests.")).toBeVisible();
  });
});

describe("going to a day", () => {
  it("is typed, and says beside the field what is no day", async () => {
    const { user } = await open({ entries: long });
    await user.click(await screen.findByRole("button", { name: "Go to a day", hidden: true }));
    const box = await openJump();
    await user.type(box.getByRole("textbox", { name: "Day", hidden: true }), "soonish{Enter}");
    expect(await screen.findByText(/“soonish” is not a day/)).toBeInTheDocument();
  });

  it("goes to the nearest day with entries, and the list goes on from there both ways", async () => {
    const { app } = await open({ entries: long });
    await app.list?.jump("2025-03-20");
    await expect.poll(() => document.activeElement?.id).toBe("row-o2");
    expect(screen.getByRole("heading", { name: "Mon 3 Mar 2025" })).toBeVisible();
    await app.list?.past.later();
    expect(await screen.findByRole("heading", { name: "Earlier today" })).toBeVisible();
    expect(screen.getByRole("heading", { name: "Tue 4 Mar 2025" })).toBeVisible();
  });
});

async function openJump() {
  const box = screen.getByRole("dialog", { name: "Go to a day", hidden: true });
  box.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
  await within(box).findByRole("grid", { hidden: true });
  return within(box);
}
