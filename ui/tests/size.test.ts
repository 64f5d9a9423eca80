/** The first picture costs at most 40 KB of script, as it goes over the wire. */
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, it, vi } from "vitest";

const MOST = 40_000;

it("keeps the script of the first picture within its budget", { timeout: 60_000 }, async () => {
  vi.stubEnv("NODE_ENV", "production");
  const built = (await build({ logLevel: "silent", build: { write: false } })) as Rolldown.RolldownOutput;
  const chunks = new Map(
    built.output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file]] : [])),
  );
  const first = [...chunks.values()].filter((chunk) => chunk.isEntry);
  const needed = new Set(first.flatMap((chunk) => [chunk.fileName, ...chunk.imports]));
  const bytes = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "").length, 0);
  expect(needed.size).toBeGreaterThan(0);
  expect(bytes).toBeGreaterThan(10_000);
  vi.unstubAllEnvs();
  expect(bytes).toBeLessThanOrEqual(MOST);
});
