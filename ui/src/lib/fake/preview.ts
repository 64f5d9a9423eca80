/** Made-up previews, one shape per tracker: enough to see the window act. */
import type { Booking, Entry, Preview, PreviewPart } from "../bindings";

/** What a made-up tracker keeps of a time. */
type Keeps = "stretches" | "length" | "nothing";

/** The made-up trackers by the name of their connection. */
const TRACKERS: Record<string, { name: string; keeps: Keeps }> = {
  plane: { name: "Plane", keeps: "nothing" },
  yandex: { name: "Yandex Tracker", keeps: "length" },
  clockify: { name: "Clockify", keeps: "stretches" },
  awork: { name: "awork", keeps: "length" },
};

function minutes(seconds: number): PreviewPart["losses"] {
  const over = seconds % 60;
  return over === 0 ? [] : [over < 30 ? `Rounded down by ${over} s.` : `Rounded up by ${60 - over} s.`];
}

function parts(entry: Entry, { connection }: Booking): PreviewPart[] {
  const works = entry.segments.filter((segment) => segment.kind === "work");
  const part = (start: string, seconds: number, own: Partial<PreviewPart>): PreviewPart => ({
    start,
    seconds,
    shown: `${Math.round(seconds / 60)} min`,
    time: "clock",
    is_break: false,
    text: entry.note,
    tags: [],
    billable: null,
    losses: [],
    ...own,
  });
  const tagless = entry.tags.length > 0 ? ["Tags are not kept there."] : [];
  const keeps = TRACKERS[connection]?.keeps ?? "length";
  if (keeps === "stretches") {
    return works.map(({ start, end }) => {
      const seconds = Math.floor((Date.parse(end ?? start) - Date.parse(start)) / 1000);
      const shown = `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}:00`;
      return part(start, seconds, { shown, tags: entry.tags, billable: entry.billable });
    });
  }
  const losses = [...minutes(entry.work_seconds), ...tagless];
  if (keeps === "length") return [part(entry.start, entry.work_seconds, { losses })];
  const noDate = "No date there: it counts on the day of upload; date and times go into the text.";
  const text = `20 Nov 2026 (Europe/Berlin) ${entry.note}`;
  return [part(entry.start, entry.work_seconds, { time: "nothing", text, losses: [noDate, ...losses] })];
}

/** What every booking becomes. */
export function previews(entry: Entry): Preview[] {
  return entry.bookings.map((booking) => {
    const twin = entry.bookings.find((one) => one.connection === booking.connection);
    const twice = {
      target: booking.target,
      message: `“${booking.connection}” gets this time twice, because ${twin?.key} is booked there too.`,
      remedy: "Leave one of them if that is not meant.",
    };
    const gone = booking.removed;
    return {
      target: booking.target,
      tracker: gone ? booking.connection : (TRACKERS[booking.connection]?.name ?? booking.connection),
      booking,
      parts: gone ? [] : parts(entry, booking),
      blocked: gone ? "The connection was removed, so nothing is sent there." : null,
      remedy: gone ? "Choose another target, or leave it as a record." : null,
      warnings: twin !== booking ? [twice] : [],
    };
  });
}
