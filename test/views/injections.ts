import { encodeRun } from "@stageplay/view";
import { faultsOf } from "../e2e/support/card-health.js";
import { injectedRun } from "../e2e/support/injected-run.js";
import { INJECTIONS } from "../e2e/support/injections.js";
import type { CardPages } from "./card-pages.js";

/** Every injection in every text of a run, looked at in each tab: how many looks there were, and what went wrong in which, a line a look. */
export async function measureInjections(
  pages: CardPages,
): Promise<{ readonly texts: number; readonly total: number; readonly harmful: readonly string[] }> {
  const page = await pages.open();
  const show = async (text: string): Promise<{ width: number; tabs: readonly string[] }> => {
    await page.evaluate((bundle) => window.inPage.show([bundle]), JSON.stringify(encodeRun(injectedRun(1, text))));
    const width = await page.$eval(".sp-card", (card) => card.getBoundingClientRect().width);
    const shown = await page.$$eval("[data-tab]:not([hidden])", (all) =>
      all.map((each) => each.getAttribute("data-tab") ?? ""),
    );
    return { width, tabs: shown };
  };
  const { width } = await show("plain words");
  const harmful: string[] = [];
  let total = 0;
  for (const { name, text } of INJECTIONS) {
    const errorsBefore = pages.errors.length;
    const { tabs } = await show(text);
    const faults = await faultsOf(page, (await page.$(".sp-card"))!, width);
    // What cannot be told to belong to a tab, such as a script that ran, counts against all.
    const everywhere = faults.find((fault) => !tabs.some((tab) => fault.startsWith(`${tab}: `)));
    const general = everywhere ?? pages.errors[errorsBefore];
    for (const tab of tabs) {
      total++;
      const fault = general ?? faults.find((each) => each.startsWith(`${tab}: `));
      if (fault !== undefined) harmful.push(`injection "${name}", ${tab}: ${fault}`);
    }
  }
  await page.close();
  return { texts: INJECTIONS.length, total, harmful };
}
