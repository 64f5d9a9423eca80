/** Which language is spoken, and how numbers and dates are written in it. */
import { afterEach, describe, expect, it } from "vitest";
import { FAKE_ZONE } from "../src/lib/fake/data";
import { spoken as heard, long } from "../src/lib/format/duration";
import { decimal } from "../src/lib/format/hours";
import { Place } from "../src/lib/format/place";
import { rangeName } from "../src/lib/format/range";
import { share } from "../src/lib/format/share";
import { languageOf, localeOf } from "../src/lib/language";
import { later, speak, spoken, t } from "../src/lib/words";
import { t as quick } from "../src/lib/words/quick";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

afterEach(() => speak("en", "en-GB"));

describe("the language", () => {
  it("is the one of the setting, whatever the system wants", () => {
    expect(languageOf("de", ["fr-FR"])).toBe("de");
    expect(languageOf("en", ["fr-FR"])).toBe("en");
  });

  it("is with “system” the first of the system's that there is, else English", () => {
    expect(languageOf("system", ["es-ES", "fr-CA", "de-DE"])).toBe("fr");
    expect(languageOf("system", ["C", "de-AT"])).toBe("de");
    expect(languageOf("system", ["es-ES"])).toBe("en");
    expect(languageOf("system", [])).toBe("en");
  });

  it("is English's for a setting of a later version", () => expect(languageOf("nl", ["nl-NL"])).toBe("en"));
});

describe("the locale", () => {
  it("keeps the system's region of this language", () => {
    expect(localeOf("de", ["en-US", "de-AT"])).toBe("de-AT");
    expect(localeOf("en", ["en-US"])).toBe("en-US");
  });

  it("is the language's home where the system speaks another one", () => {
    expect(localeOf("de", ["en-US"])).toBe("de-DE");
    expect(localeOf("en", ["de-DE"])).toBe("en-GB");
    expect(localeOf("fr", ["C"])).toBe("fr-FR");
    expect(localeOf("en", [])).toBe("en-GB");
  });

  it("leaves clock and week to those who read English for want of their own language", () =>
    expect(localeOf("en", ["es-MX"])).toBe("en-MX"));
});

describe("speaking", () => {
  it("says the texts of the first picture at once, and the others when they are fetched", async () => {
    await speak("de", "de-DE");
    expect(spoken()).toBe("de");
    expect(t("card.break")).toBe("Pause machen");
    const { t: say } = await import("../src/lib/words/toast");
    await later();
    expect(say("toast.deleted", { n: 1 })).toBe("Gelöscht");
    expect(say("toast.deleted", { n: 2 })).toBe("2 Einträge gelöscht");
  });

  it("speaks the last choice, in whatever order the files arrive", async () => {
    await Promise.all([speak("de", "de-DE"), speak("en", "en-GB")]);
    expect(t("card.stop")).toBe("Stop");
    await Promise.all([speak("en", "en-GB"), speak("fr", "fr-FR")]);
    expect(t("card.stop")).toBe("Arrêter");
  });

  it.each([
    ["en", 0, "0 entries"],
    ["en", 1, "1 entry"],
    ["en", 300_000, "300,000 entries"],
    ["de", 0, "0 Einträge"],
    ["de", 1, "1 Eintrag"],
    ["de", 300_000, "300.000 Einträge"],
    ["fr", 0, "0 entrée"],
    ["fr", 1, "1 entrée"],
    ["fr", 2, "2 entrées"],
    ["fr", 1_000_000, "1 000 000 d’entrées"],
  ] as const)("counts in %s: %i", async (language, n, text) => {
    await speak(language, localeOf(language, []));
    expect(plain(t("list.entries", { n }))).toBe(text);
  });

  it("keeps a French mark on the line of its word", async () => {
    await speak("fr", "fr-FR");
    expect(t("quick.label")).toBe("Sur quoi travailler\u202f?");
    expect(t("card.stoppedAt", { time: "x" })).toBe("Arrêté\u00a0: x");
    await later();
    expect(quick("quick.noTarget", { text: "x" })).toContain("«\u00a0x\u00a0»");
  });
});

describe("times, days and numbers", () => {
  it.each([
    ["en", "4 h 49 min", "1 hour 24 minutes"],
    ["de", "4 Std. 49 Min.", "1 Stunde 24 Minuten"],
    ["fr", "4 h 49 min", "1 heure 24 minutes"],
  ] as const)("says a length in %s", async (language, sum, ears) => {
    await speak(language, localeOf(language, []));
    expect(plain(long(17_340))).toBe(sum);
    expect(long(17_340)).not.toContain(" ");
    expect(heard(5040)).toBe(ears);
  });

  it("names days as the language does", async () => {
    await speak("de", "de-DE");
    const german = new Place("de-DE", FAKE_ZONE);
    expect(german.shortDay("2026-11-20")).toBe("Fr., 20. Nov.");
    expect(german.longDay("2026-11-20")).toBe("Freitag, 20. November");
    expect(german.dayName("2026-11-19", "2026-11-20")).toBe("Gestern");
    const french = new Place("fr-FR", FAKE_ZONE);
    expect(french.longDay("2026-11-20")).toBe("vendredi 20 novembre");
    const week = { reach: "week", from: "2026-11-16", to: "2026-11-22" } as const;
    expect(rangeName(week, "2026-11-20", "de-DE")).toBe("16.–22. November");
    expect(rangeName(week, "2026-11-20", "fr-FR")).toBe("16–22 novembre");
  });

  it("begins the week and counts the hours as the locale does", () => {
    expect(new Place("de-DE", FAKE_ZONE).twelveHours).toBe(false);
    expect(new Place("en-US", FAKE_ZONE).twelveHours).toBe(true);
    expect(new Place("de-DE", FAKE_ZONE).firstWeekday).toBe(1);
    expect(new Place("en-US", FAKE_ZONE).firstWeekday).toBe(7);
  });

  it("writes hours and shares with the marks of the locale", () => {
    expect(decimal(17_340, "de-DE")).toBe("4,82");
    expect(plain(share(81, 100, "fr-FR"))).toBe("81 %");
  });
});
