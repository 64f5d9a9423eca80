/** The window inside Tauri: the main one, or one of the small ones. */
import type { First } from "./lib/bindings";
import { tauriHost } from "./lib/host.tauri";
import { parts } from "./parts";
import { show } from "./show";

/** What the shell lays before the page. */
const { stintFirst, stintFont } = globalThis as { stintFirst?: First; stintFont?: string };

// One name that is there, in place of a list that is searched for every size and weight.
if (stintFont)
  document.documentElement.style.setProperty("--font", `${JSON.stringify(stintFont)}, sans-serif`);
const host = tauriHost();
const now = () => Date.now();
const kind = new URLSearchParams(location.search).get("window");
if (kind === "quick") void parts.quickWindow().then((part) => part.showQuick(host, now));
else if (kind === "mini") void parts.miniWindow().then((part) => part.showMini(host, now));
else void show(host, now, stintFirst);
