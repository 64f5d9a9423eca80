/** Times and days as a person of one locale in one zone reads them. */
import { t } from "../words";
import { between, type Day, dayOf } from "./day";
import { habits } from "./habits.svelte";

const NBSP = "\u00a0";

/** English dates do without their commas, as the design has them; other languages keep theirs. */
export function withoutCommas(text: string, locale: string): string {
  return locale.startsWith("en") ? text.replaceAll(",", "") : text;
}

/** Formats for one locale; the zone is the machine's unless an entry brings its own. */
export class Place {
  readonly locale: string;
  readonly zone: string;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  constructor(locale: string, zone: string) {
    this.locale = locale;
    this.zone = zone;
  }

  /** Whether the clock has twelve hours: as the person wants, else as the locale has it. */
  get twelveHours(): boolean {
    if (habits.clock !== "system") return habits.clock === "12";
    return this.#format({ hour: "numeric" }, "UTC").resolvedOptions().hour12 === true;
  }

  /** The first day of the week, 1 = Monday: as the person wants, else as the locale has it. */
  get firstWeekday(): number {
    const wanted = { monday: 1, saturday: 6, sunday: 7 }[habits.first_day];
    if (wanted !== undefined) return wanted;
    type Week = { firstDay: number };
    const locale = new Intl.Locale(this.locale) as Intl.Locale & { getWeekInfo?(): Week; weekInfo?: Week };
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  }

  /** `08:46`. */
  time(iso: string | number, zone = this.zone): string {
    const twelve = this.twelveHours;
    const hours = { hour: twelve ? "numeric" : "2-digit", hourCycle: twelve ? "h12" : "h23" } as const;
    return this.#format({ ...hours, minute: "2-digit" }, zone)
      .format(new Date(iso))
      .replace(/\s/g, NBSP);
  }

  /** `08:46 – 10:32`, `23:10 – 00:40 +1`. */
  range(from: string, to: string, zone = this.zone): string {
    const days = between(this.day(from, zone), this.day(to, zone));
    const text = t("time.range", { from: this.time(from, zone), to: this.time(to, zone) });
    return (days > 0 ? `${text} ${t("time.nextDay", { n: days })}` : text).replaceAll(" ", NBSP);
  }

  /** The day of an instant. */
  day(iso: string | number, zone = this.zone): Day {
    return dayOf(new Date(iso).getTime(), zone);
  }

  /** `Today`, `Yesterday`, `Fri 20 Nov`. */
  dayName(day: Day, today: Day): string {
    const age = between(day, today);
    if (age === 0) return t("time.today");
    if (age === 1) return t("time.yesterday");
    return this.shortDay(day, day.slice(0, 4) !== today.slice(0, 4));
  }

  /** `Fri 20 Nov`, with the year when it is another one. */
  shortDay(day: Day, withYear = false): string {
    const year = withYear ? ({ year: "numeric" } as const) : {};
    return this.#day(day, { weekday: "short", day: "numeric", month: "short", ...year });
  }

  /** `Friday 20 November`. */
  longDay(day: Day): string {
    return this.#day(day, { weekday: "long", day: "numeric", month: "long" });
  }

  /** `November 2026`. */
  month(day: Day): string {
    return this.#day(day, { month: "long", year: "numeric" });
  }

  /** `F`, `Fri` and `Friday`. */
  weekday(day: Day, width: "narrow" | "short" | "long"): string {
    return this.#day(day, { weekday: width });
  }

  /** A day and a time together, for facts. */
  moment(iso: string): string {
    return `${this.shortDay(this.day(iso))} ${this.time(iso)}`;
  }

  #day(day: Day, options: Intl.DateTimeFormatOptions): string {
    const text = this.#format(options, "UTC").format(new Date(`${day}T00:00:00Z`));
    return withoutCommas(text, this.locale);
  }

  #format(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
    const key = `${JSON.stringify(options)} ${timeZone}`;
    let format = this.#formats.get(key);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(this.locale, { ...options, timeZone });
      this.#formats.set(key, format);
    }
    return format;
  }
}
