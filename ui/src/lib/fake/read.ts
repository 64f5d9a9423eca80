/** A small reader of typed times and lengths, enough for tests and for looking. */
import type { Reading, ReadWhat } from "../bindings";
import { dayOf, startOf } from "../format/day";
import { Refusal } from "../host";
import { FAKE_ZONE } from "./data";

function unreadable(text: string): Refusal {
  return new Refusal({
    code: "bad_input",
    message: `“${text}” cannot be read.`,
    field: null,
    remedy: "Try 9:15 or 45m.",
  });
}

function seconds(text: string): number | null {
  const [, hours, minutes] = /^(\d+):(\d{2})$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes) * 60;
  const [, h, m] = /^(?:([\d.,]+)h)?\s*(?:(\d+)m?(?:in)?)?$/.exec(text) ?? [];
  if (h === undefined && m === undefined) return null;
  return Number((h ?? "0").replace(",", ".")) * 3600 + Number(m ?? 0) * 60;
}

function instant(text: string, now: number): number | null {
  if (text === "now") return now;
  const ago = /^-(\d+\w*)$/.exec(text)?.[1] ?? /^(\d+\w*) ago$/.exec(text)?.[1];
  if (ago !== undefined) return now - (seconds(ago) ?? 0) * 1000;
  const [, day, hour, minute] = /^(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2})[:.]?(\d{2})?$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return null;
  return (
    startOf(day ?? dayOf(now, FAKE_ZONE), FAKE_ZONE) + (Number(hour) * 60 + Number(minute ?? 0)) * 60_000
  );
}

/** Reads, or refuses. */
export function read(what: ReadWhat, text: string, now: number): Reading {
  if (what === "duration") {
    const length = seconds(text);
    if (length === null) throw unreadable(text);
    return { at: null, seconds: length, hint: null };
  }
  const at = instant(text, now);
  if (at === null) throw unreadable(text);
  return { at: new Date(at).toISOString(), seconds: null, hint: null };
}
