import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ElementHandle, Locator, Page } from "playwright-core";
import { expect } from "vitest";

export type Theme = "JupyterLab Light" | "JupyterLab Dark" | "JupyterLab Dark High Contrast";

/** The part of JupyterLab's application object that tests use. */
interface JupyterApp {
  readonly name: string;
  readonly version: string;
  readonly commands: { execute(id: string, args?: unknown): Promise<unknown> };
  readonly shell: { readonly currentWidget: NotebookPanel | null };
  readonly restored: Promise<unknown>;
}
interface NotebookPanel {
  readonly content: { readonly widgets: readonly { readonly model: CellModel }[] };
  readonly model: { toJSON(): unknown };
  readonly sessionContext?: { readonly session?: { readonly kernel?: { readonly status: string } | null } | null };
}
interface CellModel {
  readonly outputs?: { set(index: number, output: unknown): void };
}
declare global {
  interface Window {
    jupyterapp?: JupyterApp;
  }
}

const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));
const SLOW_MS = 60_000;

/** What a card shows, counted in the page. */
export interface CardCounts {
  readonly runId: number;
  readonly stageBoxes: number;
  /** Task attempts that the timeline shows. */
  readonly bars: number;
  readonly tableRows: number;
}

/** Opens a notebook and waits until its document is shown; questions about kernels are answered with "no". */
export async function openNotebook(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector(".jp-NotebookPanel .jp-Cell", { timeout: SLOW_MS });
  await page.evaluate(() => window.jupyterapp?.restored);
  await splashGone(page);
}

/** JupyterLab takes its splash away 200 ms after it is over; a second one that ends before that is an exception of JupyterLab's own. */
async function splashGone(page: Page): Promise<void> {
  await page.waitForSelector("#jupyterlab-splash", { state: "detached" });
}

export async function command(page: Page, id: string, args: Record<string, unknown> = {}): Promise<void> {
  await page.evaluate(([name, options]) => window.jupyterapp?.commands.execute(name, options), [id, args] as const);
}

/** Waits until the kernel of the notebook in front has started and has nothing to do. */
export async function kernelIdle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const status = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status;
      return status === "idle";
    },
    undefined,
    { timeout: SLOW_MS },
  );
}

/** Runs every cell of the notebook in front and waits until the kernel has done them all. */
export async function runAllCells(page: Page): Promise<void> {
  await kernelIdle(page);
  await command(page, "notebook:run-all-cells");
}

/** Saves the notebook in front and returns its text. */
export async function savedNotebook(page: Page): Promise<string> {
  await command(page, "docmanager:save");
  return page.evaluate(() => JSON.stringify(window.jupyterapp?.shell.currentWidget?.model.toJSON()));
}

/** Switches the theme and waits until the page has it. */
export async function changeTheme(page: Page, theme: Theme): Promise<void> {
  await command(page, "apputils:change-theme", { theme });
  await page.waitForFunction((name) => document.body.getAttribute("data-jp-theme-name") === name, theme);
  await splashGone(page);
}

/** The cards of the notebook in front, once there are as many as expected: JupyterLab renders cells little by little. */
export async function cardsOf(page: Page, expected: number): Promise<ElementHandle<Element>[]> {
  const selector = ".sp-card[data-run-id]";
  await expect.poll(() => page.locator(selector).count(), { timeout: SLOW_MS }).toBe(expected);
  return page.$$(selector);
}

/** The views of a card, by the names that its tabs carry. */
export type CardTab = "overview" | "dag" | "timeline" | "stages" | "plan" | "sequence" | "advice";

/** Selects a tab of a card, as a click does, and waits until all in it is drawn. */
export async function selectTab(page: Page, card: ElementHandle<Element>, tab: CardTab): Promise<void> {
  // A card that is far from the window has nothing in it.
  await card.evaluate((node, name) => {
    node.scrollIntoView({ block: "start" });
    node.querySelector<HTMLElement>(`[data-tab="${name}"]`)?.click();
  }, tab);
  await card.waitForSelector(`[data-tab="${tab}"][aria-selected="true"]`);
  await showWhole(page, card);
}

