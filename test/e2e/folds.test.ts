import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunDocument } from "@stageplay/core";
import type { ElementHandle, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { PICTURE_PROGRAMS } from "../views/picture-programs.js";
import { savePictures } from "../views/pictures.js";
import { runsOf } from "../views/runs-of.js";
import { chromiumPath } from "./support/browser.js";
import { showTab } from "./support/card-health.js";
import { type CardStage, openCardStage, showRun } from "./support/card-stage.js";

const SLOW_MS = 240_000;

/** Long runs are readable because what repeats is folded. In a page of its own: none of it depends on JupyterLab. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("a run of 500 stages", () => {
  let stage: CardStage;
  let page: Page;
  let card: ElementHandle<Element>;
  let run: RunDocument;
  let cached: RunDocument;

  beforeAll(async () => {
    stage = await openCardStage();
    const programs = ["five-hundred-stages", "iterative-cached"].map((name) => PICTURE_PROGRAMS[name]!);
    [run, cached] = (await runsOf(programs)) as [RunDocument, RunDocument];
    page = await stage.open();
    card = await showRun(page, run);
  }, SLOW_MS);

  afterAll(async () => {
    expect(stage?.errors).toEqual([]);
    await stage?.close();
  }, SLOW_MS);

  const select = (tab: string): Promise<void> =>
    card.$eval(`[data-tab="${tab}"]`, (node) => (node as HTMLElement).click());
  const text = (selector: string): Promise<string> =>
    card.$eval(`.sp-panel:not([hidden]) ${selector}`, (node) => node.textContent ?? "");
  const press = (selector: string): Promise<void> =>
    card.$eval(`.sp-panel:not([hidden]) ${selector}`, (node) => (node as HTMLElement).click());
  /** How many there are, and how many stages they stand for. */
  const counts = (selector: string): Promise<{ shown: number; stages: number }> =>
    card.$$eval(`.sp-panel:not([hidden]) ${selector}`, (all) => ({
      shown: all.length,
      stages: all.reduce((sum, each) => sum + Number(each.getAttribute("data-stages") ?? 1), 0),
    }));

  it("has 500 stages", () => {
    expect(run.stages).toHaveLength(500);
  });

  it(
    "is a handful of boxes in the DAG, which open by key until each stage is there, and fold again",
    async () => {
      await select("dag");
      await expect.poll(() => counts(".sp-stage")).toEqual({ shown: 5, stages: 252 });
      expect(await text(".sp-drawn")).toMatch(/^2 of 250 stages drawn one by one/);
      await card.$eval("[data-fold]", (box) => (box as SVGElement).focus());
      for (let opened = 0; (await card.$$("[data-job-id='0'] [data-stage='1'][data-fold]")).length > 0; opened++) {
        expect(opened).toBeLessThan(4);
        await page.keyboard.press("Enter");
      }
      // Who opened it is still there, on the first of what it held.
      expect(await page.evaluate(() => document.activeElement?.getAttribute("data-stage"))).toBe("1");
      const { shown, stages } = await counts("[data-job-id='0'] .sp-stage");
      expect(stages).toBe(250);
      expect(shown).toBeLessThan(60);
      await press(".sp-drawn button:not([hidden])");
      expect(await counts("[data-job-id='0'] .sp-stage")).toEqual({ shown: 3, stages: 250 });
      await press(".sp-modes button:nth-child(2)");
      await expect.poll(() => counts(".sp-stage")).toEqual({ shown: 4, stages: 500 });
      await press(".sp-modes button:nth-child(1)");
    },
    SLOW_MS,
  );

  it("is a few rows in the table of stages, which open, and a link finds the row of a stage", async () => {
    await select("stages");
    expect(await counts("[data-stage-row]")).toEqual({ shown: 4, stages: 500 });
    expect(await text(".sp-drawn")).toMatch(/^2 of 500 stages listed one by one/);
    await card.$eval('[data-stage-toggle="250–499"]', (button) => (button as HTMLElement).focus());
    await page.keyboard.press("Enter");
    const opened = await counts("[data-stage-row]");
    expect(opened.stages).toBe(500);
    expect(opened.shown).toBeLessThan(16);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-stage-toggle"))).toMatch(/^250–/);
    await select("dag");
    await card.waitForSelector('[data-stage="249"]');
    await card.$eval('[data-stage="249"]', (box) => box.dispatchEvent(new MouseEvent("click", { bubbles: true })));
    await press(".sp-stage-facts button:nth-child(2)");
    await card.waitForSelector('[data-stage-row="249"] + .sp-detail-row');
  });

  it("is one line of jobs in the overview and in the sequence, with one job as an example", async () => {
    await select("overview");
    const jobs = await card.$$eval("[data-job-row]", (rows) =>
      rows.map((row) => row.querySelector("button")?.textContent),
    );
    expect(jobs).toEqual([
      expect.stringMatching(/^Job 0 · count/),
      expect.stringMatching(/^Jobs 1–124 · count/),
      expect.stringMatching(/^Job 125 · count/),
    ]);
    await select("sequence");
    const rows = (): Promise<number> => card.$$eval(".sp-seq-group", (all) => all.length);
    await expect.poll(rows).toBeGreaterThan(2);
    expect(await rows()).toBeLessThan(20);
  });

  it("says in its verdict what to change, and leads there", async () => {
    expect(await card.$eval(".sp-verdict-advice", (link) => link.textContent)).toBe(
      "Advice: Many small jobs from one line",
    );
    await card.$eval(".sp-verdict-advice", (link) => (link as HTMLElement).click());
    await card.waitForSelector('[data-tab="advice"][aria-selected="true"]');
  });

  it("shows the memory of cached blocks where a run has some", async () => {
    card = await showRun(page, cached);
    await showTab(card, "timeline");
    expect(await text(".sp-legend")).toContain("cached blocks");
    expect(cached.storageMemory!.bytes.at(-1)).toBeGreaterThan(0);
  });

  it(
    "can be had as pictures of each tab",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "stageplay-pictures-"));
      const lines: string[] = [];
      expect(await savePictures(folder, join(folder, "pages"), ["word-count"], (line) => lines.push(line))).toBe(true);
      expect(lines).toEqual(["word-count: 1 jobs, 2 stages, 4 tasks, 6 tabs"]);
      const files = await readdir(join(folder, "word-count"));
      expect(files.filter((file) => /-(light|dark)-(wide|narrow)\.png$/.test(file))).toHaveLength(6 * 4);
      expect(files).toContain("without-extension.txt");
      expect(await savePictures(folder, folder, ["no such"], (line) => lines.push(line))).toBe(false);
      await rm(folder, { recursive: true, force: true });
    },
    SLOW_MS,
  );
});
