/** What jsdom lacks of a browser: dialogs, popovers, sizes. */
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/svelte";
import { afterEach } from "vitest";
import { later } from "../src/lib/words";

// Parts are loaded when first used, and a busy machine takes its time over that.
configure({ asyncUtilTimeout: 20_000 });

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
HTMLElement.prototype.showPopover = () => {};
HTMLElement.prototype.hidePopover = () => {};
HTMLElement.prototype.scrollTo = () => {};
// jsdom's files cannot be read this way yet; the engine's can.
Blob.prototype.arrayBuffer ??= function (this: Blob) {
  return new Promise<ArrayBuffer>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error ?? new Error("not read"));
    reader.readAsArrayBuffer(this);
  });
};
// Nothing has a size there, so none changes.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
// axe asks for a canvas to look at fonts; there is none.
HTMLCanvasElement.prototype.getContext = () => null;

// Components that are drawn by themselves say texts that the window would have fetched with them.
await later();

afterEach(() => {
  cleanup();
  localStorage.clear();
  delete document.documentElement.dataset.theme;
});
