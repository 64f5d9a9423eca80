// How the window is built, served and tested. `--mode fake` builds the page with the in-memory host instead.
import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Puts the icon sprite into the page: no request, and no script carries the shapes. */
const icons: Plugin = {
  name: "icons",
  transformIndexHtml: (html) => html.replace("<!-- icons -->", readFileSync("src/icons.svg", "utf8")),
};

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), icons],
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
      // The generated bindings make senders nobody uses; without this they would ship.
      treeshake: { manualPureFunctions: ["makeEvent"] },
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
