import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { RunDocument } from "@stageplay/core";
import { decodeRun } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import {
  cardsOf,
  changeTheme,
  countCard,
  openNotebook,
  runAllCells,
  savedNotebook,
  shoot,
  type Theme,
} from "./support/lab-page.js";
import { bundlesOf, errorsOf } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 240_000;
const NOTEBOOKS = fileURLToPath(new URL("../../notebooks/", import.meta.url));

/** The whole way: real kernel, real files, real browser. The notebook runs in a copy, so that nothing in the repository changes. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("00-first-run.ipynb in JupyterLab", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  let runs: readonly RunDocument[];

  beforeAll(async () => {
    notebooks = await openNotebooks();
    await cp(NOTEBOOKS, notebooks.folder, { recursive: true });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("00-first-run.ipynb"));
    await runAllCells(browser.page);
    const notebook = await savedNotebook(browser.page);
    expect(errorsOf(notebook)).toEqual([]);
    runs = bundlesOf(notebook).map((bundle) => decodeRun(bundle));
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  it("leaves a run under each cell that ran jobs", () => {
    expect(runs.length).toBeGreaterThanOrEqual(3);
    for (const run of runs) {
      expect(run.jobs.length).toBeGreaterThan(0);
      expect(run.jobs.filter((job) => job.failure !== undefined || job.endMs === undefined)).toEqual([]);
    }
  });

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])(
    "shows as many stage boxes and Gantt bars as each run has: %s",
    async (theme) => {
      const { page, errors } = browser;
      await changeTheme(page, theme);
      const cards = await cardsOf(page, runs.length);
      for (const [i, card] of cards.entries()) {
        const run = runs[i]!;
        expect(await countCard(page, card)).toEqual({
          runId: run.runId,
          stageBoxes: run.jobs.reduce((sum, job) => sum + job.stageIds.length, 0),
          bars: run.tasks.length,
          tableRows: run.stages.length,
        });
        await shoot(page, card, `first-run-${i + 1}-${theme === "JupyterLab Dark" ? "dark" : "light"}`);
      }
      expect(errors).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "shows the picture of a cell in a saved notebook that is opened again",
    async () => {
      const { page, errors } = browser;
      await openNotebook(page, notebooks.labUrl("00-first-run.ipynb"));
      const cards = await cardsOf(page, runs.length);
      expect((await countCard(page, cards[0]!)).bars).toBe(runs[0]!.tasks.length);
      expect(errors).toEqual([]);
    },
    SLOW_MS,
  );
});
