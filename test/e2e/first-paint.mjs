// How long a run's card takes to appear: decodes a bundle and draws the card of the extension in Chromium, without JupyterLab
// around it. `node test/e2e/first-paint.mjs bundle.json` prints JSON; test/bench calls measureFirstPaint.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { findChromium } from "../../tools/chromium.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const NEXT_FRAME = "await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));";

/** Draws as RunWidget does; `paint` resolves after the frame in which graph and timeline are there. */
const ENTRY = `
import { decodeRun, runModel } from "@stageplay/view";
import { RunCard } from ${JSON.stringify(join(ROOT, "lab-extension/lib/card/run-card.js"))};
globalThis.paint = async (text) => {
  const t0 = performance.now();
  const run = decodeRun(JSON.parse(text));
  const t1 = performance.now();
  const model = runModel(run);
  const t2 = performance.now();
  const card = new RunCard();
  document.querySelector("main").replaceChildren(card.node);
  card.update(model);
  card.observe();
  const tab = async (name, drawn) => {
    card.node.querySelector('[data-tab="' + name + '"]').click();
    while (card.node.querySelector(drawn) === null) { ${NEXT_FRAME} }
  };
  await tab("dag", ".sp-stage");
  await tab("timeline", "[data-painter]");
  ${NEXT_FRAME}
  const t3 = performance.now();
  const painter = card.node.querySelector("[data-painter]").getAttribute("data-painter");
  card.dispose();
  return { decodeMs: t1 - t0, modelMs: t2 - t1, drawMs: t3 - t2, totalMs: t3 - t0, tasks: run.tasks.length, painter };
};
`;

/**
 * Times of one bundle (its JSON text): `cold` the first card of a page, `warm` the median of the next
 * `rounds`. Needs a built extension and a Chromium.
 * @param {string} bundleText
 * @param {{ rounds?: number }} [options]
 */
export async function measureFirstPaint(bundleText, { rounds = 5 } = {}) {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium was found. Install it, or set CHROMIUM to its path.");
  const folder = await mkdtemp(join(tmpdir(), "stageplay-first-paint-"));
  try {
    const script = join(folder, "card.js");
    await build({
      stdin: { contents: ENTRY, resolveDir: ROOT },
      bundle: true,
      format: "iife",
      outfile: script,
      logLevel: "silent",
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const css = await readFile(join(ROOT, "lab-extension/style/index.css"), "utf8");
    const page = join(folder, "page.html");
    const body = '<body><main class="sp-output" style="width:900px"></main><script src="card.js"></script></body>';
    await writeFile(page, `<!doctype html><meta charset="utf-8"><style>${css}</style>${body}`);
    return await paintIn(executablePath, page, bundleText, rounds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} executablePath @param {string} page @param {string} bundleText @param {number} rounds */
async function paintIn(executablePath, page, bundleText, rounds) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await tab.goto(pathToFileURL(page).href);
    /** @returns {Promise<{ decodeMs: number, modelMs: number, drawMs: number, totalMs: number, tasks: number, painter: string }>} */
    const paint = () => tab.evaluate((text) => globalThis.paint(text), bundleText);
    const cold = await paint();
    const warm = [];
    for (let i = 0; i < rounds; i++) warm.push(await paint());
    warm.sort((a, b) => a.totalMs - b.totalMs);
    return { bytes: bundleText.length, cold, warm: warm[Math.floor(warm.length / 2)] };
  } finally {
    await browser.close();
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const file = process.argv[2];
  if (file === undefined) throw new Error("Usage: node test/e2e/first-paint.mjs bundle.json");
  console.log(JSON.stringify(await measureFirstPaint(await readFile(file, "utf8")), undefined, 2));
}
