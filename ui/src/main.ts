/** The window inside Tauri. */
import { tauriHost } from "./lib/host.tauri";
import { show } from "./show";

show(tauriHost(), () => Date.now());
