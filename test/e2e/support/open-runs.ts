import type { RunDocument } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import type { ElementHandle } from "playwright-core";
import { inject } from "vitest";
import { openBrowser, type TestBrowser } from "./browser.js";
import { openNotebook } from "./lab-page.js";
import { notebookFile } from "./notebook-file.js";
import { type Notebooks, openNotebooks } from "./notebooks.js";

/** A notebook that is open in JupyterLab, with a card under each cell. */
export interface OpenRuns {
  readonly notebooks: Notebooks;
  readonly browser: TestBrowser;
  /** In the order of the runs. */
  readonly cards: readonly ElementHandle<Element>[];
  close(): Promise<void>;
}

/** Opens a notebook of that name in which each of the runs is a cell's output. */
export async function openRuns(name: string, runs: readonly RunDocument[]): Promise<OpenRuns> {
  const cells = runs.map((run) => ({ code: "// run", executionCount: run.cell ?? 1, bundles: [encodeRun(run)] }));
  const notebooks = await openNotebooks({ [name]: notebookFile(cells) });
  const browser = await openBrowser(inject("jupyter").profile);
  const cards: ElementHandle<Element>[] = [];
  const close = async (): Promise<void> => {
    await browser.close();
    await notebooks.close();
  };
  try {
    await openNotebook(browser.page, notebooks.labUrl(name));
    for (const { runId } of runs) {
      cards.push(await browser.page.waitForSelector(`.sp-card[data-run-id="${runId}"]`, { state: "attached" }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { notebooks, browser, cards, close };
}
