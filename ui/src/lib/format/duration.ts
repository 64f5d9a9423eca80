/** Lengths of time as people read them. Seconds in, text out; no clock, no zone. */
import { t } from "../words";
import { habits } from "./habits.svelte";
import { decimal } from "./hours";

const NBSP = "\u00a0";

function parts(seconds: number): { h: number; m: number; s: number } {
  const whole = Math.max(0, Math.floor(seconds));
  return { h: Math.floor(whole / 3600), m: Math.floor(whole / 60) % 60, s: whole % 60 };
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function hours(n: number | string): string {
  return t("time.h", { h: n }).replaceAll(" ", NBSP);
}

/** `1:34`, for rows and tables. */
export function short(seconds: number): string {
  const { h, m } = parts(seconds);
  return `${h}:${two(m)}`;
}

/** `4 h 49 min`, for sums and sentences; from an hour on `4.82 h` where the person counts so. Never breaks across lines. */
export function long(seconds: number): string {
  const { h, m } = parts(seconds);
  if (h > 0 && habits.durations === "decimal") return hours(decimal(seconds, habits.locale));
  const text = h > 0 ? t("time.hm", { h, mm: two(m) }) : t("time.m", { m });
  return text.replaceAll(" ", NBSP);
}

/** `8 h`, `38 h 30 min`, for what a person wants to reach. */
export function whole(seconds: number): string {
  return seconds % 3600 === 0 ? hours(seconds / 3600) : long(seconds);
}

/** `1:24` and `08`, for the clock. */
export function clock(seconds: number): { minutes: string; seconds: string } {
  return { minutes: short(seconds), seconds: two(parts(seconds).s) };
}

/** `1 hour 24 minutes`, for ears. */
export function spoken(seconds: number): string {
  const { h, m } = parts(seconds);
  const minutes = t("time.minutes", { n: m });
  if (h === 0) return minutes;
  const hours = t("time.hours", { n: h });
  return m === 0 ? hours : `${hours} ${minutes}`;
}
