/** Importing in the made-up world: one line of the file is one entry of an hour, some of them broken or known. */
import type { Entry, ImportCheck, ImportFile } from "../bindings";
import { type Host, Refusal } from "../host";

const SHOWN = 200;

function refuse(field: string, message: string, remedy: string): never {
  throw new Refusal({ code: "bad_input", message, field, remedy });
}

/** What a file would bring: lines with `bad` are faults, with `same` known, with `over` overlapping. */
function checked(file: ImportFile): ImportCheck {
  const lines = file.content.split("\n").map((text, place) => ({ text: text.trim(), line: place + 1 }));
  const rows = lines.slice(1).filter(({ text }) => text !== "");
  if (rows.length === 0) {
    refuse("format", "The format of this file was not recognised.", "Export the detailed report as CSV.");
  }
  if (file.content.includes("05/11") && !file.dates) {
    refuse("dates", "“05/11/2026” can be read in two ways.", "Say whether the day or the month comes first.");
  }
  if (file.content.includes("Bo,") && !file.person) {
    refuse("person", "The file holds entries of several people: Ada, Bo.", "Say whose are yours.");
  }
  const start = (line: number) => new Date(Date.UTC(2026, 9, 1, 7) + (line - 2) * 7_200_000).toISOString();
  const end = (line: number) => new Date(Date.parse(start(line)) + 3_600_000).toISOString();
  const is = (word: string) => rows.filter(({ text }) => text.includes(word));
  const good = rows.filter(({ text }) => !text.includes("bad") && !text.includes("same"));
  const note = (text: string) => text.split(",")[0] ?? "";
  return {
    format: file.format ?? "toggl",
    zone: file.zone ?? "Europe/Berlin",
    dates: file.dates ?? null,
    token: `${rows.length}-${file.dates ?? ""}`,
    new_count: good.length,
    overlap_count: good.filter(({ text }) => text.includes("over")).length,
    same_count: is("same").length,
    fault_count: is("bad").length,
    work_seconds: good.length * 3_600,
    break_seconds: 0,
    first: good[0] ? start(good[0].line) : null,
    last: good.length > 0 ? start((good.at(-1) as { line: number }).line) : null,
    new: good.slice(0, SHOWN).map(({ text, line }) => ({
      line,
      note: note(text),
      tags: text.split(",").slice(1, 3).filter(Boolean),
      billable: text.includes("$"),
      start: start(line),
      end: end(line),
      work_seconds: 3_600,
      break_seconds: 0,
      overlaps: text.includes("over"),
    })),
    same: is("same")
      .slice(0, SHOWN)
      .map(({ text, line }) => ({
        line,
        note: note(text),
        start: start(line),
        end: end(line),
        why: "there" as const,
      })),
    faults: is("bad")
      .slice(0, SHOWN)
      .map(({ line }) => ({
        line,
        column: "Start date",
        message: "“2026-02-30” is not a day.",
        remedy: "Write it as 2026-11-20.",
      })),
  };
}

/** The entries a file brings. */
function imported(file: ImportFile): Entry[] {
  const { zone, new: rows } = checked(file);
  return rows.map(({ line, note, tags, billable, start, end, work_seconds, break_seconds }) => ({
    id: `import-${line}`,
    note,
    tags,
    billable,
    zone,
    start,
    end,
    work_seconds,
    break_seconds,
    undecided_seconds: 0,
    segments: [{ kind: "work" as const, start, end, cause: "import" }],
    bookings: [],
  }));
}

/** Both commands; `keep` takes what is imported. */
export function importing(keep: (more: Entry[]) => void): Pick<Host, "importCheck" | "importApply"> {
  return {
    importCheck: async (file) => checked(file),
    importApply: async (file, token) => {
      const check = checked(file);
      if (check.token !== token) {
        const message = "This is not what was shown: the file or your entries changed since.";
        throw new Refusal({
          code: "not_now",
          message,
          field: "token",
          remedy: "Look at the file once more.",
        });
      }
      keep(imported(file));
      return { created: check.new_count, same_count: check.same_count, fault_count: check.fault_count };
    },
  };
}
