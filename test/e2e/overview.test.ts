import { runModel } from "@stageplay/view";
import type { ElementHandle } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath, type TestBrowser } from "./support/browser.js";
import { FIXTURE_RUNS } from "./support/fixture-notebook.js";
import { fixtureRun, type RunPlan } from "./support/fixture-runs.js";
import { changeTheme, selectTab, shoot, type Theme } from "./support/lab-page.js";
import { type OpenRuns, openRuns } from "./support/open-runs.js";

const SLOW_MS = 120_000;

const WORD_COUNT: RunPlan = {
  runId: 1,
  cell: 2,
  jobs: [
    {
      method: "collect",
      stages: [
        { id: 0, name: "map", tasks: 2, taskMs: 300 },
        { id: 1, name: "result: collect", tasks: 2, taskMs: 40, parents: [0] },
      ],
    },
  ],
};
const RUNS = [WORD_COUNT, { ...FIXTURE_RUNS.orders, runId: 2 }, { ...FIXTURE_RUNS.loop, runId: 3 }].map(fixtureRun);
const [WORDS, ORDERS, LOOP] = [0, 1, 2] as const;

/** What a card shows before anybody clicked: verdict, small pictures, both ledgers, the critical path; and where its links lead. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("the overview of a card", () => {
  let opened: OpenRuns;
  let browser: TestBrowser;
  let cards: OpenRuns["cards"];

  beforeAll(async () => {
    opened = await openRuns("overview.ipynb", RUNS);
    ({ browser, cards } = opened);
  }, SLOW_MS);

  afterAll(() => opened?.close(), SLOW_MS);

  const show = async (place: number): Promise<ElementHandle<Element>> => {
    const card = cards[place]!;
    await card.evaluate((node) => {
      node.querySelector<HTMLElement>('[data-tab="overview"]')?.click();
      for (const details of node.querySelectorAll<HTMLDetailsElement>(".sp-overview details")) details.open = false;
      node.scrollIntoView({ block: "center" });
    });
    await card.waitForSelector(".sp-small-gantt");
    await card.waitForSelector(".sp-small-dag");
    return card;
  };

  it.each<Theme>(["JupyterLab Light", "JupyterLab Dark"])(
    "shows stage graph and executors without a click, in 420 pixels for a word count: %s",
    async (theme) => {
      await changeTheme(browser.page, theme);
      const card = await show(WORDS);
      const { height, headline } = await card.evaluate((node) => {
        const { height } = node.getBoundingClientRect();
        return { height, headline: node.querySelector(".sp-verdict")?.textContent };
      });
      expect(headline).toBe("1 job · 2 stages · 4 tasks in 380 ms");
      expect(height).toBeLessThanOrEqual(420);
      expect(await card.$$eval("[data-stage]", (boxes) => boxes.map((box) => box.getAttribute("data-stage")))).toEqual([
        "0",
        "1",
      ]);
      const picture = await card.$eval(".sp-small-gantt", (svg) => svg.getBoundingClientRect().height);
      expect(picture).toBeLessThanOrEqual(120);
      await shoot(browser.page, card, `overview-${theme === "JupyterLab Dark" ? "dark" : "light"}`, ["overview"]);
      expect(browser.errors).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "names the largest part of core time with its core-seconds and the user's line",
    async () => {
      for (const place of [WORDS, ORDERS, LOOP]) {
        const card = await show(place);
        const sentence = await card.$eval(".sp-largest", (node) => node.textContent);
        expect(sentence).toBe(runModel(RUNS[place]!).verdict.coreTime);
        expect(sentence).toMatch(
          /^\d.*% of core time was .+: [\d.,]+ of [\d.,]+ core-seconds, most of it for .+ at cell \[\d+\]:\d+/,
        );
      }
    },
    SLOW_MS,
  );

  it(
    "adds up in the table to slots × time, and draws a part for each row of it",
    async () => {
      const card = await show(ORDERS);
      const rows = await card.evaluate((node) => {
        const details = node.querySelectorAll<HTMLDetailsElement>(".sp-overview .sp-as-table")[0]!;
        details.open = true;
        details.dispatchEvent(new Event("toggle"));
        const texts = [...details.querySelectorAll("tbody tr")].map((row) => row.children[2]?.textContent ?? "");
        details.open = false;
        return texts.map((text) => Math.round(Number(text) * 1_000_000));
      });
      const total = rows.pop();
      expect(rows.reduce((sum, us) => sum + us, 0)).toBe(total);
      expect(await card.$$eval(".sp-core-part", (parts) => parts.length)).toBe(rows.length);
    },
    SLOW_MS,
  );

  it(
    "says why each job ran, and leads from there to its graph",
    async () => {
      const card = await show(ORDERS);
      const causes = await card.$$eval("[data-job-row] b", (cells) => cells.map((cell) => cell.textContent));
      expect(causes).toEqual(["schema inference", "schema inference", "broadcast", "range sampling", "action"]);
      await card.evaluate((node) => node.querySelector<HTMLElement>('[data-key="job 3"]')?.click());
      await card.waitForSelector('[data-tab="dag"][aria-selected="true"]');
      await card.waitForSelector('[data-job-id="3"][open]');
      await selectTab(browser.page, card, "overview");
    },
    SLOW_MS,
  );

  it(
    "lists a loop as one row and an example, and all of its jobs when asked",
    async () => {
      const card = await show(LOOP);
      const count = (): Promise<number> => card.$$eval("[data-job-row]", (rows) => rows.length);
      expect(await count()).toBeLessThanOrEqual(8);
      await card.evaluate((node) => node.querySelector<HTMLElement>('[data-key="more jobs"]')?.click());
      expect(await count()).toBe(20);
    },
    SLOW_MS,
  );

  it(
    "has the critical path as links with their lengths, which lead to where they happened",
    async () => {
      const card = await show(WORDS);
      const chain = await card.$$eval(".sp-chain > li", (links) => links.map((link) => link.getAttribute("data-kind")));
      expect(chain).toContain("task");
      const lengths = await card.$$eval(".sp-chain b", (texts) => texts.map((text) => text.textContent));
      expect(lengths).toHaveLength(chain.length);
      await card.evaluate((node) => node.querySelector<HTMLElement>('.sp-chain [data-kind="task"] button')?.focus());
      await browser.page.keyboard.press("Enter");
      await card.waitForSelector('[data-tab="timeline"][aria-selected="true"]');
      await card.evaluate((node) => node.querySelector<HTMLElement>('[data-tab="overview"]')?.click());
    },
    SLOW_MS,
  );
});
