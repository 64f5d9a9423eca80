/** The first picture: what the shell lays before the page is drawn before anything is asked. */
import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { Entry, First } from "../src/lib/bindings";
import { FAKE_NOW, friday } from "../src/lib/fake/data";
import { type FakeHost, fakeHost } from "../src/lib/host.fake";
import { show } from "../src/show";
import { open } from "./window";

async function laidBefore(host: FakeHost): Promise<First> {
  return {
    status: await host.status(),
    entries: await host.log("2026-11-26", "2026-11-27", null),
    recent: await host.recent(6),
    trackers: await host.trackers(),
    uploads: await host.uploads(),
    progress: await host.uploadsProgress(),
    settings: await host.settings(),
  };
}

describe("first picture", () => {
  it("is whole before the first question", async () => {
    document.body.innerHTML = `<div id="app"></div>`;
    const host = fakeHost();
    const first = await laidBefore(host);
    const asked = host.calls("status") + host.calls("log");
    const painted = new Promise<string>((resolve) => {
      host.painted = async () => resolve(document.body.textContent ?? "");
    });
    void show(host, () => FAKE_NOW, first);
    expect(await painted).toContain("Stand-up");
    expect(screen.getByRole("timer")).toBeVisible();
    expect(host.calls("status") + host.calls("log")).toBe(asked);
    // Then it asks, for what may have changed meanwhile.
    await expect.poll(() => host.calls("status") + host.calls("log")).toBeGreaterThan(asked);
  });

  it("goes back a fortnight where two days are short, and no farther than two where they are long", async () => {
    const few = await open();
    expect(few.host.calls("log")).toBe(2);
    const [entry] = friday();
    const many = Array.from({ length: 50 }, (_, n): Entry => ({ ...(entry as Entry), id: `many${n}` }));
    const full = await open({ entries: many });
    expect(full.host.calls("log")).toBe(1);
    expect(full.app.log.entries).toHaveLength(50);
  });
});
