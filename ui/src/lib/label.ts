/** What an entry says to ears: everything its row or block shows, in one sentence. */
import { long, short, spoken } from "./format/duration";
import type { Place } from "./format/place";
import type { Some } from "./rows";
import { sums } from "./spans";
import { markOf, stuckUpload, worst } from "./uploads";
import { t } from "./words";

/** Why an upload of entries waits for a person, and what helps; empty when none does. */
export function whyOf(entries: Some): string {
  const stuck = entries.map(stuckUpload).find((upload) => upload);
  return [stuck?.reason, stuck?.remedy].filter(Boolean).join(" ");
}

/** How many breaks entries hold, and how long they are together; empty when there is none. */
export function breaksOf(entries: Some): string {
  const n = entries.flatMap(({ segments }) => segments).filter(({ kind }) => kind === "break").length;
  return n > 0 ? t("list.breaks", { n, time: short(sums(entries, 0).break) }) : "";
}

/** The name of an entry, or of equal ones, newest first. */
export function labelOf(entries: Some, place: Place, now: number): string {
  const [newest] = entries;
  const oldest = entries.at(-1) ?? newest;
  const { zone } = newest;
  const total = sums(entries, now);
  const mark = worst(entries.map(markOf));
  const to = newest.end === null ? t("row.now") : place.time(newest.end, zone);
  const note = newest.note || t("card.noNote");
  return [
    t("row.label", { note, from: place.time(oldest.start, zone), to, length: spoken(total.work) }),
    entries.length > 1 && t("list.sameLabel", { n: entries.length }),
    ...newest.bookings.map((booking) => `${booking.connection} ${booking.key}`),
    breaksOf(entries),
    total.undecided > 0 && t("list.undecided", { time: long(total.undecided) }),
    mark !== "local" && t(`up.${mark}`),
    whyOf(entries),
  ]
    .filter(Boolean)
    .join(", ");
}
