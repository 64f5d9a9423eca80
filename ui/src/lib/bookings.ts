/** What is shown of one booking: how far its uploads have come, and what its tracker gets. */
import type { Booking, Entry, Preview, PreviewPart } from "./bindings";
import type { Place } from "./format/place";
import { type Mark, markOf } from "./uploads";
import { t } from "./words/edit";

/** The mark of one booking; `null` while there is nothing to upload yet. */
export function markOfBooking(entry: Entry, booking: Booking): Mark | null {
  if (booking.removed) return null;
  const mark = markOf({ ...entry, bookings: [booking] });
  return mark === "local" ? null : mark;
}

/** When a record counts, as far as its tracker keeps it. */
function when({ start, seconds, time }: PreviewPart, place: Place, zone: string): string {
  if (time === "nothing") return "";
  if (time === "day") return place.shortDay(start.slice(0, 10));
  return place.range(start, new Date(Date.parse(start) + seconds * 1000).toISOString(), zone);
}

/** What a tracker gets, line by line: every record with its time, text and marks. */
export function records({ parts }: Preview, place: Place, zone: string): string[] {
  return parts.map((part) => {
    const amount = parts.length > 1 || part.time !== "clock" ? part.shown : "";
    const kind = part.is_break ? t("part.break") : "";
    const text = part.text === "" ? "" : t("edit.quoted", { text: part.text });
    const tags = part.tags.map((tag) => `#${tag}`).join(" ");
    const billable = part.billable ? t("edit.isBillable") : "";
    return [when(part, place, zone), amount, kind, text, tags, billable].filter(Boolean).join(" · ");
  });
}

/** What differs from the recorded time, each said once. */
export function losses({ parts }: Preview): string[] {
  return [...new Set(parts.flatMap((part) => part.losses))];
}
