/** The clock reads the time and never counts it, and it sleeps while nobody looks. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Clock } from "../src/lib/state/clock.svelte";
import { Toasts } from "../src/lib/state/toasts.svelte";

let seen: DocumentVisibilityState = "visible";
vi.spyOn(document, "visibilityState", "get").mockImplementation(() => seen);

function look(state: DocumentVisibilityState) {
  seen = state;
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-11-20T13:36:08.400Z") }));
afterEach(() => {
  vi.useRealTimers();
  seen = "visible";
});

describe("clock", () => {
  it("ticks on the full second while seconds are shown", () => {
    const clock = new Clock(() => Date.now());
    const stop = clock.start();
    clock.seconds = true;
    vi.advanceTimersByTime(600);
    expect(clock.now % 1000).toBe(0);
    vi.advanceTimersByTime(3000);
    expect(new Date(clock.now).getUTCSeconds()).toBe(12);
    stop();
  });

  it("ticks once a minute otherwise", () => {
    const clock = new Clock(() => Date.now());
    const stop = clock.start();
    vi.advanceTimersByTime(51_000);
    expect(new Date(clock.now).getUTCSeconds()).toBe(8);
    vi.advanceTimersByTime(1000);
    expect(new Date(clock.now).toISOString()).toBe("2026-11-20T13:37:00.000Z");
    stop();
  });

  it("runs no timer in a hidden window, and is right again at the first look", () => {
    const clock = new Clock(() => Date.now());
    const stop = clock.start();
    clock.seconds = true;
    look("hidden");
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(3_600_000);
    look("visible");
    expect(new Date(clock.now).toISOString()).toBe("2026-11-20T14:36:08.400Z");
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("toasts", () => {
  it("stay for eight seconds, and wait while they are held", () => {
    const toasts = new Toasts();
    toasts.show("Deleted");
    vi.advanceTimersByTime(7000);
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(toasts.current?.text).toBe("Deleted");
    toasts.release();
    vi.advanceTimersByTime(8000);
    expect(toasts.current).toBeNull();
  });

  it("are one at a time", () => {
    const toasts = new Toasts();
    toasts.show("One");
    vi.advanceTimersByTime(7000);
    toasts.show("Two");
    vi.advanceTimersByTime(7000);
    expect(toasts.current?.text).toBe("Two");
  });
});
