import { type RunDocument, TASK_STATUSES } from "@stageplay/core";
import { decodeRun, runModel } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { axeViolations } from "./support/axe.js";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import {
  cardsOf,
  changeTheme,
  countCard,
  openNotebook,
  runAllCells,
  savedNotebook,
  selectTab,
  shoot,
  type Theme,
} from "./support/lab-page.js";
import { bundlesOf, errorsOf, notebookFile } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 120_000;
const PROGRAM = `const counts = sc.parallelize(["a b c", "a b", "c d a"], 3)
  .flatMap((line) => line.split(" "))
  .map((word) => [word, 1])
  .reduceByKey((a, b) => a + b);
await counts.collect();`;

/** The same extension in Notebook 7: a real kernel runs a cell, the card is drawn, its links and the side panel work. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("a card in Notebook 7", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  let run: RunDocument;

  beforeAll(async () => {
    notebooks = await openNotebooks({ "seven.ipynb": notebookFile([{ markdown: "# Seven" }, { code: PROGRAM }]) });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.notebook7Url("seven.ipynb"));
    await runAllCells(browser.page);
    const notebook = await savedNotebook(browser.page);
    expect(errorsOf(notebook)).toEqual([]);
    run = decodeRun(bundlesOf(notebook)[0]);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  it("is Notebook 7, and the run is whole", async () => {
    expect(await browser.page.evaluate(() => `${window.jupyterapp?.name} ${window.jupyterapp?.version}`)).toMatch(
      /^Jupyter Notebook 7\./,
    );
    expect(run.jobs.map(({ stageIds }) => stageIds.length)).toEqual([2]);
    const statuses = run.tasks.columns.status.subarray(0, run.tasks.length);
    expect([...statuses].map((status) => TASK_STATUSES[status])).toEqual(Array.from(statuses, () => "Success"));
  });

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])(
    "has as many boxes, bars and rows as the run, and axe finds nothing: %s",
    async (theme) => {
      const { page } = browser;
      await changeTheme(page, theme);
      const [card] = await cardsOf(page, 1);
      expect(await countCard(page, card!)).toEqual({
        runId: run.runId,
        stageBoxes: 2,
        bars: run.tasks.length,
        tableRows: 2,
      });
      await selectTab(page, card!, "overview");
      expect(await card!.$eval(".sp-verdict", (node) => node.textContent)).toBe(runModel(run).verdict.headline);
      expect(await axeViolations(page, ".sp-card")).toEqual([]);
      await shoot(page, card!, `notebook-7-${theme === "JupyterLab Dark" ? "dark" : "light"}`);
    },
    SLOW_MS,
  );

  it("lists the run in a side panel, which jumps to its cell", async () => {
    const { page } = browser;
    await page.locator('[title="Show the Spark runs of this notebook"]').click();
    const entry = page.locator("#stageplay-runs button");
    await entry.waitFor();
    expect(await entry.innerText()).toContain("1 job · 2 stages");
    await entry.click();
    await page.waitForSelector(".jp-Cell.jp-mod-active .sp-card");
  });

  it("leads from a stage to the line of the cell that called it", async () => {
    const { page } = browser;
    const [card] = await cardsOf(page, 1);
    await selectTab(page, card!, "dag");
    await card!.$eval("[data-stage]", (box) => box.dispatchEvent(new MouseEvent("click", { bubbles: true })));
    await card!.$eval(".sp-stage-facts .sp-line-link", (link) => (link as HTMLElement).click());
    const line = run.stages[0]!.callSite.line!;
    await expect
      .poll(() => page.evaluate(() => String(document.getSelection()).trim()))
      .toBe(PROGRAM.split("\n")[line - 1]!.trim());
    // Notebook 7.6.5 throws once by itself while its settings load, with and without extensions.
    expect(browser.errors.filter((error) => error.includes("@stageplay"))).toEqual([]);
  });
});
