import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TASK_STATUSES } from "@stageplay/core";
import { decodeRun } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { command, kernelIdle, openNotebook, savedNotebook, visibleText } from "./support/lab-page.js";
import { type LabServer, startLab } from "./support/lab-server.js";
import { bundlesOf, notebookFile } from "./support/notebook-file.js";

const SLOW_MS = 120_000;
const FAILED = TASK_STATUSES.indexOf("ExceptionFailure");
/** Tasks that take real time, in loops of the user's own: each job goes on for seconds, and the cell until somebody stops it. */
const PROGRAM = `const slow = sc.parallelize(Array.from({ length: 400 }, (_, i) => i), 400).map((x) => {
  for (let i = 0; i < 4e6; i++) x = (x * 31 + i) % 1009;
  return x;
});
for (;;) await slow.count();`;

/** What a card under a running cell looked like at one moment. */
interface Moment {
  readonly job: string;
  readonly done: number;
  readonly all: number;
  readonly tabsAt: number;
}

describe.skipIf(chromiumPath === undefined && !browserIsRequired())("a cell that runs for long", () => {
  let folder: string;
  let lab: LabServer;
  let browser: TestBrowser;
  let running: Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "stageplay-notebooks-"));
    await writeFile(join(folder, "live.ipynb"), notebookFile([{ code: PROGRAM }]));
    lab = await startLab(folder);
    browser = await openBrowser();
    await openNotebook(browser.page, lab.notebookUrl("live.ipynb"));
    await kernelIdle(browser.page);
    // Not waited for: it ends when the cell is interrupted.
    running = command(browser.page, "notebook:run-all-cells");
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }, SLOW_MS);

  it(
    "grows in place, with a bar a job, and keeps what happened when it is interrupted",
    async () => {
      const { page, errors } = browser;
      await page.waitForSelector(".sp-card[data-run-id] .sp-progress progress", { timeout: 60_000 });
      const card = (await page.$(".sp-card"))!;
      const moments = await page.evaluate(watchCard, 6);
      expect(moments).toHaveLength(6);
      for (const [i, { done, all, job, tabsAt }] of moments.entries()) {
        expect(done).toBeLessThanOrEqual(all);
        const before = moments[i - 1];
        if (before === undefined) continue;
        if (before.job === job) expect(done).toBeGreaterThanOrEqual(before.done);
        expect(tabsAt).toBeGreaterThanOrEqual(before.tabsAt);
      }
      // Not only from job to job: the bar moves while a stage runs.
      expect(moments.some(({ job, done }, i) => moments[i - 1]?.job === job && done > moments[i - 1]!.done)).toBe(true);

      await command(page, "notebook:interrupt-kernel");
      await running;
      await kernelIdle(page);
      await page.waitForSelector(".sp-card .sp-progress[hidden]", { state: "attached" });
      expect(await page.locator(".sp-card").count()).toBe(1);
      expect(await card.evaluate((node) => node.isConnected)).toBe(true);
      const [bundle] = bundlesOf(await savedNotebook(page));
      const run = decodeRun(bundle);
      expect(run.tasks.length).toBeGreaterThan(0);
      expect(run.jobs.at(-1)?.failure).toMatch(/cancelled because the cell was interrupted/);
      expect(run.tasks.columns.status.subarray(0, run.tasks.length)).not.toContain(FAILED);
      expect(await visibleText(page.locator(".sp-card .sp-head"))).toContain("because the cell was interrupted");
      expect(errors).toEqual([]);
    },
    SLOW_MS,
  );
});

/** The card at its next updates. Runs in the page: has to stand alone. */
async function watchCard(updates: number): Promise<Moment[]> {
  const card = document.querySelector(".sp-card")!;
  const moments: Moment[] = [];
  while (moments.length < updates) {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(card, { attributes: true, childList: true, characterData: true, subtree: true });
    });
    const bar = card.querySelector(".sp-progress progress");
    if (!(bar instanceof HTMLProgressElement)) continue; // Between two jobs.
    const tabsAt = card.querySelector(".sp-bar")!.getBoundingClientRect().top - card.getBoundingClientRect().top;
    moments.push({ job: bar.getAttribute("aria-label") ?? "", done: bar.value, all: bar.max, tabsAt });
  }
  return moments;
}
