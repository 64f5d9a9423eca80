/** Connecting, signing in again, removing, and the outbox. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { Conflict, RemoteRecord } from "../src/lib/bindings";
import { sameCause } from "../src/lib/fake/conflicts";
import { friday } from "../src/lib/fake/data";
import { Refusal } from "../src/lib/host";
import { bulk, differences } from "../src/lib/outbox";
import { type Opened, open, toastSays } from "./window";

async function trackers(world: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const opened = await open(world);
  opened.app.nav.go("trackers");
  await screen.findByRole("heading", { level: 1, name: "Trackers" });
  return opened;
}

describe("trackers", () => {
  it("shows who is connected and who needs a person", async () => {
    await trackers();
    expect(screen.getAllByText("Connected as Ada Lovelace")).toHaveLength(2);
    const waits = screen.getByText("plane waits.");
    expect(waits).toBeVisible();
    expect(waits.parentElement).toHaveTextContent("The tracker cannot be reached: no answer.");
    const stuck = screen.getByRole("heading", { name: "Needs you" }).parentElement
      ?.nextElementSibling as HTMLElement;
    expect(stuck).toHaveTextContent("Time tracking is off there.");
    expect(within(stuck).getByRole("button", { name: "Try again" })).toBeVisible();
    expect(within(stuck).getByRole("button", { name: "Give up" })).toBeVisible();
  });

  it("tries those with the same cause again together, and says the cause once", async () => {
    const { host, user } = await trackers({ uploads: sameCause() });
    const asked: unknown[][] = [];
    const retry = host.uploadRetry;
    host.uploadRetry = (...words) => {
      asked.push(words);
      return retry(...words);
    };
    expect(screen.getByText(/Time tracking is off there\./).parentElement).toHaveTextContent(
      "plane, 3 uploads:",
    );
    await user.click(screen.getByRole("button", { name: "Try these 3 uploads to plane again" }));
    await expect.poll(() => asked).toEqual([[expect.any(String), true]]);
  });

  it("shows the day alone where a tracker keeps no clock time", async () => {
    await trackers({ uploads: sameCause() });
    const done = screen.getByRole("heading", { name: "Done" }).parentElement
      ?.nextElementSibling as HTMLElement;
    expect(within(done).getByText("Yesterday")).toBeVisible();
    expect(done).not.toHaveTextContent("01:00");
  });

  it("says when each tracker last answered", async () => {
    await trackers();
    expect(screen.getAllByText("Answered 14:22").length).toBeGreaterThan(1);
  });

  it("tries an upload again", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(host.calls("uploadRetry")).toBe(1);
  });

  it("shows only the fields of the chosen kind, and keeps what was typed for another", async () => {
    const { user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.type(await screen.findByLabelText("API key"), "secret");
    await user.click(screen.getByRole("radio", { name: /Yandex Tracker/ }));
    expect(screen.getByLabelText("OAuth token")).toHaveValue("");
    expect(screen.queryByLabelText(/Workspace/)).toBeNull();
    await user.click(screen.getByRole("radio", { name: /Clockify/ }));
    expect(screen.getByLabelText("API key")).toHaveValue("secret");
  });

  it("hides the secret until asked", async () => {
    const { user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    const field = await screen.findByLabelText("API key");
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute("type", "password");
    await user.click(screen.getByRole("button", { name: "Show the API key" }));
    expect(field).toHaveAttribute("type", "text");
  });

  it("names the field that is missing instead of sending", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.click(await screen.findByRole("radio", { name: /Yandex Tracker/ }));
    await user.type(screen.getByLabelText("OAuth token"), "t");
    await user.click(screen.getByRole("button", { name: "Connect" }));
    expect(screen.getByLabelText("Organisation ID")).toBeInvalid();
    expect(host.calls("trackerAdd")).toBe(0);
  });

  it("checks while typing pauses, then connects", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.type(await screen.findByLabelText("API key"), "key");
    expect(await screen.findByText("Signed in", {}, { timeout: 3000 })).toBeVisible();
    expect(host.calls("trackerCheck")).toBe(1);
    await user.click(screen.getByRole("button", { name: "Connect" }));
    expect(await screen.findByText("clockify2 is connected")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("puts a refusal beside its field and keeps the form", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.type(await screen.findByLabelText("API key"), "wrong");
    const error = {
      code: "sign_in",
      message: "This key is not known there.",
      field: "token",
      remedy: "Make a new one.",
    } as const;
    host.refuseNext("trackerAdd", new Refusal(error));
    await user.click(screen.getByRole("button", { name: "Connect" }));
    expect(await screen.findByText("This key is not known there. Make a new one.")).toBeVisible();
    expect(screen.getByLabelText("API key")).toHaveValue("wrong");
  });

  it("signs in again", async () => {
    const { host, user } = await trackers();
    const [button] = screen.getAllByRole("button", { name: "Sign in again" });
    await user.click(button as HTMLElement);
    await user.click(await screen.findByRole("radio", { name: "API key or access token" }));
    await user.type(
      await screen.findByLabelText("API key or access token", { selector: "[type=password]" }),
      "new one",
    );
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("awork is connected")).toBeVisible();
    expect(host.calls("trackerSignIn")).toBe(1);
  });

  it("asks for no token where the browser brings it", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.click(await screen.findByRole("radio", { name: /awork/ }));
    expect(screen.getByRole("radio", { name: "With awork in the browser" })).toBeChecked();
    expect(document.querySelector("[type=password]")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Sign in in the browser" }));
    expect(await screen.findByText("awork2 is connected")).toBeVisible();
    expect(host.calls("trackerAdd")).toBe(0);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("shows where the browser was sent while it waits, and gives up when told", async () => {
    const { host, user } = await trackers({ consent: new Promise(() => {}) });
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.click(await screen.findByRole("radio", { name: /awork/ }));
    const begin = screen.getByRole("button", { name: "Sign in in the browser" });
    await user.click(begin);
    expect(
      await screen.findByText("awork asks you in the browser. Come back here when you are done."),
    ).toBeVisible();
    expect(screen.getByRole("link", { name: /accounts\/authorize/ })).toBeVisible();
    expect(begin).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Cancel this sign-in" }));
    expect(host.calls("browserSignInCancel")).toBe(1);
    expect(begin).toBeEnabled();
    // Nor does it go on behind a closed form.
    await user.click(begin);
    await screen.findByRole("link", { name: /accounts\/authorize/ });
    await user.click(screen.getByRole("button", { name: "Close" }));
    await vi.waitFor(() => expect(host.calls("browserSignInCancel")).toBe(2));
  });

  it("says why a sign-in in the browser did not come about, and keeps the form", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Connect a tracker" }));
    await user.click(await screen.findByRole("radio", { name: /awork/ }));
    const refused = { code: "sign_in", field: "browser", remedy: "Start again." } as const;
    host.refuseNext("browserSignInFinish", new Refusal({ ...refused, message: "It was refused." }));
    await user.click(screen.getByRole("button", { name: "Sign in in the browser" }));
    expect(await screen.findByText("It was refused. Start again.")).toBeVisible();
    const taken = { code: "bad_input", field: "name", remedy: null } as const;
    host.refuseNext("browserSignIn", new Refusal({ ...taken, message: "That name is taken." }));
    await user.click(screen.getByRole("button", { name: "Sign in in the browser" }));
    await vi.waitFor(() => expect(screen.getByLabelText("Name in Stint")).toBeInvalid());
    expect(screen.queryByText("It was refused. Start again.")).toBeNull();
  });

  it("signs in again in the browser", async () => {
    const { host, user } = await trackers();
    const [button] = screen.getAllByRole("button", { name: "Sign in again" });
    await user.click(button as HTMLElement);
    await user.click(await screen.findByRole("button", { name: "Sign in in the browser" }));
    expect(await screen.findByText("awork is connected")).toBeVisible();
    expect(host.calls("browserSignInAgain")).toBe(1);
    expect(host.calls("trackerSignIn")).toBe(0);
  });

  it("says that a renewed sign-in is in memory alone", async () => {
    const { app } = await trackers();
    const reason = "The keychain did not take the renewed sign-in; Stint keeps it in memory.";
    const [first] = app.trackers.all.filter((tracker) => tracker.health === "ok");
    app.trackers.all = app.trackers.all.map((one) => (one === first ? { ...one, reason } : one));
    expect(await screen.findByText(reason)).toBeVisible();
  });

  it("asks before it forgets a secret, with Cancel first", async () => {
    const { app, host, user } = await trackers();
    const [tracker] = app.trackers.all;
    if (tracker) app.nav.open({ kind: "remove", tracker });
    expect(await screen.findByRole("alertdialog", { name: "Remove plane?" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
    const dialog = within(screen.getByRole("alertdialog"));
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    expect(host.calls("trackerRemove")).toBe(1);
    await vi.waitFor(() => expect(app.trackers.all).toHaveLength(3));
  });
});

const RECORD: RemoteRecord = {
  time: "clock",
  remote_id: null,
  target: "plane:PROJ-8",
  start: "2026-11-20T08:46:00Z",
  seconds: 5640,
  shown: "94 min",
  text: "API client: retry logic",
  tags: [],
  billable: null,
};

/** The upload that needs a person in the made-up world. */
function stuckId(): string {
  const bookings = friday().flatMap((entry) => entry.bookings);
  const stuck = bookings.flatMap((booking) => booking.uploads).find((upload) => upload.state === "stuck");
  if (!stuck) throw new Error("the made-up world lacks it");
  return stuck.id;
}

