/** Connecting, signing in again, removing, and the outbox. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { Refusal } from "../src/lib/host";
import { type Opened, open } from "./window";

async function trackers(): Promise<Opened> {
  const opened = await open();
  opened.app.nav.go("trackers");
  await screen.findByRole("heading", { level: 1, name: "Trackers" });
  return opened;
}

describe("trackers", () => {
  it("shows who is connected and who needs a person", async () => {
    await trackers();
    expect(screen.getAllByText("Connected as Ada Lovelace")).toHaveLength(2);
    expect(screen.getByText("plane has been out of reach since 14:02.")).toBeVisible();
    const stuck = screen.getByRole("heading", { name: /Needs you/ }).nextElementSibling as HTMLElement;
    expect(stuck).toHaveTextContent("Time tracking is off there.");
    expect(within(stuck).getByRole("button", { name: "Try again" })).toBeVisible();
    expect(within(stuck).getByRole("button", { name: "Give up" })).toBeVisible();
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
    await user.type(await screen.findByLabelText("token"), "new one");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("awork is connected")).toBeVisible();
    expect(host.calls("trackerSignIn")).toBe(1);
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
