import { encodeRun } from "@stageplay/view";
import type { ElementHandle } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { realRuns } from "../views/real-runs.js";
import { chromiumPath, openBrowser, type TestBrowser } from "./support/browser.js";
import { cardsOf, changeTheme, command, openNotebook, savedNotebook, selectTab } from "./support/lab-page.js";
import { bundlesOf, notebookFile } from "./support/notebook-file.js";
import { type Notebooks, openNotebooks } from "./support/notebooks.js";

const SLOW_MS = 120_000;
const MANY = 60;
const MOST_ELEMENTS = 10_000;

/** What a reader does with outputs beside reading them: other themes, saving, copies, clearing, long notebooks. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("cards as outputs of a notebook", () => {
  let notebooks: Notebooks;
  let browser: TestBrowser;

  beforeAll(async () => {
    const runs = await realRuns();
    const cells = runs.map((run) => ({ code: "// run", executionCount: run.cell!, bundles: [encodeRun(run)] }));
    const many = Array.from({ length: MANY }, (_, i) => {
      const run = { ...runs[i % runs.length]!, runId: i + 1 };
      return { code: `// ${i}`, executionCount: i + 1, bundles: [encodeRun(run)] };
    });
    notebooks = await openNotebooks({
      "few.ipynb": notebookFile(cells.slice(0, 3)),
      "many.ipynb": notebookFile(many),
    });
    browser = await openBrowser(inject("jupyter").profile);
    await openNotebook(browser.page, notebooks.labUrl("few.ipynb"));
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await notebooks?.close();
  }, SLOW_MS);

  const firstCard = async (): Promise<ElementHandle<Element>> => {
    const card = await browser.page.waitForSelector(".sp-card[data-run-id]", { state: "attached" });
    await card.evaluate((node) => node.scrollIntoView({ block: "start" }));
    return card;
  };

  it("follow a change of the theme at once, in the tab that is open, without being made anew", async () => {
    const { page } = browser;
    await changeTheme(page, "JupyterLab Light");
    const card = await firstCard();
    await selectTab(page, card, "timeline");
    /** Of the picture's pixels and of the card's words. */
    const brightness = (): Promise<{ picture: number; words: number }> => card.evaluate(brightnessInPage);
    const light = await brightness();
    await changeTheme(page, "JupyterLab Dark");
    await expect.poll(async () => (await brightness()).picture).toBeLessThan(light.picture / 2);
    expect((await brightness()).words).toBeGreaterThan(light.words + 100);
    expect(await card.evaluate((node) => node.isConnected)).toBe(true);
    expect(await card.$eval('[data-tab="timeline"]', (tab) => tab.getAttribute("aria-selected"))).toBe("true");
    await changeTheme(page, "JupyterLab Light");
    await expect.poll(brightness).toEqual(light);
  });

  it("are still there, and work, after the notebook was saved and the page loaded again", async () => {
    const { page } = browser;
    const before = bundlesOf(await savedNotebook(page));
    await openNotebook(page, notebooks.labUrl("few.ipynb"));
    const cards = await cardsOf(page, 3);
    expect(bundlesOf(await savedNotebook(page))).toEqual(before);
    for (const tab of ["dag", "timeline", "stages", "overview"] as const) await selectTab(page, cards[1]!, tab);
    expect(await cards[1]!.$eval(".sp-largest", (node) => node.textContent)).toMatch(/core-seconds/);
  });

  it("can be copied with their cell: each copy is a card of its own", async () => {
    const { page } = browser;
    await (await firstCard()).evaluate((node) =>
      node.closest(".jp-Cell")?.querySelector<HTMLElement>(".jp-InputPrompt")?.click(),
    );
    await command(page, "notebook:copy-cell");
    await command(page, "notebook:paste-cell-below");
    const cards = await cardsOf(page, 4);
    expect(await cards[1]!.getAttribute("data-run-id")).toBe(await cards[0]!.getAttribute("data-run-id"));
    await selectTab(page, cards[1]!, "dag");
    const selected = await Promise.all(
      cards.slice(0, 2).map((card) => card.$eval('[aria-selected="true"]', (tab) => tab.getAttribute("data-tab"))),
    );
    expect(selected).toEqual(["overview", "dag"]);
    // Labels and arrow heads go by ids, which must not be shared.
    const ids = await page.$$eval(".sp-card [id]", (all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leave with their outputs, also from the side panel", async () => {
    const { page } = browser;
    await page.locator('.jp-NotebookPanel-toolbar [title="Show the Spark runs of this notebook"]').first().click();
    const entries = page.locator("#stageplay-runs button");
    await expect.poll(() => entries.count()).toBe(4);
    await command(page, "notebook:clear-cell-output");
    await cardsOf(page, 3);
    await expect.poll(() => entries.count()).toBe(3);
    await command(page, "notebook:clear-all-cell-outputs");
    await cardsOf(page, 0);
    await expect.poll(() => entries.count()).toBe(0);
    expect(await page.locator(".sp-hover").count()).toBe(0);
    expect(bundlesOf(await savedNotebook(page))).toEqual([]);
    expect(browser.errors).toEqual([]);
  });

  it(
    `are ${MANY} in a notebook without filling the page: each is drawn where it is read, and stays in its place`,
    async () => {
      const { page } = browser;
      await openNotebook(page, notebooks.labUrl("many.ipynb"));
      await cardsOf(page, MANY);
      await page.evaluate(scrollThrough);
      const { elements, cards, heights } = await page.evaluate(scrollThrough);
      expect(cards).toBe(MANY);
      expect(elements).toBeLessThanOrEqual(MOST_ELEMENTS);
      // What was drawn once has its height: a second way through moves nothing.
      expect(new Set(heights).size).toBe(1);
      expect(browser.errors).toEqual([]);
    },
    SLOW_MS,
  );
});

