import { encodeRun } from "@stageplay/view";
import { findChromium } from "../../tools/chromium.mjs";
import { measureFirstPaint } from "../e2e/first-paint.mjs";
import { loadViews, VIEWS_FOLDER } from "../views/load.mjs";
import { cpuTime } from "./cpu-time.mjs";
import { at } from "./paths.mjs";
import { simulateShuffles } from "./simulate.mjs";

/** The card of 20,000 tasks: size of its bundle, and the time until a browser has painted it. Then how the pictures do with large runs, as `npm run views` measures it. */
export async function measureBrowser(reporter) {
  const { run } = await simulateShuffles(20, 1000);
  const { result: bundle, cpuMs } = await cpuTime(() => JSON.stringify(encodeRun(run)));
  const bytes = Buffer.byteLength(bundle);
  const note = `${(bytes / run.tasks.length).toFixed(1)} bytes a task; encoded in ${Math.round(cpuMs)} CPU ms`;
  reporter.add("bundle: 20,000 tasks", bytes, "bytes", note);
  if (findChromium() === undefined) {
    const reason = "no Chromium found: install it, or set CHROMIUM to its path";
    reporter.add("browser: first paint of that bundle", undefined, "ms", reason);
    return;
  }
  const { cold, warm } = await measureFirstPaint(bundle);
  const parts = `decode ${Math.round(warm.decodeMs)}, model ${Math.round(warm.modelMs)}, draw ${Math.round(warm.drawMs)} ms`;
  reporter.add("browser: first paint of that bundle", cold.totalMs, "ms", `${cold.tasks} tasks, the page's first card`);
  reporter.add("browser: the next card", warm.totalMs, "ms", parts);
  await measurePictures(reporter);
}

async function measurePictures(reporter) {
  process.chdir(at("."));
  const { measureScale, openCardPages } = await loadViews();
  const pages = await openCardPages(VIEWS_FOLDER);
  const table = {
    add: ({ what, value, unit, target, note }) =>
      reporter.add(`browser: ${what}`, value, unit, target === undefined ? note : `${target}; ${note}`),
  };
  try {
    await measureScale(pages, table);
  } finally {
    await pages.close();
  }
}
