import { runHtml } from "@stageplay/view";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { realRuns } from "../views/real-runs.js";
import { axeViolations } from "./support/axe.js";
import { chromiumPath } from "./support/browser.js";
import { faultsOf, showTab } from "./support/card-health.js";
import { type CardStage, openCardStage, setWidth, showRun, tabsOf } from "./support/card-stage.js";
import { injectedRun } from "./support/injected-run.js";
import { cutTexts, overlaps } from "./support/text-faults.js";

const SLOW_MS = 240_000;

/** The card on every kind of screen, and on paper. In a page of its own: none of it depends on JupyterLab. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("the card", () => {
  let stage: CardStage;
  let page: Page;
  let runs: readonly (readonly [name: string, run: ReturnType<typeof injectedRun>])[];

  beforeAll(async () => {
    stage = await openCardStage();
    const [, , merge, , failing, lost] = await realRuns();
    runs = [
      ["a query with adaptive execution", merge!],
      ["a job that fails", failing!],
      ["an executor that is lost", lost!],
      ["every kind of text", injectedRun(1, "plain words")],
    ];
  }, SLOW_MS);

  afterAll(async () => {
    expect(stage.errors).toEqual([]);
    await stage.close();
  }, SLOW_MS);

  it.each([
    ["320 pixels", 320],
    ["360 pixels", 360],
    ["400 pixels", 400],
    ["a window of 1280 pixels at 200 % zoom, with JupyterLab's sides", 500],
    ["700 pixels", 700],
    ["900 pixels", 900],
  ])(
    "stays within %s, and no text lies on another",
    async (_, width) => {
      page = await stage.open();
      await setWidth(page, width);
      const found: string[] = [];
      for (const [name, run] of runs) {
        const card = await showRun(page, run);
        found.push(...(await faultsOf(page, card, width)).map((fault) => `${name}, ${fault}`));
        for (const tab of await tabsOf(card)) {
          await showTab(card, tab);
          found.push(...(await overlaps(card)).map((fault) => `${name}, ${tab}: ${fault}`));
        }
      }
      await page.close();
      expect(found).toEqual([]);
    },
    SLOW_MS,
  );

  it.each(["light", "dark"] as const)(
    "shows all that its colours tell with the colours of the system: %s",
    async (theme) => {
      page = await stage.open(theme);
      await page.emulateMedia({ forcedColors: "active", colorScheme: theme });
      const found: string[] = [];
      for (const [name, run] of runs) {
        const card = await showRun(page, run);
        for (const tab of await tabsOf(card)) {
          await showTab(card, tab);
          const faults = [...(await axeViolations(page, ".sp-card")), ...(await card.evaluate(unseen))];
          found.push(...faults.map((fault) => `${name}, ${tab}: ${fault}`));
        }
      }
      await page.close();
      expect(found).toEqual([]);
    },
    SLOW_MS,
  );

  it("moves nothing by itself where less motion is wanted", async () => {
    page = await stage.open();
    await page.emulateMedia({ reducedMotion: "reduce" });
    const card = await showRun(page, runs[0]![1]);
    for (const tab of await tabsOf(card)) {
      await showTab(card, tab);
      const moving = await page.evaluate(() => [
        ...document.getAnimations().map((animation) => `animation ${animation.id}`),
        ...[...document.querySelectorAll(".sp-output *")]
          .filter((node) => {
            const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(node);
            return animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior !== "auto";
          })
          .map((node) => node.outerHTML.slice(0, 80)),
      ]);
      expect(moving).toEqual([]);
    }
    await page.close();
  });

  it(
    "prints the overview and the selected tab in full, whichever it is",
    async () => {
      page = await stage.open("dark");
      const paper =
        "@media print { .jp-WindowedPanel-outer { height: auto !important; overflow: visible !important; } main { width: auto !important; } }";
      await page.addStyleTag({ content: paper });
      const found: string[] = [];
      for (const [name, run] of runs) {
        const card = await showRun(page, run);
        for (const tab of await tabsOf(card)) {
          await showTab(card, tab);
          await page.setViewportSize({ width: 720, height: 1000 });
          await page.emulateMedia({ media: "print" });
          await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
          const faults = [
            ...(await cutTexts(card)),
            ...(await overlaps(card)),
            ...(await card.evaluate(missingOnPaper, tab)),
          ];
          found.push(...faults.map((fault) => `${name}, ${tab}: ${fault}`));
          await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
          await page.emulateMedia({ media: null });
          const shown = await card.$$eval(
            "[data-panel]",
            (panels) => panels.filter((panel) => panel.checkVisibility()).length,
          );
          expect(shown).toBe(1);
        }
      }
      const pdf = await page.pdf({ format: "A4" });
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
      await page.close();
      expect(found).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "prints the file of a run with all that is folded on the screen",
    async () => {
      page = await stage.open();
      for (const [, run] of runs) {
        await page.setContent(runHtml(run));
        await page.evaluate(() => {
          for (const each of document.querySelectorAll("details")) each.open = true;
        });
        expect(await axeViolations(page, "body")).toEqual([]);
        await page.evaluate(() => {
          for (const each of document.querySelectorAll("details")) each.open = false;
        });
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 720, height: 1000 });
        const body = (await page.$("body"))!;
        expect(
          await body.$$eval("table", (tables) => tables.every((table) => table.getBoundingClientRect().height > 20)),
        ).toBe(true);
        expect(await overlaps(body)).toEqual([]);
        expect(await cutTexts(body)).toEqual([]);
        expect(
          await body.$$eval("svg", (all) => all.filter((svg) => svg.getBoundingClientRect().height > 1000).length),
        ).toBe(0);
        await page.emulateMedia({ media: null });
      }
      await page.close();
    },
    SLOW_MS,
  );
});

/** What is told by a colour and cannot be seen with the system's. Runs in the page: has to stand alone. */
function unseen(card: Element): string[] {
  const faults: string[] = [];
  const ground = getComputedStyle(card).backgroundColor;
  const isSeen = (node: Element): boolean => {
    const { backgroundColor, backgroundImage, borderTopStyle } = getComputedStyle(node);
    const isFilled = backgroundColor !== ground && backgroundColor !== "rgba(0, 0, 0, 0)";
    return node instanceof HTMLCanvasElement || isFilled || backgroundImage !== "none" || borderTopStyle !== "none";
  };
  for (const node of card.querySelectorAll(".sp-swatch, .sp-core-part, .sp-tag, .sp-badge, button.sp-button")) {
    if (node.checkVisibility() && !isSeen(node))
      faults.push(`${node.className} cannot be seen: ${node.outerHTML.slice(0, 80)}`);
  }
  const tab = card.querySelector('[data-tab][aria-selected="true"]')!;
  if (
    getComputedStyle(tab).borderBottomColor ===
    getComputedStyle(card.querySelector('[data-tab][aria-selected="false"]')!).borderBottomColor
  ) {
    faults.push("the selected tab looks like the others");
  }
  for (const canvas of card.querySelectorAll<HTMLCanvasElement>(".sp-panel:not([hidden]) .sp-gantt-canvas")) {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const colors = new Set(new Uint32Array(data.buffer));
    if (colors.size < 5) faults.push(`the timeline has ${colors.size} colours`);
  }
  return faults;
}

/** Runs in the page: has to stand alone. */
function missingOnPaper(card: Element, tab: string): string[] {
  const faults: string[] = [];
  const seen = [...card.querySelectorAll<HTMLElement>("[data-panel]")].filter((panel) => panel.checkVisibility());
  const names = seen.map((panel) => panel.dataset["panel"]);
  if (names.join() !== (tab === "overview" ? "overview" : `overview,${tab}`)) faults.push(`prints ${names.join()}`);
  for (const host of card.querySelectorAll(".sp-small-picture, [data-panel='dag'] details[open] .sp-job-graph")) {
    if (host.checkVisibility() && host.querySelector("svg") === null) faults.push(`${host.className} is empty`);
  }
  for (const control of card.querySelectorAll("select, input, .sp-gantt-tools button, [data-export]")) {
    if (control.checkVisibility()) faults.push(`prints a control: ${control.outerHTML.slice(0, 60)}`);
  }
  if (getComputedStyle(card).backgroundColor !== "rgb(255, 255, 255)") faults.push("prints a dark ground");
  return faults;
}
