// How long the window takes from a key to the picture with 300,000 entries, in the real engine: `npm run keys`, on a display.
// It builds the page over the made-up host, drives it through WebKitWebDriver, and writes its section of BENCHMARKS.md.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { build, preview } from "vite";

const BROWSERS = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(
  (on) => `/usr/lib/${on}/webkit2gtk-4.1/MiniBrowser`,
);
const OUT = "../target/keys-page";
const DRIVER = 4981;
const HEADING = "## Keys";
const MOST_MS = 50;
/** WebDriver's codes. */
const [DOWN, UP, PAGE_DOWN, PAGE_UP, ENTER] = ["\uE015", "\uE013", "\uE00F", "\uE00E", "\uE007"];

/** Notes each key until the picture after the focus, or what is found, has moved. */
const WATCH = `
  window.took = [];
  let pressed = 0;
  const painted = (done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  const note = () => {
    const from = pressed;
    if (from > 0) painted(() => window.took.push(performance.now() - from));
    pressed = 0;
  };
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  document.addEventListener("focusin", note);
  window.watchFound = () => new MutationObserver(note).observe(document.querySelector(".search"), { childList: true, subtree: true, characterData: true });
`;

async function ask(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${DRIVER}${path}`, {
    method,
    body: body && JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(what, probe) {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await probe().catch(() => null);
    if (found) return found;
    await pause(100);
  }
  throw new Error(`${what} did not come`);
}

function at(sorted, percent) {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

async function measure(session, url) {
  const run = (script) => ask("POST", `/session/${session}/execute/sync`, { script, args: [] });
  const press = async (keys) => {
    for (const key of keys) {
      const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: key }));
      await ask("POST", `/session/${session}/actions`, {
        actions: [{ type: "key", id: "keyboard", actions }],
      });
      await pause(40);
    }
  };
  const part = async (what, keys, most) => {
    await run("window.took = []");
    for (const [n, key] of keys.entries()) {
      await press([key]);
      // The next key waits for the picture of this one, if there is any.
      for (let tries = 0; tries < 20 && (await run("return window.took.length")) <= n; tries += 1)
        await pause(20);
    }
    const took = (await run("return window.took")).sort((a, b) => a - b);
    if (took.length < keys.length / 2)
      throw new Error(`${what}: only ${took.length} of ${keys.length} keys were followed`);
    const [p95, p50] = [at(took, 95), at(took, 50)];
    const ms = (value) => `${value.toFixed(1)} ms`;
    const above = most !== null && p95 > most ? " **above**" : "";
    console.log(`${what}: p95 ${ms(p95)}, median ${ms(p50)}, ${took.length} keys`);
    return `| ${what}, p95 | ${most === null ? "–" : `≤ ${ms(most)}`} | ${ms(p95)}${above} | median ${ms(p50)}, highest ${ms(took.at(-1))}, ${took.length} keys |`;
  };
  await ask("POST", `/session/${session}/window/rect`, { x: 0, y: 0, width: 1200, height: 800 });
  await ask("POST", `/session/${session}/url`, { url });
  await until("the list", () => run("return document.querySelector('.list-foot') !== null"));
  await run(WATCH);
  await press("j");
  const rows = [
    await part(
      "key to paint, 300,000 entries, row by row",
      [...Array(40).fill(DOWN), ...Array(20).fill(UP)],
      MOST_MS,
    ),
    await part("the same by screens, pages fetched on the way", Array(40).fill(PAGE_DOWN), MOST_MS),
  ];
  await press("g");
  await run("document.querySelector('.jump input').focus()");
  await press("2023-05-10");
  await press(ENTER);
  await pause(1500);
  rows.push(
    await part(
      "the same after a jump three years back",
      [...Array(20).fill(PAGE_UP), ...Array(20).fill(DOWN)],
      MOST_MS,
    ),
  );
  const drawn = await run("return document.querySelectorAll('.entry').length");
  await press("f");
  await until("the search", () => run("return document.activeElement?.getAttribute('role') === 'searchbox'"));
  await run("window.watchFound()");
  rows.push(await part("a letter in the search to what it finds", [..."review login"], null));
  return [...rows, `| rows drawn while scrolling | – | ${drawn} | of 300,000 |`];
}

const browser = BROWSERS.find(existsSync);
if (!browser)
  throw new Error("WebKitGTK's MiniBrowser is missing; on Debian it comes with libwebkit2gtk-4.1-0.");
await build({ mode: "fake", logLevel: "warn", build: { outDir: OUT, emptyOutDir: true } });
const server = await preview({ build: { outDir: OUT }, preview: { port: 0, host: "127.0.0.1" } });
const driver = spawn("WebKitWebDriver", [`--port=${DRIVER}`], {
  stdio: "ignore",
  env: { ...process.env, TZ: "Europe/Berlin" },
});
try {
  const options = { binary: browser, args: ["--automation"] };
  const wanted = { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } };
  const { sessionId } = await until("the driver", () => ask("POST", "/session", wanted));
  const rows = await measure(sessionId, `${server.resolvedUrls.local[0]}dev.html?state=many`);
  await ask("DELETE", `/session/${sessionId}`);
  const how =
    "`npm run keys` in `ui`: the built page in WebKit over a made-up host with 300,000 entries; from the key event to the frame after the focus moved.";
  const on = `Measured on ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, without a graphics card.`;
  const section = [
    HEADING,
    "",
    how,
    "",
    on,
    "",
    "| what | must hold | measured | also |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
  const file = "../BENCHMARKS.md";
  const text = readFileSync(file, "utf8");
  const begin = text.indexOf(`\n${HEADING}\n`);
  const end = begin < 0 ? -1 : text.indexOf("\n## ", begin + 4);
  const [before, after] =
    begin < 0 ? [`${text.trimEnd()}\n`, ""] : [text.slice(0, begin), end < 0 ? "" : text.slice(end)];
  writeFileSync(file, `${before}\n${section}${after}`);
} finally {
  driver.kill();
  await server.close();
}
