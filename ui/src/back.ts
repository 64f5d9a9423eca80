/** A closed window comes back as a new one would: at the top, with nothing open but what was typed in. */
import { tick } from "svelte";
import type { ComesBack } from "./lib/bindings";
import type { App } from "./lib/state/app.svelte";

/** What a person types into and leaves again: a dialog, or an editor in the page. */
const EDITORS = "dialog, .row-edit, .start-edit";

/** Marks an editor that was typed in. */
function typed({ target }: Event): void {
  if (target instanceof Element) target.closest(EDITORS)?.setAttribute("data-typed", "");
}

/** Watches what is typed, from now on. */
export function watch(): void {
  document.addEventListener("input", typed);
}

/** Empties the page: the next time its window is shown the last picture comes first, and it would be an old one. */
export function leave(app: App): void {
  document.documentElement.dataset.away = "";
  // The first frame draws it, the second one comes after that.
  requestAnimationFrame(() => requestAnimationFrame(() => void app.host.painted()));
}

/** Leaves what is open as a person would with Escape, so that each keeps what it keeps then. */
function tidy(app: App): void {
  for (const open of document.querySelectorAll<HTMLElement>("[popover]")) open.hidePopover();
  for (const dialog of document.querySelectorAll("dialog:not([data-typed])"))
    dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  for (const editor of document.querySelectorAll(
    ".row-edit:not([data-typed]), .start-edit:not([data-typed])",
  ))
    editor
      .querySelector("input")
      ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  if (document.querySelector("[data-typed]")) return;
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused !== document.body) focused.blur();
  app.quick.open = false;
  app.cursor.current = null;
  app.cursor.open = [];
  app.list?.reset();
}

/** Catches up, and says that the window may be seen again. */
export async function comeBack(app: App, { view, first, stale }: ComesBack): Promise<void> {
  const day = app.log.today;
  app.clock.tick();
  // What was done elsewhere is newer than what the toast would undo.
  if (stale) app.toasts.close();
  tidy(app);
  app.nav.go("today");
  if (first) {
    app.begin(first);
    app.presence = "here";
  } else if (stale || app.log.today !== day) await app.reload();
  delete document.documentElement.dataset.away;
  await tick();
  document.querySelector("main")?.scrollTo({ top: 0 });
  if (view) {
    await app.goByName(view);
    await tick();
  }
  await app.host.painted();
  // The first days are no more than the first picture needs.
  if (first) await app.reload();
}
