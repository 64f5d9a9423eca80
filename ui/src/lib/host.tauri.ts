/** The real host: typed commands and events of the Tauri shell. */
import { listen } from "@tauri-apps/api/event";
import { commands } from "./bindings";
import { type Events, type Host, refusal } from "./host";

/** Whatever a command rejects with becomes a refusal. */
function refusing<A extends unknown[], T>(command: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  return async (...args) => {
    try {
      return await command(...args);
    } catch (thrown) {
      throw refusal(thrown);
    }
  };
}

/** What Tauri lays before every page. */
interface Inside {
  __TAURI_INTERNALS__: { metadata: { currentWindow: { label: string } } };
}

async function listenTo(events: Events): Promise<() => void> {
  const names = ["changed", "view", "back", "leaves", "typed", "resident"] as const;
  const { label } = (globalThis as unknown as Inside).__TAURI_INTERNALS__.metadata.currentWindow;
  // Only what is meant for this window: several live in one process.
  const target = { kind: "WebviewWindow", label } as const;
  const ends = await Promise.all(
    names.map((name) => listen<never>(name, (event) => events[name]?.(event.payload), { target })),
  );
  return () => {
    for (const end of ends) end();
  };
}

/** Builds the host that speaks to the shell. */
export function tauriHost(): Host {
  const asked = Object.entries(commands).map(([name, command]) => [
    name,
    refusing(command as (...args: unknown[]) => Promise<unknown>),
  ]);
  // Every command of the bindings under its own name; the compiler holds the two lists against each other.
  const host: typeof commands = Object.fromEntries(asked);
  return { ...host, listen: listenTo };
}
