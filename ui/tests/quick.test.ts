/** The quick entry says the right verb, and never loses what was typed. */
import { describe, expect, it } from "vitest";
import { FAKE_NOW, friday } from "../src/lib/fake/data";
import { fill, handsOf } from "../src/lib/hands";
import { fakeHost } from "../src/lib/host.fake";
import { Quick } from "../src/lib/state/quick.svelte";

function quick(entries = friday()) {
  const host = fakeHost({ entries });
  return {
    host,
    quick: new Quick(
      host,
      () => FAKE_NOW,
      (verb) => host.say(verb),
    ),
  };
}

const NO_ONE = friday().filter((entry) => entry.id === "x1");

describe("quick entry", () => {
  it("starts at a past time, booked by key, with tags", async () => {
    const { host, quick: line } = quick(NO_ONE);
    const text = "-15m Session expiry bug PROJ-41 #dev";
    await line.type(text, text.length);
    expect(line.from).toBe("2026-11-20T13:21:08.000Z");
    expect(line.booked.map((target) => target.target)).toEqual(["plane:PROJ-41"]);
    expect(await line.choose(line.options[0])).toBe(true);
    expect(host.said).toEqual([
      {
        verb: "start",
        note: "Session expiry bug",
        tags: ["dev"],
        billable: false,
        on: ["plane:PROJ-41"],
        declined: [],
        at: "2026-11-20T13:21:08.000Z",
        overlap: null,
      },
    ]);
    expect(line.text).toBe("");
  });

  it("reads a length alone as started so long ago", async () => {
    const { quick: line } = quick(NO_ONE);
    await line.type("Call 20m", 8);
    expect(line.from).toBe("2026-11-20T13:16:08.000Z");
    expect(line.options.map((option) => option.kind)).toEqual(["start", "add"]);
  });

  it("adds a range as finished", async () => {
    const { host, quick: line } = quick(NO_ONE);
    await line.type("Call 9:15-10:00", 15);
    expect(line.options[0]?.kind).toBe("add");
    await line.choose(line.options[0]);
    expect(host.said[0]).toMatchObject({
      verb: "add",
      note: "Call",
      from: "2026-11-20T08:15:00.000Z",
      to: "2026-11-20T09:00:00.000Z",
    });
  });

  it("offers targets for an @word; picking one takes the word out of the note", async () => {
    const { quick: line } = quick();
    await line.type("Fix @Back tests", 9);
    expect(line.options.map((option) => option.kind)).toEqual(["target"]);
    await line.choose(line.options[0]);
    expect(line.text).toBe("Fix tests");
    expect(line.booked.map((target) => target.target)).toEqual(["clockify:Website/Backend"]);
  });

  it("keeps the text and says what helps when a target is unknown", async () => {
    const { host, quick: line } = quick();
    await line.type("Fix @nowhere tests", 18);
    expect(await line.submit("start", null)).toBe(false);
    expect(line.problem?.message).toBe(
      "No target is called “nowhere”. Pick one from the list, or remove the @.",
    );
    expect(line.text).toBe("Fix @nowhere tests");
    expect(host.said).toEqual([]);
  });

  it("does not start with a time that was typed but cannot be", async () => {
    const { host, quick: line } = quick();
    await line.type("Call 25:00", 10);
    expect(line.problem?.sentence).toBe("“25:00” cannot be read. Try 9:15 or 45m.");
    expect(await line.submit("start", null)).toBe(false);
    expect(line.text).toBe("Call 25:00");
    expect(host.said).toEqual([]);
  });

  it("offers choices when times overlap, keeps the text, and says the choice", async () => {
    const { host, quick: line } = quick();
    await line.type("Call 9:00-9:30", 14);
    expect(await line.submit("add", null)).toBe(false);
    expect(line.problem?.code).toBe("overlap");
    expect(line.text).toBe("Call 9:00-9:30");
    expect(await line.decide("trim")).toBe(true);
    expect(host.said.at(-1)).toMatchObject({ verb: "add", overlap: "trim" });
  });

  it("offers what was done before, and does it again with its targets", async () => {
    const { host, quick: line } = quick();
    await line.type("stand", 5);
    const option = line.options.find((one) => one.kind === "recent");
    await line.choose(option);
    expect(host.said[0]).toMatchObject({
      verb: "start",
      note: "Stand-up",
      on: ["clockify:Internal/Meetings"],
    });
  });

  it("keeps a key that means no target in the note", async () => {
    const { host, quick: line } = quick(NO_ONE);
    await line.type("Read UTF-8 for PROJ-41", 22);
    expect(line.note).toBe("Read UTF-8 for");
    await line.submit("start", null);
    expect(host.said[0]).toMatchObject({ note: "Read UTF-8 for", on: ["plane:PROJ-41"] });
  });

  it("says the line as it was read, also when Enter comes sooner than the reading", async () => {
    const { host, quick: line } = quick(NO_ONE);
    void line.type("-15m Call UTF-8", 15);
    expect(await line.submit("start", null)).toBe(true);
    expect(host.said[0]).toMatchObject({ note: "Call UTF-8", at: "2026-11-20T13:21:08.000Z" });
  });

  it("adds nothing as finished without a time, and says what is lacking", async () => {
    const { host, quick: line } = quick();
    await line.type("Call", 4);
    expect(await line.submit("add", null)).toBe(false);
    expect(line.problem?.message).toBe("Say when it was: 9:15-10:00, or 45m for the last 45 minutes.");
    expect([line.text, host.said]).toEqual(["Call", []]);
  });

  it("offers start and length as finished first", async () => {
    const { host, quick: line } = quick(NO_ONE);
    await line.type("9:15 Call 45m", 13);
    expect(line.finished).toBe(true);
    expect(line.options[0]?.kind).toBe("add");
    await line.choose(line.options[0]);
    expect(host.said[0]).toMatchObject({
      verb: "add",
      note: "Call",
      from: "2026-11-20T08:15:00.000Z",
      to: "2026-11-20T09:00:00.000Z",
    });
  });

  it("takes a mark off and puts it on again", async () => {
    const { host, quick: line } = quick();
    const hands = handsOf(line, host);
    await line.type("Fix #dev", 8);
    expect(hands.unmark(8)).toBe(true);
    expect([line.note, line.found.tags]).toEqual(["Fix #dev", []]);
    expect(hands.unmark(8)).toBe(false);
    expect(hands.accept(8)).toBe(true);
    expect([line.note, line.found.tags]).toEqual(["Fix", ["dev"]]);
    expect(hands.accept(3)).toBe(false);
  });

  it("takes a suggestion into the line with its targets and tags", async () => {
    const { host, quick: line } = quick();
    const suggestion = { tags: ["dev"], billable: true, on: ["plane:PROJ-8"], last: "", entry_id: null };
    await fill(line, host, { note: "Call PROJ-12 at 9:15", ...suggestion });
    expect(line.text).toBe(String.raw`Call \PROJ-12 at \9:15 #dev $`);
    await line.submit("start", null);
    expect(host.said[0]).toMatchObject({
      note: "Call PROJ-12 at 9:15",
      tags: ["dev"],
      billable: true,
      on: ["plane:PROJ-8"],
      at: null,
    });
  });

  it("does not start a suggestion at a time that cannot be", async () => {
    const { host, quick: line } = quick();
    await line.type("stand 25:00", 11);
    const [recent] = await host.recent(1);
    expect(recent && (await line.choose({ kind: "recent", suggestion: recent }))).toBe(false);
    expect(host.said).toEqual([]);
  });

  it("does nothing on an empty line", async () => {
    const { quick: line } = quick();
    await line.type("", 0);
    expect(line.active).toBe(-1);
    expect(await line.choose(line.options[line.active])).toBe(false);
  });

  it("moves through its list in a circle", async () => {
    const { quick: line } = quick();
    await line.type("", 0);
    line.move(-1);
    expect(line.active).toBe(line.options.length - 1);
    line.move(1);
    expect(line.active).toBe(0);
  });
});
