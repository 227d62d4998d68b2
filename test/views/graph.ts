import type { RunDocument } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import type { CardPages } from "./card-pages.js";
import type { Graphs } from "./in-page.js";

/** How the stage graph of a run is drawn at first, by job and as one graph. */
export async function measureGraph(pages: CardPages, run: RunDocument): Promise<Graphs> {
  const page = await pages.open();
  const graphs = await page.evaluate((text) => window.inPage.graphs(text), JSON.stringify(encodeRun(run)));
  await page.close();
  return graphs;
}
