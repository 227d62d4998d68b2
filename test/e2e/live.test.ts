import { TASK_STATUSES } from "@stageplay/core";
import { decodeRun } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import {
  changeTheme,
  command,
  kernelIdle,
  openNotebook,
  savedNotebook,
  selectTab,
  visibleText,
} from "./support/lab-page.js";
import { bundlesOf, notebookFile } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

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
  readonly height: number;
  /** Task attempts that the timeline shows. */
  readonly attempts: number;
  /** The timeline is still the one of the moment before. */
  readonly kept: boolean;
}

describe.skipIf(chromiumPath === undefined && !browserIsRequired())("a cell that runs for long", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  let running: Promise<void>;

  beforeAll(async () => {
    notebooks = await openNotebooks({ "live.ipynb": notebookFile([{ code: PROGRAM }]) });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("live.ipynb"));
    await kernelIdle(browser.page);
    // Not waited for: it ends when the cell is interrupted.
    running = command(browser.page, "notebook:run-all-cells");
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  it(
    "grows in place, with a bar a job, and keeps what happened when it is interrupted",
    async () => {
      const { page, errors } = browser;
      await page.waitForSelector(".sp-card[data-run-id] .sp-progress progress", { timeout: 60_000 });
      const card = (await page.$(".sp-card"))!;
      await changeTheme(page, "JupyterLab Light");
      await selectTab(page, card, "timeline");
      const moments = await page.evaluate(watchCard, 6);
      // The picture goes on in other colours.
      await changeTheme(page, "JupyterLab Dark");
      moments.push(...(await page.evaluate(watchCard, 4)));
      expect(moments).toHaveLength(10);
      for (const [i, { done, all, job, tabsAt, height, attempts, kept }] of moments.entries()) {
        expect(done).toBeLessThanOrEqual(all);
        const before = moments[i - 1];
        if (before === undefined) continue;
        if (before.job === job) expect(done).toBeGreaterThanOrEqual(before.done);
        expect(tabsAt).toBeGreaterThanOrEqual(before.tabsAt);
        expect(height).toBeGreaterThanOrEqual(before.height);
        expect(attempts).toBeGreaterThanOrEqual(before.attempts);
        expect(kept).toBe(true);
      }
      expect(moments.at(-1)!.attempts).toBeGreaterThan(moments[0]!.attempts);
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
      expect(run.tasks.length).toBeGreaterThanOrEqual(moments.at(-1)!.attempts);
      expect(await card.$eval('[data-tab="timeline"]', (tab) => tab.getAttribute("aria-selected"))).toBe("true");
      const shown = (): Promise<number> =>
        card.$eval(".sp-timeline .sp-gantt", (node) => Number(node.getAttribute("data-task-count")));
      await expect.poll(shown).toBe(run.tasks.length);
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
  const canvas = card.querySelector(".sp-gantt canvas");
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
    const { top, height } = card.getBoundingClientRect();
    const tabsAt = card.querySelector(".sp-bar")!.getBoundingClientRect().top - top;
    const attempts = Number(card.querySelector(".sp-gantt")?.getAttribute("data-task-count"));
    const kept = canvas !== null && card.querySelector(".sp-gantt canvas") === canvas;
    moments.push({
      job: bar.getAttribute("aria-label") ?? "",
      done: bar.value,
      all: bar.max,
      tabsAt,
      height,
      attempts,
      kept,
    });
  }
  return moments;
}
