import { encodeRun, RUN_MIME } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { FIXTURE_RUNS, fixtureNotebook } from "./support/fixture-notebook.js";
import { fixtureRun } from "./support/fixture-runs.js";
import {
  type CardCounts,
  cardsOf,
  changeTheme,
  command,
  countCard,
  openNotebook,
  selectTab,
  shoot,
  type Theme,
  visibleText,
} from "./support/lab-page.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 120_000;
const RUNS = Object.entries(FIXTURE_RUNS).map(([name, plan]) => ({ name, run: fixtureRun(plan) }));

/** Cards of saved outputs, without running a cell: what the extension itself does, on runs chosen for their shapes. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("cards in JupyterLab", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;

  beforeAll(async () => {
    notebooks = await openNotebooks({ "fixture.ipynb": fixtureNotebook(), "empty.ipynb": fixtureNotebook([]) });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("fixture.ipynb"));
    await browser.page.waitForSelector(".sp-card");
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])(
    "draws as many boxes, bars and rows as the runs have: %s",
    async (theme) => {
      const { page, errors } = browser;
      await changeTheme(page, theme);
      const cards = await cardsOf(page, RUNS.length);
      const counted: CardCounts[] = [];
      for (const [i, card] of cards.entries()) {
        counted.push(await countCard(page, card));
        await shoot(page, card, `${RUNS[i]?.name}-${theme === "JupyterLab Dark" ? "dark" : "light"}`);
      }
      expect(counted).toEqual(
        RUNS.map(({ run }) => ({
          runId: run.runId,
          stageBoxes: run.jobs.reduce((sum, job) => sum + job.stageIds.length, 0),
          bars: run.tasks.length,
          tableRows: run.stages.length,
        })),
      );
      expect(errors).toEqual([]);
    },
    SLOW_MS,
  );

  it("shows verdict, profile, provenance and the missed prediction as text", async () => {
    const card = browser.page.locator('.sp-card[data-run-id="2"]');
    const text = await visibleText(card);
    for (const words of ["19 tasks, 1 failed", "Spark 4.3.0 · AQE off · seed 42", "rows measured", "times modelled"]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("Prediction L02.3 for job 0: 1 of 2 right");
    expect(text).toMatch(/stages\s+3\s+2\s+✗ wrong/);
  });

  it("never runs or shows text of a run as markup", async () => {
    const { page } = browser;
    const card = page.locator('.sp-card[data-run-id="3"]');
    await selectTab(page, (await card.elementHandle())!, "dag");
    expect(await visibleText(card)).toContain("<img src=x");
    expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    expect(await card.locator("img, script, foreignObject, [onload], [onerror]").count()).toBe(0);
  });

  it("says calmly what is wrong with a damaged bundle", async () => {
    const damaged = browser.page.locator(".sp-unreadable");
    expect(await damaged.count()).toBe(1);
    expect(await visibleText(damaged)).toMatch(
      /cannot be drawn[\s\S]*run bundle is malformed[\s\S]*Run the cell again/,
    );
  });

  it("shows a task's phases under the pointer, and by arrow keys without JupyterLab's shortcuts", async () => {
    const { page } = browser;
    await selectTab(page, (await page.$('.sp-card[data-run-id="2"]'))!, "timeline");
    const timeline = page.locator('.sp-card[data-run-id="2"] .sp-gantt');
    await timeline.scrollIntoViewIfNeeded();
    // The search brings the failed attempt into view, with the frame of the keyboard around it: the pointer goes there.
    const search = page.locator('.sp-card[data-run-id="2"] .sp-gantt-search');
    await search.fill("ExceptionFailure");
    await search.press("Enter");
    await page.mouse.move(0, 0);
    await timeline.locator(".sp-gantt-cursor").hover({ force: true });
    const hover = page.locator(".sp-hover");
    await hover.waitFor();
    const text = await hover.innerText();
    for (const words of [
      "Task 9:3",
      "ExceptionFailure",
      "deserialize",
      "fetch wait",
      "compute",
      "shuffle write",
      "GC",
      "no luck",
    ]) {
      expect(text).toContain(words);
    }
    const cells = await page.locator(".jp-Cell").count();
    await search.fill("8:0");
    await search.press("Enter");
    await timeline.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("b");
    expect(await hover.innerText()).toMatch(/Task \d+:\d+/);
    expect(await hover.innerText()).not.toContain("Task 8:0");
    expect(await page.locator(".jp-Cell").count()).toBe(cells);
    await page.keyboard.press("Escape");
    await hover.waitFor({ state: "detached" });
  });

  it("zooms by dragging, paints what is in the window, and a double click shows the whole run again", async () => {
    const { page } = browser;
    await selectTab(page, (await page.$('.sp-card[data-run-id="4"]'))!, "timeline");
    const timeline = page.locator('.sp-card[data-run-id="4"] .sp-gantt');
    await timeline.scrollIntoViewIfNeeded();
    const all = String(RUNS[3]!.run.tasks.length);
    const shown = (): Promise<string | null> => timeline.getAttribute("data-task-count");
    await expect.poll(shown).toBe(all);
    // Figures above are drawn when they come into view and may still push this one: a drag that missed is tried again.
    const drag = async (): Promise<number> => {
      const { x, y } = (await timeline.boundingBox())!;
      await page.mouse.move(x + 300, y + 200);
      await page.mouse.down();
      await page.mouse.move(x + 400, y + 200, { steps: 5 });
      await page.mouse.up();
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      return Number(await shown());
    };
    await expect.poll(drag, { timeout: 15_000 }).toBeLessThan(Number(all) / 2);
    const showAll = async (): Promise<string | null> => {
      const { x, y } = (await timeline.boundingBox())!;
      await page.mouse.dblclick(x + 350, y + 200);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      return shown();
    };
    await expect.poll(showAll, { timeout: 15_000 }).toBe(all);
  });

  it("updates a card in place when the kernel updates its display", async () => {
    const { page, errors } = browser;
    const bundle = encodeRun(fixtureRun({ ...FIXTURE_RUNS.retry, runId: 99, predictions: [] }));
    const before = await page.$('.sp-card[data-run-id="2"]');
    await page.evaluate(
      ([mime, data]) => {
        const panel = window.jupyterapp?.shell.currentWidget;
        const cell = panel?.content.widgets[2]?.model;
        cell?.outputs?.set(0, { output_type: "display_data", metadata: {}, data: { [mime]: data } });
      },
      [RUN_MIME, bundle] as const,
    );
    await page.waitForSelector('.sp-card[data-run-id="99"]');
    expect(await before?.evaluate((node) => node.isConnected && node.getAttribute("data-run-id"))).toBe("99");
    expect(await before?.$$eval(".sp-prediction", (nodes) => nodes.length)).toBe(0);
    await selectTab(page, before!, "dag");
    expect(await before?.$$eval(".sp-stage", (nodes) => nodes.length)).toBe(2);
    expect(errors).toEqual([]);
  });

  it("lists the runs in the side panel, jumps to a cell, and follows the notebook in front", async () => {
    const { page } = browser;
    await page.locator('.jp-NotebookPanel-toolbar [title="Show the Spark runs of this notebook"]').first().click();
    const entries = page.locator("#stageplay-runs button");
    await entries.first().waitFor();
    expect(await entries.count()).toBe(RUNS.length);
    expect(await entries.nth(3).innerText()).toMatch(
      /\[5\][\s\S]*1 job · 3 stages · 2,001 tasks, 1 failed[\s\S]*count at cell/,
    );
    await entries.nth(3).click();
    await page.waitForSelector('.jp-Cell.jp-mod-active .sp-card[data-run-id="4"]');
    await expect.poll(() => page.locator('.sp-card[data-run-id="4"] .sp-verdict').isVisible()).toBe(true);
    await page.screenshot({ path: new URL("./shots/side-panel.png", import.meta.url).pathname });
    await command(page, "docmanager:open", { path: notebooks.path("empty.ipynb") });
    await page.waitForSelector("#stageplay-runs .sp-runs-hint");
    expect(await entries.count()).toBe(0);
    await command(page, "docmanager:open", { path: notebooks.path("fixture.ipynb") });
    await expect.poll(() => entries.count()).toBe(RUNS.length);
    expect(browser.errors).toEqual([]);
  });
});
