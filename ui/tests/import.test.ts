/** Importing a file: shown first, written on yes alone, undone with one click. */
import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { textOf } from "../src/import/file";
import { Refusal } from "../src/lib/host";
import { type Opened, open, toastSays } from "./window";

const HEAD = "Description,Project\n";

async function importPage(): Promise<Opened & { choose: HTMLInputElement }> {
  const opened = await open();
  opened.app.nav.goByName("settings/import");
  await screen.findByRole("heading", { level: 2, name: "Import" });
  const choose = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!choose) throw new Error("there is a place for a file");
  return { ...opened, choose };
}

const file = (content: string, name = "report.csv") => new File([content], name, { type: "text/csv" });
const figures = () => [...document.querySelectorAll(".figures dd b")].map((one) => one.textContent);

describe("import", () => {
  it("shows what a file would bring, and writes nothing by itself", async () => {
    const { host, app, choose, user } = await importPage();
    const before = app.log.entries.length;
    await user.upload(
      choose,
      file(`${HEAD}Review,Website\nStand-up same,\nbad one,\nPlanning over,Inhouse\n`),
    );
    expect(await screen.findByRole("heading", { name: "report.csv" })).toBeVisible();
    await expect.poll(() => document.activeElement?.id).toBe("import-found");
    expect(figures()).toEqual(["2", "1", "1"]);
    expect(screen.getByText("Line 4, Start date")).toBeVisible();
    expect(screen.getByText(/is not a day\. Write it as 2026-11-20\./)).toBeVisible();
    expect(screen.getByText("1 entry overlaps what is there. Both are kept.")).toBeVisible();
    expect(screen.getByText("#Website")).toBeVisible();
    expect(host.calls("importApply")).toBe(0);
    expect(app.log.entries.length).toBe(before);
  });

  it("imports on yes, says so, and takes it back", async () => {
    const { host, app, choose, user } = await importPage();
    await user.upload(choose, file(`${HEAD}Review,Website\nPlanning,Inhouse\n`));
    await user.click(await screen.findByRole("button", { name: "Import 2 entries" }));
    await toastSays("Imported 2 entries");
    expect(host.calls("importApply")).toBe(1);
    await expect.poll(() => document.activeElement).toBe(choose);
    expect(document.querySelector(".found")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await expect.poll(() => host.said.at(-1)?.verb).toBe("undo");
    await toastSays("Took it back");
    expect(app.log.entries.some((entry) => entry.note === "Review")).toBe(false);
  });

  it("leaves everything as it was on no", async () => {
    const { host, choose, user } = await importPage();
    await user.upload(choose, file(`${HEAD}Review,Website\n`));
    await user.click(await screen.findByRole("button", { name: "Not now" }));
    expect(document.querySelector(".found")).toBeNull();
    await expect.poll(() => document.activeElement).toBe(choose);
    expect(host.calls("importApply")).toBe(0);
  });

  it("asks which comes first in the dates before it shows anything", async () => {
    const { choose, user } = await importPage();
    await user.upload(choose, file(`${HEAD}05/11/2026,x\n`));
    expect(await screen.findByText("“05/11/2026” can be read in two ways.")).toBeVisible();
    await expect.poll(() => document.activeElement?.id).toBe("import-found");
    await user.click(screen.getByRole("radio", { name: "Day first, 20/11" }));
    await user.click(screen.getByRole("button", { name: "Look again" }));
    expect(await screen.findByRole("button", { name: "Import 1 entry" })).toBeVisible();
  });

  it("asks whose entries are meant", async () => {
    const { choose, user } = await importPage();
    await user.upload(choose, file(`${HEAD}Ada,x\nBo,x\n`));
    await user.type(await screen.findByRole("textbox", { name: "Whose entries" }), "Ada{Enter}");
    expect(await screen.findByRole("button", { name: "Import 2 entries" })).toBeVisible();
  });

  it("looks again when the format or the zone is said", async () => {
    const { host, choose, user } = await importPage();
    await user.upload(choose, file(`${HEAD}Review,Website\n`));
    await user.click(await screen.findByText("Change"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Format" }), "Kimai");
    await user.selectOptions(
      screen.getByRole("combobox", { name: "Time zone of the file" }),
      "America/New_York",
    );
    expect(await screen.findByText("Read as Kimai, times in America/New_York")).toBeVisible();
    expect(host.calls("importCheck")).toBe(3);
  });

  it("says what is wrong with a file beside its place", async () => {
    const { host, choose, user } = await importPage();
    await user.upload(choose, file("nothing in it"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The format of this file was not recognised.");
    await user.upload(choose, file(`${HEAD}Review,\n`));
    const refused = new Refusal({
      code: "not_now",
      message: "This is not what was shown.",
      field: "token",
      remedy: null,
    });
    host.refuseNext("importApply", refused);
    await user.click(await screen.findByRole("button", { name: "Import 1 entry" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not what was shown.");
    expect(screen.getByRole("button", { name: "Import 1 entry" })).toBeEnabled();
  });

  it("shows the first two hundred and counts the rest", async () => {
    const { choose, user } = await importPage();
    const rows = Array.from({ length: 450 }, (_, place) => `Task ${place},Website\n`).join("");
    await user.upload(choose, file(HEAD + rows));
    expect(await screen.findByText("first 200 of 450")).toBeVisible();
    expect(document.querySelectorAll(".imp > li")).toHaveLength(200);
  });

  it("shows hostile notes as text", async () => {
    const { choose, user } = await importPage();
    await user.upload(choose, file(`${HEAD}<img src=x onerror=alert(1)>,<b>x</b>\n`));
    expect(await screen.findByText("<img src=x onerror=alert(1)>")).toBeVisible();
    expect(document.querySelector("img")).toBeNull();
  });
});

describe("the text of a file", () => {
  const bytes = (...all: number[]) => new Blob([new Uint8Array(all)]);

  it("is UTF-8, or UTF-16 that says so", async () => {
    expect(await textOf(new Blob(["Büro"]))).toBe("Büro");
    expect(await textOf(bytes(0xff, 0xfe, 0x42, 0, 0xfc, 0))).toBe("Bü");
    expect(await textOf(bytes(0xfe, 0xff, 0, 0x42, 0, 0xfc))).toBe("Bü");
  });

  it("is nothing else", async () => {
    await expect(textOf(bytes(0x42, 0xfc, 0x72))).rejects.toThrow("CSV UTF-8");
    await expect(textOf(bytes(0x50, 0x4b, 3, 4, 0))).rejects.toThrow("Unpack it");
  });
});
