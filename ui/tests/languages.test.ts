/** The whole window in German and in French: nothing half translated, nothing axe knows a rule against. */
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { FAKE_NOW, FAKE_ZONE, friday } from "../src/lib/fake/data";
import { Place } from "../src/lib/format/place";
import { type FakeWorld, fakeHost } from "../src/lib/host.fake";
import { type Language, localeOf } from "../src/lib/language";
import { App } from "../src/lib/state/app.svelte";
import type { Screen } from "../src/lib/state/nav.svelte";
import { speak } from "../src/lib/words";
import { en } from "../src/lib/words/en";
import { en as first } from "../src/lib/words/en.first";
import { later as english } from "../src/lib/words/en.later";
import Spoken from "../src/Spoken.svelte";

afterEach(() => speak("en", "en-GB"));

async function open(language: Language, world: Partial<FakeWorld> = {}) {
  const host = fakeHost(world);
  await host.setSetting("language", language);
  const locale = localeOf(language, []);
  await speak(language, locale);
  const app = new App(host, new Place(locale, FAKE_ZONE), () => FAKE_NOW);
  const { container } = render(Spoken, { app });
  onTestFinished(await app.start());
  return { app, host, container, user: userEvent.setup() };
}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false } },
  });
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
}

/** Everything that is read or heard. */
function said(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent?.trim() ?? "");
  for (const name of ["aria-label", "title", "placeholder"])
    for (const element of document.querySelectorAll(`[${name}]`))
      texts.push(element.getAttribute(name) ?? "");
  return texts;
}

/** English texts of more than one word; one word alone may be a name or the same in both languages. */
const ENGLISH = new Set(
  [...Object.values(en), ...Object.values(english)]
    .flatMap((text) => (typeof text === "string" ? [text] : Object.values(text)))
    // The example of the first run is a note of the made-up world, too.
    .filter((text) => / /.test(text) && !text.includes("{") && text !== first["first.example"]),
);

const SCREENS: [Screen, Record<"de" | "fr", string>][] = [
  ["calendar", { de: "Kalender", fr: "Calendrier" }],
  ["reports", { de: "Berichte", fr: "Rapports" }],
  ["trackers", { de: "Tracker", fr: "Services" }],
  ["settings", { de: "Einstellungen", fr: "Réglages" }],
];

describe.each(["de", "fr"] as const)("in %s", (language) => {
  it("shows today", async () => {
    const { container } = await open(language);
    const stop = { de: "Stoppen", fr: "Arrêter" }[language];
    expect(await screen.findByRole("button", { name: new RegExp(`^${stop}`) })).toBeVisible();
    expect(document.documentElement.lang).toBe(language);
    expect(container.querySelector(".nav")?.textContent).toContain(
      { de: "Berichte", fr: "Rapports" }[language],
    );
    expect(said().filter((text) => ENGLISH.has(text))).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it("shows the first run", async () => {
    await open(language, { entries: [], trackers: [] });
    const title = { de: "Was steht an?", fr: "Sur quoi travailler\u202f?" }[language];
    expect(await screen.findByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(said().filter((text) => ENGLISH.has(text))).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it.each(SCREENS)("shows %s", async (name, { [language]: title }) => {
    const { app, container } = await open(language);
    app.nav.go(name);
    await expect.poll(() => container.querySelector("main h1")?.textContent ?? "").not.toBe("");
    if (name !== "calendar" && name !== "reports")
      expect(await screen.findByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect.poll(() => said().filter((text) => ENGLISH.has(text))).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it("edits an entry", async () => {
    const { app } = await open(language);
    const entry = friday().find(({ id }) => id === "e4");
    if (entry) app.edit(entry);
    const title = { de: "Eintrag bearbeiten", fr: "Modifier l’entrée" }[language];
    const dialog = await screen.findByRole("dialog", { name: title });
    expect(within(dialog).getByText({ de: "Schlagwörter", fr: "Étiquettes" }[language])).toBeVisible();
    expect(said().filter((text) => ENGLISH.has(text))).toEqual([]);
    expect(await violations()).toEqual([]);
  });
});

describe("choosing a language", () => {
  it("speaks it at once, keeps the screen and the keyboard, and remembers it for the next first picture", async () => {
    const { app, user } = await open("en");
    app.nav.go("settings");
    app.nav.settings = "general";
    await user.selectOptions(await screen.findByRole("combobox", { name: "Language" }), "Deutsch");
    const field = await screen.findByRole("combobox", { name: "Sprache" });
    expect(screen.getByRole("heading", { level: 1, name: "Einstellungen" })).toBeVisible();
    await expect.poll(() => document.activeElement).toBe(field);
    expect(field).toHaveValue("de");
    expect(document.documentElement.lang).toBe("de");
    expect(app.place.locale).toBe("de-DE");
    expect(localStorage.getItem("stint.language")).toBe("de");
    await user.selectOptions(field, "Français");
    expect(await screen.findByRole("heading", { level: 1, name: "Réglages" })).toBeVisible();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Langue" }), "system");
    expect(await screen.findByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  });
});
