import type { RunDocument } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import type { CardPages } from "./card-pages.js";
import type { Scrolled } from "./in-page.js";

const CARDS = 60;

/** What a page with 60 cards of real runs holds while somebody scrolls through it and opens a tab of each. */
export async function measureNodes(
  pages: CardPages,
  runs: readonly RunDocument[],
): Promise<Scrolled & { readonly cards: number }> {
  const bundles = Array.from({ length: CARDS }, (_, i) =>
    JSON.stringify(encodeRun({ ...runs[i % runs.length]!, runId: i + 1 })),
  );
  const page = await pages.open();
  await page.evaluate((texts) => window.inPage.show(texts), bundles);
  const cards = await page.locator(".sp-card").count();
  const scrolled = await page.evaluate(() => window.inPage.scrollThrough());
  await page.close();
  if (scrolled.tabs !== cards) throw new Error(`A tab was opened in ${scrolled.tabs} cards of ${cards}.`);
  return { cards, ...scrolled };
}
