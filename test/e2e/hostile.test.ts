import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunDocument } from "@stageplay/core";
import {
  decodeRun,
  encodeRun,
  RunBundleError,
  runHtml,
  runModel,
  runSvg,
  SequenceRows,
  sequenceModel,
  sequencePictureSvg,
} from "@stageplay/view";
import type { ElementHandle, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsRequired } from "../../tools/chromium.mjs";
import { chromiumPath } from "./support/browser.js";
import { faultsOf, showTab } from "./support/card-health.js";
import { type CardStage, openCardStage, showRun, tabsOf } from "./support/card-stage.js";
import { FIXTURE_RUNS } from "./support/fixture-notebook.js";
import { fixtureRun } from "./support/fixture-runs.js";
import { injectedRun } from "./support/injected-run.js";
import { INJECTIONS, MARK } from "./support/injections.js";
import { overlaps } from "./support/text-faults.js";

const SLOW_MS = 240_000;
const HUGE = 100_000;

/** What a run's texts may not do where a mouse, a key or a file brings them up. In a page of its own: none of it depends on JupyterLab. */
describe.skipIf(chromiumPath === undefined && !browserIsRequired())("hostile texts", () => {
  let stage: CardStage;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    stage = await openCardStage();
    page = await stage.open();
    folder = await mkdtemp(join(tmpdir(), "stageplay-files-"));
  }, SLOW_MS);

  afterAll(async () => {
    expect(stage.errors).toEqual([]);
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }, SLOW_MS);

  const ran = (): Promise<boolean> => page.evaluate((mark) => mark in window, MARK);

  it(
    "are drawn by every tab, so that the others here look at something",
    async () => {
      const card = await showRun(page, injectedRun(1, "zebra 42"));
      for (const tab of await tabsOf(card)) {
        await openAll(card, tab);
        const drawn = await card.$eval(`[data-panel="${tab}"]`, (panel) => {
          const attributes = [...panel.querySelectorAll("*")].flatMap((node) =>
            [...node.attributes].map(({ value }) => value),
          );
          return [panel.textContent ?? "", ...attributes].filter((text) => text.includes("zebra 42")).length;
        });
        expect(drawn, tab).toBeGreaterThan(0);
      }
    },
    SLOW_MS,
  );

  it(
    "stay texts in all that opens, and in what a pointer brings up",
    async () => {
      const faults: string[] = [];
      for (const { name, text } of INJECTIONS) {
        const card = await showRun(page, injectedRun(1, text));
        for (const tab of ["stages", "plan", "timeline"]) {
          await openAll(card, tab);
          faults.push(...(await page.evaluate(activeInPage)).map((fault) => `${name}, ${tab}: ${fault}`));
        }
        for (const hover of await hoverThrough(page, card)) faults.push(`${name}: ${hover}`);
        if (await ran()) faults.push(`${name}: a script ran`);
      }
      expect(faults).toEqual([]);
    },
    2 * SLOW_MS,
  );

  it(
    "run nothing and load nothing in files",
    async () => {
      const file = await page.context().newPage();
      const asked: string[] = [];
      const faults: string[] = [];
      file.on("request", (request) => asked.push(request.url()));
      file.on("dialog", (dialog) => void dialog.dismiss());
      for (const [i, { name, text }] of INJECTIONS.entries()) {
        for (const [kind, content] of Object.entries(filesOf(injectedRun(1, text)))) {
          const path = join(folder, `${i}-${kind}`);
          await writeFile(path, content);
          asked.length = 0;
          await file.goto(pathToFileURL(path).href);
          const own = pathToFileURL(path).href;
          if (asked.some((url) => url !== own))
            faults.push(`${name}, ${kind}: asks for ${asked.filter((url) => url !== own).join()}`);
          const found = await file.evaluate(
            ([mark, active]) => [
              ...(mark in window ? ["a script ran"] : []),
              ...[...document.querySelectorAll(active)].map((node) => `${node.localName} made of data`),
              ...(document.querySelector("parsererror") === null ? [] : ["is broken"]),
            ],
            [
              MARK,
              "script, iframe, object, embed, img, image, foreignObject, animate, set, form, base, link, a",
            ] as const,
          );
          faults.push(...found.map((fault) => `${name}, ${kind}: ${fault}`));
        }
      }
      await file.close();
      expect(faults).toEqual([]);
    },
    SLOW_MS,
  );

  it("get into no file's name: a run that is not numbered is refused", () => {
    const { document, ...bundle } = encodeRun(injectedRun(1, "plain words")) as { document: Record<string, unknown> };
    for (const part of ["runId", "cell"]) {
      const broken = { ...bundle, document: { ...document, [part]: "../../etc/passwd" } };
      expect(() => decodeRun(broken), part).toThrow(RunBundleError);
    }
  });

  it(
    "do not turn the words beside them",
    async () => {
      const card = await showRun(page, injectedRun(1, "שלום 123 עולם"));
      for (const tab of await tabsOf(card)) {
        await openAll(card, tab);
        expect(await card.evaluate(unisolated), tab).toEqual([]);
      }
    },
    SLOW_MS,
  );

  it.each([
    ["one word", "W".repeat(HUGE)],
    ["words", "long ".repeat(HUGE / 5)],
    ["lines", "long line\n".repeat(HUGE / 10)],
  ])(
    "of a hundred thousand characters keep the card as it is: %s",
    async (_, text) => {
      const plan = FIXTURE_RUNS.hostile;
      const [job] = plan.jobs;
      const run = fixtureRun({
        ...plan,
        hosts: () => text,
        jobs: [
          {
            ...job!,
            method: text,
            stages: [{ id: 1, name: text, tasks: 3, taskMs: 100, operators: [text], failing: new Map([[1, text]]) }],
          },
        ],
      });
      const card = await showRun(page, run);
      const width = await card.evaluate((node) => node.getBoundingClientRect().width);
      expect(await faultsOf(page, card, width)).toEqual([]);
      for (const tab of await tabsOf(card)) {
        await showTab(card, tab);
        expect(await overlaps(card), tab).toEqual([]);
        expect(await card.evaluate((node) => node.getBoundingClientRect().height), tab).toBeLessThan(6000);
      }
      expect(await hoverThrough(page, card)).toEqual([]);
    },
    SLOW_MS,
  );
});

