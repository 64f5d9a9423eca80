/** A made-up browser: the person agrees when they are asked, or takes their time. */
import type { AddTracker, BrowserSignIn, Tracker } from "../bindings";
import { Refusal } from "../host";

const ADDRESS = "https://api.awork.com/api/v1/accounts/authorize?client_id=3f2a&code_challenge_method=S256";

/** The four commands; `add` and `again` keep the account, `consent` is what the person takes their time for. */
export function browsing(
  add: (account: AddTracker) => Promise<Tracker>,
  again: (name: string) => Promise<Tracker>,
  consent: Promise<unknown> = Promise.resolve(),
) {
  const waiting = new Map<string, () => Promise<Tracker>>();
  let count = 0;
  const begin = (keep: () => Promise<Tracker>): BrowserSignIn => {
    count += 1;
    const id = `sign-in-${count}`;
    waiting.set(id, keep);
    return { id, address: ADDRESS, opened: true, wait_seconds: 300 };
  };
  return {
    browserSignIn: async (account: AddTracker) => begin(() => add(account)),
    browserSignInAgain: async (name: string) => begin(() => again(name)),
    browserSignInFinish: async (id: string): Promise<Tracker> => {
      await consent;
      const keep = waiting.get(id);
      waiting.delete(id);
      if (keep) return keep();
      const message = "The sign-in was given up.";
      throw new Refusal({ code: "not_now", message, field: "browser", remedy: null });
    },
    browserSignInCancel: async (id: string) => {
      waiting.delete(id);
    },
  };
}
