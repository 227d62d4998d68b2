import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { encodeRun, RUN_MIME } from "@stageplay/view";
import type { ElementHandle } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { axeViolations } from "./support/axe.js";
import { chromiumPath, type TestBrowser } from "./support/browser.js";
import { faultsOf, showTab, unkeyed } from "./support/card-health.js";
import { FIXTURE_RUNS } from "./support/fixture-notebook.js";
import { fixtureRun } from "./support/fixture-runs.js";
import { injectedRun } from "./support/injected-run.js";
import { INJECTIONS } from "./support/injections.js";
import { type CardTab, changeTheme, type Theme } from "./support/lab-page.js";
import { type OpenRuns, openRuns } from "./support/open-runs.js";

const SLOW_MS = 240_000;
/** A run with queries and every kind of text, the pipeline with skipped stages, failures, and more tasks than are drawn one by one. */
const RUNS = [
  injectedRun(1, "plain words"),
  ...[FIXTURE_RUNS.orders, FIXTURE_RUNS.retry, FIXTURE_RUNS.big].map((plan, i) =>
    fixtureRun({ ...plan, runId: i + 2 }),
  ),
];

/** What the views owe to everyone: keyboard, screen reader, contrast, zoom, narrow columns, paper, files, and safety from a run's texts. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("cards for everyone", () => {
  let opened: OpenRuns;
  let browser: TestBrowser;
  let cards: OpenRuns["cards"];

  beforeAll(async () => {
    opened = await openRuns("everyone.ipynb", RUNS);
    ({ browser, cards } = opened);
  }, SLOW_MS);

  afterAll(() => opened?.close(), SLOW_MS);

  const tabsOf = (card: ElementHandle<Element>): Promise<CardTab[]> =>
    card.$$eval("[data-tab]:not([hidden])", (tabs) => tabs.map((tab) => tab.getAttribute("data-tab") as CardTab));
  const widthOf = (card: ElementHandle<Element>): Promise<number> =>
    card.evaluate((node) => node.getBoundingClientRect().width);

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"])(
    "axe finds nothing in any tab: %s",
    async (theme) => {
      const { page } = browser;
      await changeTheme(page, theme);
      const found: string[] = [];
      for (const [i, card] of cards.entries()) {
        for (const tab of await tabsOf(card)) {
          await card.evaluate((node) => node.scrollIntoView({ block: "start" }));
          await showTab(card, tab);
          const violations = await axeViolations(page, `.sp-card[data-run-id="${i + 1}"]`);
          found.push(...violations.map((violation) => `run ${i + 1}, ${tab}: ${violation}`));
        }
      }
      expect(found).toEqual([]);
    },
    SLOW_MS,
  );

  it("is reached by keys alone: arrows choose a tab, and no shortcut of JupyterLab fires on the way", async () => {
    const { page } = browser;
    const [card] = cards;
    const tabs = await tabsOf(card!);
    await showTab(card!, tabs[0]!);
    await card!.$eval('[data-tab][aria-selected="true"]', (tab) => (tab as HTMLElement).focus());
    const cells = await page.locator(".jp-Cell").count();
    for (const tab of tabs.slice(1)) {
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("b");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("data-tab"))).toBe(tab);
      await showTab(card!, tab);
      expect(await unkeyed(card!)).toEqual([]);
    }
    expect(await page.locator(".jp-Cell").count()).toBe(cells);
  });

  it("has a table for each picture", async () => {
    const card = cards[1]!;
    await showTab(card, "dag");
    const stages = RUNS[1]!.jobs.reduce((sum, job) => sum + job.stageIds.length, 0);
    expect(await card.$$eval(`[data-panel="dag"] .sp-as-table tbody tr`, (rows) => rows.length)).toBe(stages);
    await showTab(card, "timeline");
    await (await card.$(".sp-to-table"))!.click();
    await card.waitForSelector('[data-tab="stages"][aria-selected="true"]');
    expect(await card.$eval(".sp-task-table", (table) => table.getAttribute("aria-rowcount"))).toBe(
      String(RUNS[1]!.tasks.length + 1),
    );
  });

  it.each([
    ["a narrow column", 360],
    ["twice the size of letters and lines", 500],
  ])(
    "stays within its column: %s",
    async (_, width) => {
      const { page } = browser;
      await page.setViewportSize({ width: width + 150, height: 800 });
      const style = await page.addStyleTag({ content: `.sp-output { box-sizing: border-box; width: ${width}px; }` });
      const faults: string[] = [];
      for (const card of [cards[0]!, cards[2]!]) {
        faults.push(...(await faultsOf(page, card, width)));
      }
      await style.evaluate((node) => (node as Element).remove());
      await page.setViewportSize({ width: 1280, height: 1000 });
      expect(faults).toEqual([]);
    },
    SLOW_MS,
  );

  it("prints the overview and the selected tab, with a timeline that is as wide as the paper", async () => {
    const { page } = browser;
    const card = cards[1]!;
    await showTab(card, "timeline");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    const seen = await card.evaluate((node) => {
      const shown = [...node.querySelectorAll<HTMLElement>("[data-panel]")].filter((panel) => panel.offsetHeight > 0);
      const svg = node.querySelector(".sp-print-only svg")!;
      const bars = svg.querySelectorAll(".sp-task").length;
      return { panels: shown.map((panel) => panel.dataset.panel), bars, fits: svg.clientWidth <= node.clientWidth };
    });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: null });
    expect(seen).toEqual({ panels: ["overview", "timeline"], bars: RUNS[1]!.tasks.length, fits: true });
    expect(await card.$(".sp-print-only svg")).toBeNull();
  });

  it.each(["png", "svg", "html"])("saves a run as %s", async (format) => {
    const { page } = browser;
    const card = cards[1]!;
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.$eval(`[data-export="${format}"]`, (button) => (button as HTMLElement).click()),
    ]);
    expect(download.suggestedFilename()).toBe(`stageplay-run-2-cell-2.${format}`);
    const file = join(opened.notebooks.folder, download.suggestedFilename());
    await download.saveAs(file);
    const content = await readFile(file);
    if (format === "png") {
      expect(content.subarray(1, 4).toString()).toBe("PNG");
      expect(content.readUInt32BE(16)).toBe(1800);
      return;
    }
    const saved = await browser.page.context().newPage();
    const asked: string[] = [];
    saved.on("request", (request) => asked.push(request.url()));
    await saved.goto(pathToFileURL(file).href);
    expect(await saved.locator(".sp-stage").count()).toBe(RUNS[1]!.jobs.reduce((n, job) => n + job.stageIds.length, 0));
    expect(asked).toEqual([pathToFileURL(file).href]);
    if (format === "html") {
      await saved.evaluate(() => {
        for (const each of document.querySelectorAll("details")) each.open = true;
      });
      expect(await axeViolations(saved, "body")).toEqual([]);
      expect(await saved.locator("table").last().locator("tbody tr").count()).toBe(RUNS[1]!.tasks.length);
    }
    await saved.close();
  });

  it(
    "takes each injection for plain text in each tab, and keeps its width",
    async () => {
      const { page } = browser;
      const card = cards[0]!;
      const width = await widthOf(card);
      const faults: string[] = [];
      for (const { name, text } of INJECTIONS) {
        const bundle = encodeRun(injectedRun(1, text));
        await page.evaluate(
          ([mime, data]) => {
            const cell = window.jupyterapp?.shell.currentWidget?.content.widgets[0]?.model;
            cell?.outputs?.set(0, { output_type: "display_data", metadata: {}, data: { [mime]: data } });
          },
          [RUN_MIME, bundle] as const,
        );
        faults.push(...(await faultsOf(page, card, width)).map((fault) => `${name}, ${fault}`));
      }
      expect(faults).toEqual([]);
      expect(browser.errors).toEqual([]);
    },
    2 * SLOW_MS,
  );
});