function conflict(theirs: Partial<RemoteRecord> | null): Conflict {
  if (!theirs) return { kind: "gone", mine: RECORD, theirs: null };
  return { kind: "changed", mine: RECORD, theirs: { ...RECORD, remote_id: "r1", ...theirs } };
}

describe("a record that somebody changed", () => {
  it("shows both versions with what differs, and the three ways to go on", async () => {
    const theirs = { text: "Retry logic, reviewed", shown: "60 min", seconds: 3600 };
    await trackers({ uploads: { [stuckId()]: { conflict: conflict(theirs) } } });
    const mine = screen.getByText("Mine").nextElementSibling as HTMLElement;
    const other = screen.getByText(/^In /).nextElementSibling as HTMLElement;
    expect(mine).toHaveTextContent("API client: retry logic");
    expect(within(other).getByText("Retry logic, reviewed").tagName).toBe("STRONG");
    expect(within(other).getByText("60 min").tagName).toBe("STRONG");
    expect(within(other).getByText("Fri 20 Nov 09:46").tagName).toBe("SPAN");
    for (const name of ["Send mine", "Take theirs", "Leave both"]) {
      expect(screen.getByRole("button", { name })).toBeVisible();
    }
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("takes theirs, with Undo", async () => {
    const { host, user } = await trackers({
      uploads: { [stuckId()]: { conflict: conflict({ text: "x" }) } },
    });
    await user.click(screen.getByRole("button", { name: "Take theirs" }));
    await toastSays("The entry took theirs");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(host.calls("uploadChoose")).toBe(1);
    expect(host.said).toEqual([{ verb: "undo", count: 1 }]);
  });

  it("says that a removed record is not there", async () => {
    await trackers({ uploads: { [stuckId()]: { conflict: conflict(null) } } });
    expect(screen.getByText("Not there any more")).toBeVisible();
  });

  it("is left out when all are tried again", () => {
    const upload = { conflict: null, candidates: [] as string[] };
    const all = [upload, { ...upload, conflict: conflict(null) }, { ...upload, candidates: ["r"] }];
    expect(bulk(all as unknown as Parameters<typeof bulk>[0])).toEqual([upload]);
  });

  it("differs only where it does", () => {
    expect([...differences(conflict({ tags: ["a"] }))]).toEqual(["tags"]);
    expect([...differences(conflict({}))]).toEqual([]);
    expect([...differences(conflict(null))]).toEqual([]);
  });
});

describe("the outbox", () => {
  it("shows what the records hold that could be an upload's, and takes the picked one", async () => {
    const records = [
      { ...RECORD, remote_id: "r1" },
      { ...RECORD, remote_id: "r2", text: "another text" },
    ];
    const { host, user } = await trackers({
      uploads: { [stuckId()]: { candidates: ["r1", "r2"], records } },
    });
    await user.click(screen.getByRole("button", { name: /^another text · .*that is it$/ }));
    expect(host.calls("uploadAdopt")).toBe(1);
  });

  it("opens the entry to book it elsewhere", async () => {
    const { user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Book elsewhere" }));
    expect(await screen.findByRole("dialog")).toBeVisible();
  });

  it("checks what was uploaded on demand", async () => {
    const { host, user } = await trackers();
    await user.click(screen.getByRole("button", { name: "Check now" }));
    expect(host.calls("sync")).toBe(1);
  });

  it("shows how far many uploads are, and pauses and resumes them", async () => {
    const { app, host, user } = await trackers();
    const one = { connection: "plane", sending: 1, unsure: 0, stuck: 0, done: 120, paused: false };
    app.trackers.progress = [{ ...one, waiting: 880 }];
    const bar = await screen.findByRole("progressbar", { name: "Uploads to plane" });
    expect(bar).toHaveAttribute("max", "1000");
    expect(screen.getByText("120 done, 880 to go")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Pause uploads" }));
    expect(host.calls("uploadsPause")).toBe(1);
    expect(app.trackers.named("plane")?.health).toBe("paused");
    await user.click(await screen.findByRole("button", { name: "Resume uploads" }));
    expect(host.calls("uploadsResume")).toBe(1);
  });
});
