import type { ElementHandle, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { realRuns } from "../views/real-runs.js";
import { chromiumPath } from "./support/browser.js";
import { showTab } from "./support/card-health.js";
import { type CardStage, openCardStage, showRun, tabsOf } from "./support/card-stage.js";
import { injectedRun } from "./support/injected-run.js";

const SLOW_MS = 240_000;
/** More stops of the Tab key than any tab has: beyond, it is a trap. */
const MOST_STOPS = 400;

/** What the Tab key came by. */
interface Stop {
  readonly name: string;
  /** Whether one sees that it has the focus. */
  readonly isSeen: boolean;
}

/** The card without a mouse: all of it is reached, seen and used with keys. In a page of its own: none of it depends on JupyterLab. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("the card by keys alone", () => {
  let stage: CardStage;
  let page: Page;
  let card: ElementHandle<Element>;
  let runs: readonly ReturnType<typeof injectedRun>[];

  beforeAll(async () => {
    stage = await openCardStage();
    const [, , merge, , , lost] = await realRuns();
    runs = [merge!, lost!, injectedRun(1, "plain words")];
    page = await stage.open();
    // What comes before the card and after it, to see that one gets in and out.
    await page.evaluate(() => {
      const button = (id: string): HTMLElement =>
        Object.assign(document.createElement("button"), { id, textContent: id });
      document.body.prepend(button("before"));
      document.body.append(button("after"));
    });
  }, SLOW_MS);

  afterAll(async () => {
    expect(stage.errors).toEqual([]);
    await stage.close();
  }, SLOW_MS);

  const press = (...keys: string[]): Promise<void> =>
    keys.reduce((last, key) => last.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = (attribute: string): Promise<string | null> =>
    page.evaluate((name) => document.activeElement?.closest(`[${name}]`)?.getAttribute(name) ?? null, attribute);

  it(
    "reaches each control of each tab in both directions, and shows where it is",
    async () => {
      const faults: string[] = [];
      for (const run of runs) {
        card = await showRun(page, run);
        for (const tab of await tabsOf(card)) {
          await showTab(card, tab);
          const wanted = await card.evaluate(stopsOfCard);
          const there = await walk(page, "Tab", "before");
          const back = await walk(page, "Shift+Tab", "after");
          const names = there.map(({ name }) => name);
          const name = `run ${run.runId}, ${tab}`;
          faults.push(...wanted.filter((each) => !names.includes(each)).map((each) => `${name}: Tab misses ${each}`));
          faults.push(
            ...there.filter(({ isSeen }) => !isSeen).map((each) => `${name}: no focus is seen on ${each.name}`),
          );
          if (back.length !== there.length) faults.push(`${name}: ${there.length} stops there, ${back.length} back`);
          if (there.length >= MOST_STOPS) faults.push(`${name}: a trap`);
        }
      }
      expect(faults).toEqual([]);
    },
    SLOW_MS,
  );

  it("goes from tab to tab with arrows, Home and End", async () => {
    card = await showRun(page, runs[0]!);
    const tabs = await tabsOf(card);
    await card.$eval('[data-tab="overview"]', (tab) => (tab as HTMLElement).focus());
    for (const [key, at] of [
      ["ArrowRight", 1],
      ["ArrowLeft", 0],
      ["ArrowLeft", tabs.length - 1],
      ["Home", 0],
      ["End", tabs.length - 1],
    ] as const) {
      await press(key);
      expect(await focused("data-tab")).toBe(tabs[at]);
      expect(await card.$eval('[aria-selected="true"]', (tab) => tab.getAttribute("data-tab"))).toBe(tabs[at]);
    }
  });

  it("goes from stage to stage along the arrows of a graph, and opens what is known of one", async () => {
    card = await showRun(page, runs[0]!);
    for (const [tab, selector] of [
      ["overview", ".sp-small-dag"],
      ["dag", ".sp-job-graph:has([data-stage] ~ [data-stage])"],
    ] as const) {
      await showTab(card, tab);
      const graph = (await card.$(selector))!;
      expect(await graph.$$eval('[data-stage][tabindex="0"]', (boxes) => boxes.length)).toBe(1);
      await graph.$eval('[data-stage][tabindex="0"]', (box) => (box as SVGElement).focus());
      const seen = new Set([await focused("data-stage")]);
      for (const key of [
        "ArrowRight",
        "ArrowRight",
        "ArrowDown",
        "ArrowUp",
        "ArrowLeft",
        "ArrowLeft",
        "ArrowDown",
        "ArrowUp",
      ]) {
        await press(key);
        seen.add(await focused("data-stage"));
      }
      expect(seen.has(null)).toBe(false);
      expect(seen.size).toBeGreaterThanOrEqual(Math.min(3, await graph.$$eval("[data-stage]", (all) => all.length)));
    }
    const stageId = await focused("data-stage");
    await press("Enter");
    expect(await card.$$eval(".sp-stage-facts", (all) => all.map((each) => each.textContent).join())).toContain(
      `Stage ${stageId}`,
    );
  });

  it("goes from task to task in the timeline, says each, zooms, pans, and opens one in the table", async () => {
    card = await showRun(page, runs[1]!);
    await showTab(card, "timeline");
    const chart = (await card.$(".sp-timeline .sp-gantt"))!;
    await chart.evaluate((node) => (node as HTMLElement).focus());
    const spoken = (): Promise<string> => chart.$eval("[aria-live]", (node) => node.textContent ?? "");
    const heard = new Set<string>();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"]) {
      await press(key);
      heard.add(await spoken());
    }
    expect(heard.size).toBeGreaterThan(2);
    expect([...heard].every((words) => words.includes("Task "))).toBe(true);
    const shown = (): Promise<string> => card.$eval(".sp-gantt-shown", (node) => node.textContent ?? "");
    const whole = await shown();
    await press("+", "+");
    await expect.poll(shown).not.toBe(whole);
    await press("Shift+ArrowRight", "0");
    await expect.poll(shown).toBe(whole);
    await press("Enter");
    expect(await card.$eval('[aria-selected="true"]', (tab) => tab.getAttribute("data-tab"))).toBe("stages");
  });

  it("goes from message to message, and opens what stands for many", async () => {
    card = await showRun(page, runs[1]!);
    await showTab(card, "sequence");
    const rows = (): Promise<number> => card.$$eval("[data-row]", (all) => all.length);
    await card.$eval('[data-row][tabindex="0"]', (row) => (row as SVGElement).focus());
    const first = await focused("data-row");
    await press("ArrowDown");
    expect(await focused("data-row")).not.toBe(first);
    await press("Home");
    expect(await focused("data-row")).toBe(first);
    const before = await rows();
    await press("Enter");
    await expect.poll(rows).not.toBe(before);
    expect(await focused("data-row")).toBe(first);
    expect(await card.$eval(".sp-seq-details", (node) => node.textContent)).not.toBe("");
  });

  it(
    "has the content of each picture as a table",
    async () => {
      for (const run of runs) {
        card = await showRun(page, run);
        for (const tab of await tabsOf(card)) {
          await showTab(card, tab);
          expect(await card.evaluate(picturesWithoutTable), `run ${run.runId}, ${tab}`).toEqual([]);
        }
      }
    },
    SLOW_MS,
  );
});

/** Presses a key until the focus has left the card. */
async function walk(page: Page, key: string, from: string): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate((id) => document.getElementById(id)?.focus(), from);
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(stopInPage);
    if (stop !== undefined) stops.push(stop);
    else if (stops.length > 0) break;
  }
  return stops;
}

