/** The window inside Tauri. */
import type { First } from "./lib/bindings";
import { tauriHost } from "./lib/host.tauri";
import { show } from "./show";

/** What the shell lays before the page. */
const { stintFirst } = globalThis as { stintFirst?: First };

show(tauriHost(), () => Date.now(), stintFirst);
