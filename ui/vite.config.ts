// How the window is built, served and tested. `--mode fake` builds the page with the in-memory host instead.
import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin, Rolldown } from "vite";
import { defineConfig } from "vitest/config";

/** Puts the icon sprite into the page: no request, and no script carries the shapes. */
const icons: Plugin = {
  name: "icons",
  transformIndexHtml: (html) => html.replace("<!-- icons -->", readFileSync("src/icons.svg", "utf8")),
};

/** All style sheets come with the page, so a part that is fetched has nothing to wait for but itself. */
const noPreload: Plugin = {
  name: "no-preload",
  enforce: "pre",
  apply: "build",
  load: (id) =>
    id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined,
};

/** What Svelte has for forms and rarer blocks; it lists them for all, and only later parts have any. */
const LATER_SVELTE =
  /svelte\/src\/internal\/client\/dom\/(elements\/bindings\/(input|select)|elements\/attachments|blocks\/(svelte-element|snippet))\.js$/;

/** What the bundler knows of the modules. */
interface Graph {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null;
}

/** The modules a page needs before it can run, as far as it was looked already. */
const first = new Map<string, boolean>();

/** Whether a page imports a module, directly or through others, without waiting for anything. */
function isFirst(id: string, graph: Graph): boolean {
  const known = first.get(id);
  if (known !== undefined) return known;
  // Whoever comes back here in a circle says nothing new.
  first.set(id, false);
  const info = graph.getModuleInfo(id);
  const found = info?.isEntry || info?.importers.some((importer) => isFirst(importer, graph));
  first.set(id, found ?? false);
  return found ?? false;
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), icons, noPreload],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  build: {
    // light-dark() and popover need nothing older; WebKitGTK 2.46 and WebView2 have both.
    target: ["es2022", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: mode === "fake" ? "dev.html" : "index.html",
      output: {
        codeSplitting: {
          groups: [
            { name: "forms", test: LATER_SVELTE, priority: 1, includeDependenciesRecursively: false },
            { name: (id, graph) => (isFirst(id, graph) ? "first" : null) },
          ],
        },
      },
      // The generated bindings make senders nobody uses; without this they would ship.
      treeshake: {
        manualPureFunctions: ["makeEvent"],
        // Else the first script would fetch the chunk of them, to run what nobody calls.
        moduleSideEffects: (id) => (LATER_SVELTE.test(id) ? false : undefined),
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    env: { TZ: "Europe/Berlin" },
    // Parts are loaded when first used, and a busy machine takes its time over that.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
}));
