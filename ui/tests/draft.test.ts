/** Editing: read while typed, sent only when it makes sense, kept when it is refused. */
import { describe, expect, it } from "vitest";
import type { Entry } from "../src/lib/bindings";
import { FAKE_ZONE, friday } from "../src/lib/fake/data";
import { Place } from "../src/lib/format/place";
import { fakeHost } from "../src/lib/host.fake";
import { Draft } from "../src/lib/state/draft.svelte";

function editing(id: string) {
  const host = fakeHost();
  const entry = friday().find((one) => one.id === id) as Entry;
  return { host, entry, draft: new Draft(entry, host, new Place("en-GB", FAKE_ZONE)) };
}

describe("draft", () => {
  it("says only what changed", async () => {
    const { host, draft } = editing("e3");
    draft.note = "Stand-up with guests";
    await draft.typeEnd("8:50");
    expect(await draft.save((verb) => host.say(verb), null)).toBe(false);
    expect(draft.problem?.code).toBe("overlap");
    expect(await draft.save((verb) => host.say(verb), "trim")).toBe(true);
    expect(host.said[1]).toEqual({
      verb: "edit",
      id: "e3",
      note: "Stand-up with guests",
      tags: null,
      billable: null,
      on: null,
      declined: [],
      from: null,
      to: "2026-11-20T07:50:00.000Z",
      duration: null,
      breaks: null,
      parts: null,
      overlap: "trim",
    });
  });

  it("saves nothing, and says no verb, when nothing changed", async () => {
    const { host, draft } = editing("e3");
    expect(await draft.save((verb) => host.say(verb), null)).toBe(true);
    expect(host.said).toEqual([]);
  });

  it("keeps what cannot be read and says so beside the field", async () => {
    const { host, draft } = editing("e3");
    await draft.typeStart("half nine");
    expect(draft.start.text).toBe("half nine");
    expect(draft.problemOf("from")).toBe("“half nine” cannot be read. Try 9:15 or 45m.");
    expect(await draft.save((verb) => host.say(verb), null)).toBe(false);
    expect(host.said).toEqual([]);
  });

  it("puts the resident's objection beside its field, and keeps the text", async () => {
    const { host, draft } = editing("e3");
    await draft.typeStart("9:30");
    await draft.typeEnd("9:30");
    await draft.setDay("2026-11-21");
    await draft.typeEnd("2026-11-19 9:00");
    expect(await draft.save((verb) => host.say(verb), null)).toBe(false);
    expect(draft.problemOf("to")).toBe("The end lies before the start.");
    expect(draft.end.text).toBe("2026-11-19 9:00");
  });

  it("reads an end before the start as the next day", async () => {
    const { draft } = editing("e3");
    await draft.typeEnd("0:40");
    expect(draft.end.reading?.at).toBe("2026-11-20T23:40:00.000Z");
  });

  it("moves times along when the day moves", async () => {
    const { draft } = editing("e3");
    await draft.setDay("2026-11-17");
    expect(draft.changes).toEqual({ from: "2026-11-17T07:31:00.000Z", to: "2026-11-17T07:46:00.000Z" });
  });

  it("says where a work time moves the end, and of a running entry the start", async () => {
    const done = editing("e3").draft;
    await done.typeWork("30m");
    expect(done.moves).toEqual({ side: "end", to: Date.parse("2026-11-20T08:01:00Z") });
    expect(done.changes).toEqual({ duration: "30m" });
    const running = editing("e7").draft;
    await running.typeWork("2h");
    expect(running.moves?.side).toBe("start");
  });

  it("lets the later of end and work time count", async () => {
    const { draft } = editing("e3");
    await draft.typeEnd("8:50");
    await draft.typeWork("30m");
    expect(draft.changes).toEqual({ duration: "30m" });
  });

  it("ignores an older reading that arrives late", async () => {
    const { host, draft } = editing("e3");
    const answers: (() => void)[] = [];
    const read = host.read;
    host.read = (what, text) => new Promise((done) => answers.push(() => done(read(what, text))));
    const first = draft.typeStart("8:00");
    const second = draft.typeStart("8:10");
    for (const answer of answers.reverse()) answer();
    await Promise.all([first, second]);
    expect(draft.start.reading?.at).toBe("2026-11-20T07:10:00.000Z");
  });
});
