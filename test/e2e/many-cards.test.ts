import { encodeRun } from "@stageplay/view";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath } from "./support/browser.js";
import { type CardStage, openCardStage } from "./support/card-stage.js";
import { FIXTURE_RUNS } from "./support/fixture-notebook.js";
import { fixtureRun } from "./support/fixture-runs.js";

const SLOW_MS = 120_000;
const CARDS = 60;
const RUNS = [FIXTURE_RUNS.orders, FIXTURE_RUNS.retry, FIXTURE_RUNS.loop, FIXTURE_RUNS.lost];

/** A notebook with many outputs, in a page of its own. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("sixty cards in one page", () => {
  let stage: CardStage;
  let page: Page;

  beforeAll(async () => {
    stage = await openCardStage();
    page = await stage.open();
    const bundles = Array.from({ length: CARDS }, (_, i) =>
      JSON.stringify(encodeRun(fixtureRun({ ...RUNS[i % RUNS.length]!, runId: i + 1 }))),
    );
    await page.evaluate((texts) => window.inPage.show(texts), bundles);
  }, SLOW_MS);

  afterAll(async () => {
    expect(stage.errors).toEqual([]);
    await stage.close();
  }, SLOW_MS);

  const last = `.sp-card[data-run-id="${CARDS}"]`;
  const panels = (): Promise<number> => page.locator(`${last} [data-panel]`).count();
  const height = (): Promise<number> => page.$eval(last, (card) => card.getBoundingClientRect().height);

  it(
    "keep few elements, however far one scrolls, and no height changes",
    async () => {
      const whole = (): Promise<number> => page.$eval(".jp-WindowedPanel-outer", (scroller) => scroller.scrollHeight);
      const before = await whole();
      const elements = await page.$eval(".jp-WindowedPanel-outer", async (scroller) => {
        let most = 0;
        for (let y = 0; y < scroller.scrollHeight; y += scroller.clientHeight) {
          scroller.scrollTop = y;
          // Observers speak a frame later, what they ask for is drawn in the next.
          for (let i = 0; i < 4; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
          most = Math.max(most, document.querySelectorAll("*").length);
        }
        return most;
      });
      expect(elements).toBeLessThan(7_000);
      expect(Math.abs((await whole()) - before)).toBeLessThan(CARDS);
    },
    SLOW_MS,
  );

  it("take what is far away out of the page, and put it back as it was", async () => {
    await page.$eval(last, (card) => card.scrollIntoView());
    await expect.poll(panels).toBe(1);
    await page.$eval(`${last} [data-tab="stages"]`, (tab) => (tab as HTMLElement).click());
    const high = await height();
    await page.$eval(".jp-WindowedPanel-outer", (scroller) => scroller.scrollTo(0, 0));
    await expect.poll(panels).toBe(0);
    expect(await height()).toBe(high);
    await page.$eval(last, (card) => card.scrollIntoView());
    await expect.poll(panels).toBe(2);
    expect(await height()).toBe(high);
    expect(await page.locator(`${last} [data-panel="stages"]`).isVisible()).toBe(true);
  });

  it("are all there on paper, and when somebody selects a tab of one that is far away", async () => {
    await page.$eval(".jp-WindowedPanel-outer", (scroller) => scroller.scrollTo(0, 0));
    await expect.poll(panels).toBe(0);
    await page.$eval(`${last} [data-tab="dag"]`, (tab) => (tab as HTMLElement).click());
    expect(await panels()).toBe(3);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await page.locator('.sp-card .sp-panel[data-panel="overview"]:not([hidden])').count()).toBe(CARDS);
  });
});