/** Runs in the page: has to stand alone. Mean brightness, 0 to 255, of the timeline's pixels and of the colour of words. */
function brightnessInPage(card: Element): { picture: number; words: number } {
  const canvas = card.querySelector<HTMLCanvasElement>(".sp-gantt canvas")!;
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  let [sum, count] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const opacity = data[i + 3]! / 255;
    sum += (opacity * (data[i]! + data[i + 1]! + data[i + 2]!)) / 3;
    count += opacity;
  }
  const color = getComputedStyle(card.querySelector(".sp-verdict")!).color;
  const [red = 0, green = 0, blue = 0] = (/[\d., ]+/.exec(color)?.[0] ?? "").split(",").map(Number);
  return { picture: sum / count, words: (red + green + blue) / 3 };
}

/** Runs in the page: has to stand alone. Scrolls from top to bottom, a window at a time. */
async function scrollThrough(): Promise<{ elements: number; cards: number; heights: number[] }> {
  const scroller = document.querySelector<HTMLElement>(
    ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer",
  )!;
  const drawn = new Set<string>();
  const heights: number[] = [];
  let elements = 0;
  for (let y = 0; y < scroller.scrollHeight; y += scroller.clientHeight) {
    scroller.scrollTop = y;
    const seen = (): Element[] =>
      [...scroller.querySelectorAll(".sp-card[data-run-id]")].filter((card) => {
        const { top, bottom } = card.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
      });
    const isDrawn = (card: Element): boolean => card.querySelector(".sp-small-gantt") !== null;
    // Observers speak a frame later, what they ask for is drawn in the next: where a machine has much to do, in one after that.
    for (let i = 0; i < 3 || (i < 100 && !seen().every(isDrawn)); i++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    elements = Math.max(elements, document.querySelectorAll("*").length);
    heights.push(scroller.scrollHeight);
    for (const card of seen().filter(isDrawn)) drawn.add(card.getAttribute("data-run-id") ?? "");
  }
  return { elements, cards: drawn.size, heights };
}