/** Selects the tabs with pictures one after the other and counts what each shows: a tab that is hidden may drop its picture. */
export async function countCard(page: Page, card: ElementHandle<Element>): Promise<CardCounts> {
  await selectTab(page, card, "dag");
  const stageBoxes = await countStages(card, ".sp-stage");
  await selectTab(page, card, "timeline");
  const timeline = await card.waitForSelector(".sp-timeline .sp-gantt[data-painter]", { timeout: SLOW_MS });
  const bars = Number(await timeline.getAttribute("data-task-count"));
  await selectTab(page, card, "stages");
  const tableRows = await countStages(card, "[data-stage-row]");
  const runId = await card.evaluate((node) => Number(node.getAttribute("data-run-id")));
  return { runId, stageBoxes, bars, tableRows };
}

/** Stages that boxes or rows stand for: a fold says how many it holds. */
function countStages(card: ElementHandle<Element>, selector: string): Promise<number> {
  return card.$$eval(selector, (all) =>
    all.reduce((sum, each) => sum + Number(each.getAttribute("data-stages") ?? 1), 0),
  );
}

/** Opens what can be opened in the selected tab and waits until its pictures are drawn. */
async function showWhole(page: Page, card: ElementHandle<Element>): Promise<void> {
  await card.evaluate(async (node) => {
    const closed = (): HTMLDetailsElement[] => [
      ...node.querySelectorAll<HTMLDetailsElement>(".sp-panel:not([hidden]) details:not([open])"),
    ];
    // What opens may hold more that opens, and is made only then.
    for (let more = closed(); more.length > 0; more = closed()) {
      for (const details of more) details.open = true;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  });
  for (const part of await card.$$(".sp-panel:not([hidden]) .sp-job-graph, .sp-panel:not([hidden]) .sp-gantt")) {
    if (await part.evaluate((node) => node.closest("[hidden], details:not([open])") !== null)) continue;
    await part.evaluate((node) => node.scrollIntoView({ block: "center" }));
    await page.waitForFunction(
      (node) =>
        node.classList.contains("sp-gantt")
          ? node.hasAttribute("data-painter") && node.querySelector("canvas") !== null
          : node.querySelector("svg") !== null,
      part,
      { timeout: SLOW_MS },
    );
  }
}

/** The text of a part as a reader sees it. JupyterLab lays cells out only near the window, so it is scrolled there first. */
export async function visibleText(part: Locator): Promise<string> {
  await part.evaluate((node) => node.scrollIntoView({ block: "center" }));
  await expect.poll(() => part.innerText()).not.toBe("");
  return part.innerText();
}

/**
 * With `STAGEPLAY_SHOTS=1` in the environment: saves a picture of each given tab of a card under test/e2e/shots/, which is not kept in the
 * repository. Otherwise the tabs are not even selected: pictures are half of the time of these tests.
 */
export async function shoot(
  page: Page,
  card: ElementHandle<Element>,
  name: string,
  tabs: readonly CardTab[] = ["overview", "dag", "timeline", "stages"],
): Promise<void> {
  if (process.env["STAGEPLAY_SHOTS"] !== "1") return;
  for (const tab of tabs) {
    await selectTab(page, card, tab);
    await shootAsItIs(page, card, `${name}-${tab}`);
  }
}

/** The same for any part of the page: a picture of it as it is now. */
export async function shootPart(page: Page, part: ElementHandle<Element>, name: string): Promise<void> {
  if (process.env["STAGEPLAY_SHOTS"] === "1") await shootAsItIs(page, part, name);
}

async function shootAsItIs(page: Page, card: ElementHandle<Element>, name: string): Promise<void> {
  await mkdir(SHOTS, { recursive: true });
  // JupyterLab's scroll container cuts off what is below the window, so the window becomes as high as the card.
  const usual = page.viewportSize();
  const height = await card.evaluate((node) => Math.ceil(node.getBoundingClientRect().height));
  if (usual !== null) await page.setViewportSize({ width: usual.width, height: Math.max(usual.height, height + 200) });
  await card.evaluate((node) => node.scrollIntoView({ block: "start" }));
  await showWhole(page, card);
  await card.screenshot({ path: `${SHOTS}${name}.png` });
  if (usual !== null) await page.setViewportSize(usual);
}
