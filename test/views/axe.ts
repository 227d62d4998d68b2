import type { RunDocument } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import { axeViolations } from "../e2e/support/axe.js";
import { showTab } from "../e2e/support/card-health.js";
import type { CardPages } from "./card-pages.js";

/** What axe finds in every tab of each run, all that opens opened, in the light and the dark theme. */
export async function measureAxe(
  pages: CardPages,
  runs: readonly RunDocument[],
): Promise<{ readonly looks: number; readonly violations: readonly string[] }> {
  const violations: string[] = [];
  let looks = 0;
  for (const theme of ["light", "dark"] as const) {
    const page = await pages.open(theme);
    for (const run of runs) {
      await page.evaluate((text) => window.inPage.show([text]), JSON.stringify(encodeRun(run)));
      const card = (await page.$(".sp-card"))!;
      for (const tab of await card.$$eval("[data-tab]:not([hidden])", (all) =>
        all.map((each) => each.getAttribute("data-tab")),
      )) {
        await showTab(card, tab);
        const found = await axeViolations(page, ".sp-card");
        violations.push(...found.map((each) => `axe, ${theme}, run ${run.runId}, ${tab}: ${each}`));
        looks++;
      }
    }
    // A look that finds nothing is worth something only where there is something to find.
    await page.$eval(".sp-head", (head) => {
      head.innerHTML = '<img src="data:,">';
    });
    if ((await axeViolations(page, ".sp-card")).length === 0) throw new Error("Axe does not look at the card.");
    await page.close();
  }
  return { looks, violations };
}
