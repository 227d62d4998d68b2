import { readFile } from "node:fs/promises";
import type { ElementHandle, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { realRuns } from "../views/real-runs.js";
import { chromiumPath } from "./support/browser.js";
import { showTab } from "./support/card-health.js";
import { type CardStage, openCardStage, showRun } from "./support/card-stage.js";

const SLOW_MS = 120_000;

/** What the Stages and Sequence tabs can be saved as, beside the files of the whole run. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("files of a tab", () => {
  let stage: CardStage;
  let page: Page;
  let card: ElementHandle<Element>;
  let run: Awaited<ReturnType<typeof realRuns>>[number];

  beforeAll(async () => {
    stage = await openCardStage();
    page = await stage.open();
    run = (await realRuns())[5]!;
    card = await showRun(page, run);
  }, SLOW_MS);

  afterAll(async () => {
    expect(stage.errors).toEqual([]);
    await stage.close();
  }, SLOW_MS);

  const save = async (file: string): Promise<{ readonly name: string; readonly text: string }> => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.$eval(`[data-export="${file}"]`, (button) => (button as HTMLElement).click()),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const lines = (text: string): readonly (readonly string[])[] =>
    text
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));

  it("are offered by the tab that is selected", async () => {
    const offered = (): Promise<(string | null)[]> =>
      card.$$eval("[data-export]", (all) => all.map((each) => each.getAttribute("data-export")));
    await showTab(card, "overview");
    expect(await offered()).toEqual(["png", "svg", "html"]);
    await showTab(card, "stages");
    expect(await offered()).toEqual(["png", "svg", "html", "stages-csv", "tasks-csv"]);
    await showTab(card, "sequence");
    expect(await offered()).toEqual(["png", "svg", "html", "messages-svg", "messages-csv"]);
  });

  it("hold every stage and task with its numbers as they are; tasks as they are filtered", async () => {
    await showTab(card, "stages");
    const stages = await save("stages-csv");
    expect(stages.name).toBe(`stageplay-run-${run.runId}-cell-3-stages.csv`);
    const [heads, ...rows] = lines(stages.text);
    expect(rows).toHaveLength(run.stages.length);
    expect(rows.every((row) => row.length === heads!.length)).toBe(true);
    const wrote = heads!.indexOf("Shuffle write records");
    expect(rows.map((row) => Number(row[wrote]))).toEqual(run.stages.map(({ totals }) => totals.shuffleWriteRecords));

    const tasks = lines((await save("tasks-csv")).text);
    expect(tasks).toHaveLength(run.tasks.length + 1);
    const duration = tasks[0]!.indexOf("Duration (ms)");
    const { launchMs, finishMs } = run.tasks.columns;
    expect(Number(tasks[1]![duration])).toBeCloseTo(finishMs[0]! - launchMs[0]!, 2);

    await card.$eval('select[aria-label="Status"]', (select) => {
      (select as HTMLSelectElement).value = "succeeded";
      select.dispatchEvent(new Event("input"));
    });
    const statuses = lines((await save("tasks-csv")).text).slice(1);
    expect(statuses.length).toBeLessThan(run.tasks.length);
    expect(new Set(statuses.map((row) => row[5]))).toEqual(new Set(["Success"]));
  });

  it("hold the messages, as a picture and as a table", async () => {
    await showTab(card, "sequence");
    const drawn = await card.$$eval("[data-row]", (all) => all.length);
    const picture = await save("messages-svg");
    expect(picture.name).toBe(`stageplay-run-${run.runId}-cell-3-messages.svg`);
    expect(picture.text.split(" data-row=").length - 1).toBe(drawn);
    const opened = await page.context().newPage();
    await opened.setContent(picture.text);
    expect(await opened.getByText("scheduler", { exact: false }).count()).toBeGreaterThan(0);
    await opened.close();
    const [heads, ...rows] = lines((await save("messages-csv")).text);
    expect(heads![0]).toBe("Message");
    expect(rows.some(([name]) => name === "JobSubmitted")).toBe(true);
    expect(rows.some(([name]) => name === "fault")).toBe(true);
  });
});
