import type { RunDocument } from "@stageplay/core";
import { encodeRun, planModels, type RunModel, runModel, stageSummary, taskRows } from "@stageplay/view";
import type { ElementHandle } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { realRuns } from "../views/real-runs.js";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { type CardTab, changeTheme, openNotebook, selectTab, type Theme } from "./support/lab-page.js";
import { notebookFile } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 120_000;
/** The real runs say that line 4 of their cell called what they ran. */
const PROGRAM = ["const a = 1;", "const b = 2;", "", "await query.collect();", "a + b;"];

/** What each tab is for, on runs of the real simulation: the card against the model of the same run. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("the tabs of a card", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;
  let models: readonly RunModel[];

  beforeAll(async () => {
    const runs = await realRuns();
    models = runs.map((run) => runModel(run));
    const cells = runs.map((run) => ({
      code: PROGRAM.join("\n"),
      executionCount: run.cell!,
      bundles: [encodeRun(run)],
    }));
    notebooks = await openNotebooks({ "tabs.ipynb": notebookFile(cells) });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("tabs.ipynb"));
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  /** The card of the first run that is so, with this tab selected. */
  async function show(
    tab: CardTab,
    isWanted: (run: RunDocument) => boolean,
  ): Promise<{ card: ElementHandle<Element>; model: RunModel }> {
    const model = models.find(({ run }) => isWanted(run))!;
    const selector = `.sp-card[data-run-id="${model.run.runId}"]`;
    const card = await browser.page.waitForSelector(selector, { state: "attached" });
    await card.evaluate((node) => node.scrollIntoView({ block: "start" }));
    await selectTab(browser.page, card, tab);
    return { card, model };
  }
  const texts = (card: ElementHandle<Element>, selector: string): Promise<string[]> =>
    card.$$eval(selector, (nodes) => nodes.map((node) => node.textContent ?? ""));
  const press = (card: ElementHandle<Element>, selector: string): Promise<void> =>
    card.$eval(selector, (node) => (node as HTMLElement).click());
  const pressNamed = async (card: ElementHandle<Element>, name: RegExp, within = ""): Promise<void> => {
    for (const button of await card.$$(`.sp-panel:not([hidden]) ${within} button`)) {
      if (!name.test((await button.textContent()) ?? "")) continue;
      await button.evaluate((node) => (node as HTMLElement).click());
      return;
    }
    throw new Error(`No button is called ${name}.`);
  };

  describe.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])("in %s", (theme) => {
    beforeAll(() => changeTheme(browser.page, theme), SLOW_MS);

    it("DAG: a job opens to stages, a stage to operators; a skipped stage leads to the one whose output it reuses", async () => {
      const { card, model } = await show("dag", ({ stages }) => stages.some(({ status }) => status === "skipped"));
      const job = model.jobs.find(({ stages }) => stages.some(({ status }) => status === "skipped"))!;
      const section = `[data-job-id="${job.jobId}"]`;
      const skipped = job.stages.find(({ status }) => status === "skipped")!;
      const result = job.stages.find(({ isResult }) => isResult)!;
      const box = (stage: { stageId: number }): string => `${section} [data-stage="${stage.stageId}"]`;
      expect(await card.$eval(box(skipped), (node) => node.textContent)).toMatch(/skipped/);
      // Told by shape as well: a dashed frame, which no stage that ran has.
      const dashes = (of: string): Promise<string | null> =>
        card.$eval(`${of} .sp-stage-frame`, (frame) => frame.getAttribute("stroke-dasharray"));
      expect([await dashes(box(skipped)), await dashes(box(result))]).toEqual([expect.any(String), null]);

      const operators = async (): Promise<number> => (await texts(card, `${box(result)} .sp-op`)).length;
      const open = await operators();
      expect(open).toBe(result.operators.length);
      await card.$eval(box(result), (node) => (node as SVGElement).focus());
      await browser.page.keyboard.press("Enter");
      await pressNamed(card, /^Hide operators$/, section);
      await expect.poll(operators).toBe(0);
      await pressNamed(card, /^Show operators$/, section);
      await expect.poll(operators).toBe(open);

      const edge = model.jobs.flatMap(({ edges }) => edges).find(({ records }) => records !== undefined)!;
      const labels = await texts(card, `.sp-edge[data-from="${edge.from}"][data-to="${edge.to}"] text`);
      expect(labels.join(" ")).toMatch(/\d+ rows? .*\d+ (B|KiB)/);
      await card.$eval(box(skipped), (node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true })));
      await pressNamed(card, new RegExp(`^Go to stage ${skipped.facts.reusesStage}$`), section);
      const selected = await card.$$eval('[data-stage][aria-pressed="true"]', (all) =>
        all.map((each) => Number(each.getAttribute("data-stage"))),
      );
      expect(selected).toContain(skipped.facts.reusesStage);
    });

    it("Timeline: the event of a lost executor leads to its time; zoomed in, bars show phases", async () => {
      const { card, model } = await show("timeline", ({ executors }) =>
        executors.some(({ removedMs }) => removedMs !== undefined),
      );
      const inView = (): Promise<number> =>
        card.$eval(".sp-timeline .sp-gantt", (node) => Number(node.getAttribute("data-task-count")));
      const all = model.run.tasks.length;
      await expect.poll(inView).toBe(all);
      const events = await texts(card, ".sp-events li");
      expect(events.join("\n")).toMatch(/executor 1/);
      await press(card, ".sp-events li button");
      await expect.poll(inView).toBeLessThan(all);
      const words = async (): Promise<string> => (await texts(card, ".sp-gantt-shown")).join("");
      expect(await words()).toMatch(new RegExp(`^\\d+ of ${all} task attempts in view, .* from `));
      const search = (await card.$(".sp-gantt-search"))!;
      await search.fill("0:0");
      await search.press("Enter");
      const legend = (): Promise<string[]> => texts(card, ".sp-timeline .sp-legend span");
      for (let i = 0; i < 4; i++) await press(card, '[aria-label="Zoom in"]');
      await expect.poll(async () => (await legend()).join()).toMatch(/compute.*|GC/);
      await press(card, '[aria-label="Show the whole run"]');
      await expect.poll(inView).toBe(all);
      await expect.poll(async () => (await legend()).join()).not.toMatch(/GC/);
    });

    it("Stages: quantiles of a stage are those of its tasks; the task table sorts and filters", async () => {
      const { card, model } = await show("stages", ({ jobs }) => jobs.some(({ failure }) => failure !== undefined));
      const stage = model.stages.find(({ durations }) => durations !== undefined)!;
      const toggle = `[data-stage-toggle="${stage.label}"]`;
      if ((await card.$eval(toggle, (node) => node.getAttribute("aria-expanded"))) === "false") {
        await press(card, toggle);
      }
      const summary = await card.waitForSelector(".sp-summary-table");
      const lines = stageSummary(stage);
      expect((await summary.$$("tbody tr")).length).toBe(lines.length);
      expect(await summary.$$eval("thead th", (heads) => heads.map((head) => head.textContent))).toEqual([
        "Metric",
        "Min",
        "25th percentile",
        "Median",
        "75th percentile",
        "Max",
      ]);

      const order = (): Promise<number[]> =>
        card.$$eval("[data-task-row]", (rows) => rows.map((row) => Number(row.getAttribute("data-task-row"))));
      await press(card, '[data-order="duration"]');
      const longestFirst = [...taskRows(model, {}, "duration", true)];
      expect(await order()).toEqual(longestFirst.slice(0, (await order()).length));
      await press(card, '[data-order="duration"]');
      expect((await order())[0]).toBe([...taskRows(model, {}, "duration", false)][0]);
      const choose = (label: string, value: string): Promise<void> =>
        card.$eval(
          `select[aria-label="${label}"]`,
          (node, chosen) => {
            (node as HTMLSelectElement).value = chosen;
            node.dispatchEvent(new Event("input"));
          },
          value,
        );
      await choose("Status", "failed");
      const failed = [...taskRows(model, { outcome: "failed" })];
      expect(failed.length).toBeGreaterThan(0);
      expect([...(await order())].sort((a, b) => a - b)).toEqual(failed);
      expect((await texts(card, ".sp-task-table tbody")).join()).toContain("bad <b>record</b> 14");
      await choose("Status", "");
      await press(card, '[data-order="task"]');
    });

    it("Plan: rows on operators, initial beside final plan with what changed, and what each rule did", async () => {
      const { card, model } = await show("plan", ({ advice = [] }) => advice.length > 0);
      const query = planModels(model.run).at(-1)!;
      const { initial, final } = query.adaptive!;
      const lines = (label: string): Promise<string[]> => texts(card, `ol[aria-label="${label}"] > li`);
      expect([await lines("Initial plan"), await lines("Final plan")].map(({ length }) => length)).toEqual([
        initial.length,
        final.length,
      ]);
      const marked = final.filter(({ mark }) => mark === "new").length;
      expect(marked).toBeGreaterThan(0);
      expect(await texts(card, 'ol[aria-label="Final plan"] .sp-plan-new .sp-plan-mark')).toEqual(
        Array.from({ length: marked }, () => "+"),
      );
      expect((await lines("Final plan")).filter((line) => /\d rows?/.test(line)).length).toBeGreaterThan(3);
      expect((await texts(card, ".sp-rule")).length).toBe(query.trace.length);
      const changed = await texts(card, ".sp-diff .sp-diff-new, .sp-diff .sp-diff-gone, .sp-diff .sp-diff-changed");
      expect(changed.length).toBeGreaterThan(query.trace.length);
    });

    it("Plan: the hottest operator, what an operator counted, and ways from it to its stage and back", async () => {
      const { card, model } = await show("plan", ({ advice = [] }) => advice.length > 0);
      const { lines } = planModels(model.run).at(-1)!;
      const hottest = lines.find(({ isHottest }) => isHottest)!;
      expect(await texts(card, 'ol[aria-label="Final plan"] .sp-plan-hot')).toEqual(["hottest"]);
      expect((await texts(card, ".sp-plan-words")).join()).toContain(`the hottest is ${hottest.name}`);
      const item = `ol[aria-label="Final plan"] > li[data-line="${hottest.id}"]`;
      await press(card, `${item} .sp-plan-name`);
      expect(await card.$eval(`${item} .sp-plan-name`, (node) => node.getAttribute("aria-expanded"))).toBe("true");
      const counted = (await texts(card, `${item} + .sp-plan-more`)).join();
      for (const { name, value } of hottest.metrics) if (value !== 0) expect(counted).toContain(name);
      await press(card, `${item} + .sp-plan-more button`);
      expect((await texts(card, ".sp-stage-facts")).join()).toContain(`Stage ${hottest.stages[0]}`);
      const links = await card.$$(".sp-in-plan button");
      expect(links.length).toBeGreaterThan(1);
      const name = await links[0]!.textContent();
      await links[0]!.press("Enter");
      expect(await texts(card, ".sp-plan-marked b")).toEqual([name]);
      await press(card, `${item} .sp-plan-name`);
      expect(await texts(card, "li.sp-plan-more")).toEqual([]);
    });

    it("Advice: a finding has its numbers, the change, links to where it shows and to the line of the cell", async () => {
      const { page } = browser;
      const { card, model } = await show("advice", ({ advice = [] }) => advice.length > 0);
      const [finding] = model.run.advice!;
      expect(await texts(card, '[data-tab="advice"] .sp-badge')).toEqual([String(model.run.advice!.length)]);
      const words = (await texts(card, `[data-finding="${finding!.id}"]`)).join();
      for (const part of [finding!.title, finding!.seen, finding!.cause, finding!.fix, finding!.change!]) {
        expect(words).toContain(part);
      }
      expect(finding!.seen).toMatch(/\d/);
      await press(card, ".sp-line-link");
      const own = await card.evaluateHandle((node) => node.closest(".jp-Cell"));
      await expect
        .poll(() => own.evaluate((cell) => cell?.querySelector(".cm-content") === document.activeElement))
        .toBe(true);
      expect(await page.evaluate(() => String(document.getSelection()).trim())).toBe(
        PROGRAM[finding!.callSite!.line! - 1],
      );
      await pressNamed(card, /^Stage \d+$/);
      expect(await card.$eval('[data-tab="stages"]', (tab) => tab.getAttribute("aria-selected"))).toBe("true");

      const silent = await show("advice", ({ advice = [], jobs }) => advice.length === 0 && jobs.length === 1);
      expect((await texts(silent.card, ".sp-advice")).join()).toMatch(/Nothing to say: \d+ things were looked for/);
    });

    it("leaves no error behind", () => {
      expect(browser.errors).toEqual([]);
    });
  });
});
