import type { RunDocument, SentMessage } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import type { ElementHandle } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { axeViolations } from "./support/axe.js";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { fixtureRun } from "./support/fixture-runs.js";
import { changeTheme, openNotebook, selectTab, shoot, type Theme } from "./support/lab-page.js";
import { notebookFile } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 120_000;

/** Twelve tasks on three executors, and what the parts of the driver said about them. */
function talkingRun(): RunDocument {
  const run = fixtureRun({
    runId: 1,
    cell: 2,
    executors: 3,
    cores: 2,
    jobs: [{ method: "count", stages: [{ id: 0, name: "result: count", tasks: 12, taskMs: 500 }] }],
  });
  const [job] = run.jobs;
  const sent: SentMessage[] = [
    [run.startMs, "JobSubmitted", -1, 0, 12, "<b>count</b> at cell [2]:1", 0],
    [run.startMs, "submitTasks", -1, 0, 0, "12 tasks", 0],
    [job!.endMs!, "JobSucceeded", -1, 0, 0, "", 0],
  ];
  const times = { dispatchMs: 0, launchMs: 0, reportMs: 0, heartbeatMs: 0 };
  const totals = { JobSubmitted: 1, submitTasks: 1, JobSucceeded: 1 };
  return { ...run, messages: { times, sent, totals, silences: [] } };
}

describe.skipIf(chromiumPath === undefined && !browserIsRequired())("the messages of a run", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  let card: ElementHandle<Element>;

  beforeAll(async () => {
    const cells = [{ code: "// run", executionCount: 2, bundles: [encodeRun(talkingRun())] }];
    notebooks = await openNotebooks({ "sequence.ipynb": notebookFile(cells) });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("sequence.ipynb"));
    card = await browser.page.waitForSelector(".sp-card", { state: "attached" });
    await selectTab(browser.page, card, "sequence");
    await card.waitForSelector("[data-row]");
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  const labels = (): Promise<string[]> =>
    card.$$eval("[data-row] .sp-seq-label", (texts) => texts.map((text) => text.textContent ?? ""));

  it("are arrows between the parts of Spark, those alike as one with a number", async () => {
    const lanes = await card.$$eval(".sp-sequence-head g > title", (titles) => titles.map((each) => each.textContent));
    expect(lanes.map((lane) => lane?.replace(/(executor \d).*/, "$1"))).toEqual([
      "driver program",
      "DAGScheduler",
      "TaskScheduler",
      "SchedulerBackend",
      "executor 0",
      "executor 1",
      "executor 2",
    ]);
    expect((await labels()).map((label) => label.replace(/^▸ /, ""))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^JobSubmitted/), expect.stringMatching(/^LaunchTask ×12/)]),
    );
    expect(await card.$(".sp-seq-picture b")).toBeNull();
  });

  it("are stepped through and opened by keyboard, each explained", async () => {
    const { page } = browser;
    await (await card.$('[data-row][tabindex="0"]'))!.focus();
    await page.keyboard.press("ArrowDown");
    expect(await card.$eval(".sp-seq-details", (node) => node.textContent)).toContain("SparkContext.runJob");
    const before = (await labels()).length;
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await card.$eval(".sp-seq-title", (node) => node.textContent)).toContain("LaunchTask ×12");
    await page.keyboard.press("ArrowRight");
    expect(await labels()).toHaveLength(before + 3);
    await page.keyboard.press("ArrowLeft");
    expect(await labels()).toHaveLength(before);
  });

  it("are filtered by executor", async () => {
    const choose = (executor: string): Promise<unknown> =>
      card.$eval(
        'select[aria-label="Executor"]',
        (node, value) => {
          (node as HTMLSelectElement).value = value;
          node.dispatchEvent(new Event("input"));
        },
        executor,
      );
    await choose("1");
    await expect.poll(async () => (await labels()).filter((label) => label.includes("LaunchTask ×4"))).toHaveLength(1);
    await choose("");
    await expect.poll(async () => (await labels()).filter((label) => label.includes("LaunchTask ×12"))).toHaveLength(1);
  });

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])("have no fault of accessibility: %s", async (theme) => {
    await changeTheme(browser.page, theme);
    await shoot(browser.page, card, `messages-${theme === "JupyterLab Dark" ? "dark" : "light"}`, ["sequence"]);
    expect(await axeViolations(browser.page, ".sp-card")).toEqual([]);
    expect(browser.errors).toEqual([]);
  });
});