/** Runs in the page: has to stand alone. */
function stopInPage(): Stop | undefined {
  const node = document.activeElement;
  if (node === null || node.closest(".sp-card") === null) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(node);
  const name = `${node.localName}.${node.getAttribute("class") ?? ""} ${node.getAttribute("aria-label") ?? ""}|${node.textContent?.slice(0, 40)}`;
  return { name, isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1 };
}

/** What can be used in what is shown of the card, and is no part of a group that has one stop. Runs in the page: has to stand alone. */
function stopsOfCard(card: Element): string[] {
  const controls = [...card.querySelectorAll<HTMLElement>('button, summary, select, input, a[href], [tabindex="0"]')];
  return controls
    .filter((node) => node.checkVisibility() && node.tabIndex >= 0 && !("disabled" in node && node.disabled === true))
    .map(
      (node) =>
        `${node.localName}.${node.getAttribute("class") ?? ""} ${node.getAttribute("aria-label") ?? ""}|${node.textContent?.slice(0, 40)}`,
    );
}

/** Pictures beside which no table is, nor a way to one. Runs in the page: has to stand alone. */
function picturesWithoutTable(card: Element): string[] {
  const panel = card.querySelector(".sp-panel:not([hidden])")!;
  const charts = [
    ...panel.querySelectorAll("svg[aria-label], canvas, [role='img'][aria-label]:not(.sp-job-icon)"),
  ].filter((node) => node.checkVisibility() && node.closest(".sp-as-table, .sp-legend, .sp-plan") === null);
  if (charts.length === 0) return [];
  const ways = panel.querySelectorAll(
    ".sp-as-table table tbody tr, .sp-to-table, .sp-task-table tbody tr, .sp-why-jobs tbody tr",
  );
  return ways.length > 0 ? [] : charts.map((chart) => chart.getAttribute("aria-label") ?? chart.localName);
}
