/** The window inside Tauri. */
import type { First } from "./lib/bindings";
import { tauriHost } from "./lib/host.tauri";
import { show } from "./show";

/** What the shell lays before the page. */
const { stintFirst, stintFont } = globalThis as { stintFirst?: First; stintFont?: string };

// One name that is there, in place of a list that is searched for every size and weight.
if (stintFont)
  document.documentElement.style.setProperty("--font", `${JSON.stringify(stintFont)}, sans-serif`);
show(tauriHost(), () => Date.now(), stintFirst);