/** A run in each kind of file that can be opened. */
function filesOf(run: RunDocument): Readonly<Record<string, string>> {
  const model = runModel(run);
  const sequence = sequenceModel(run);
  const rows = new SequenceRows();
  rows.setModel(sequence);
  return {
    "run.html": runHtml(run),
    "run.svg": runSvg(run, { theme: "light" }),
    "messages.svg": sequencePictureSvg(sequence, rows.all(), { width: 900, colorOf: () => model.stages.length % 8 }),
  };
}

/** Selects a tab and opens all in it that opens. */
async function openAll(card: ElementHandle<Element>, tab: string): Promise<void> {
  await showTab(card, tab);
  await card.evaluate((node) => {
    for (const each of node.querySelectorAll<HTMLElement>(
      '.sp-panel:not([hidden]) :is(button, [role="button"])[aria-expanded="false"]',
    )) {
      each.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }
  });
  await showTab(card, tab);
}

/** Moves over the whole timeline and looks at each card that comes up. */
function hoverThrough(page: Page, card: ElementHandle<Element>): Promise<readonly string[]> {
  return showTab(card, "timeline").then(() =>
    page.evaluate(async () => {
      const faults = new Set<string>();
      const chart = document.querySelector<HTMLElement>(".sp-timeline .sp-gantt")!;
      chart.scrollIntoView({ block: "center" });
      // What was far away is drawn now.
      for (let i = 0; i < 4; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      const { left, top, width, height } = chart.getBoundingClientRect();
      let seen = 0;
      for (let y = 4; y < height; y += 9) {
        for (const part of [0.02, 0.2, 0.3, 0.5, 0.7, 0.97]) {
          const at = { clientX: left + part * width, clientY: top + y, bubbles: true };
          chart.dispatchEvent(new PointerEvent("pointermove", at));
          const box = document.querySelector(".sp-hover");
          if (box === null) continue;
          seen++;
          const { right, bottom } = box.getBoundingClientRect();
          if (right > window.innerWidth + 1 || bottom > window.innerHeight + 1)
            faults.add("a hover card leaves the window");
          if (box.querySelector("script, img, svg, iframe, a, input, style") !== null)
            faults.add("a hover card has markup of data");
          if (/[\u202a-\u202e\u2066-\u2069]/.test(box.textContent ?? "")) faults.add("a hover card turns its words");
        }
      }
      chart.dispatchEvent(new PointerEvent("pointerleave", { bubbles: false }));
      if (seen === 0) faults.add("no hover card came up");
      return [...faults];
    }),
  );
}

/** Elements and attributes that only data can have made. Runs in the page: has to stand alone. */
function activeInPage(): string[] {
  const faults: string[] = [];
  const card = document.querySelector(".sp-card")!;
  for (const node of card.querySelectorAll(
    "script, iframe, object, embed, img, form, base, link, meta, animate, foreignObject, a[href], [srcdoc]",
  )) {
    // Plotly's own layers hold images of nothing.
    if (node.closest(".js-plotly-plot") !== null && !node.matches("script, iframe, a[href], foreignObject")) continue;
    faults.push(`${node.localName} made of data`);
  }
  for (const node of card.querySelectorAll("*")) {
    for (const { name } of node.attributes)
      if (/^on/.test(name)) faults.push(`${node.localName} has a handler ${name}`);
  }
  return [...new Set(faults)];
}

/** Inline parts with letters that run from right to left, which would take their neighbours along. Runs in the page: has to stand alone. */
function unisolated(card: Element): string[] {
  return [...card.querySelectorAll<HTMLElement>(".sp-panel:not([hidden]) *")]
    .filter((node) => node instanceof HTMLElement && node.checkVisibility())
    .filter((node) =>
      [...node.childNodes].some(
        (child) => child.nodeType === Node.TEXT_NODE && /[\u05d0-\u05ea]/.test(child.textContent ?? ""),
      ),
    )
    .filter((node) => {
      const { display, unicodeBidi } = getComputedStyle(node);
      return display === "inline" && !/isolate|plaintext/.test(unicodeBidi);
    })
    .map((node) => `${node.localName}.${node.className}`);
}
