import { encodeRun } from "@stageplay/view";
import type { Page } from "playwright-core";
import { faultsOf } from "../e2e/support/card-health.js";
import { injectedRun } from "../e2e/support/injected-run.js";
import { INJECTIONS, MARK } from "../e2e/support/injections.js";
import type { CardPages } from "./card-pages.js";

/** Every injection in every text of a run, looked at in each tab: how many looks there were, and what went wrong in which, a line a look. */
export async function measureInjections(
  pages: CardPages,
): Promise<{ readonly texts: number; readonly total: number; readonly harmful: readonly string[] }> {
  const page = await pages.open();
  // Whatever the page asks for or shows beside itself is a text that was obeyed.
  const escapes: string[] = [];
  page.on("request", (request) => escapes.push(`asked for ${request.url().slice(0, 100)}`));
  page.on("dialog", (dialog) => {
    escapes.push(`opened a dialog: ${dialog.message().slice(0, 100)}`);
    void dialog.dismiss();
  });
  page.on("popup", () => escapes.push("opened a window"));
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
    escapes.length = 0;
    const { tabs } = await show(text);
    const faults = await faultsOf(page, (await page.$(".sp-card"))!, width);
    // What cannot be told to belong to a tab, such as a script that ran, counts against all.
    const everywhere = faults.find((fault) => !tabs.some((tab) => fault.startsWith(`${tab}: `)));
    const general = everywhere ?? pages.errors[errorsBefore] ?? escapes[0];
    for (const tab of tabs) {
      total++;
      const fault = general ?? faults.find((each) => each.startsWith(`${tab}: `));
      if (fault !== undefined) harmful.push(`injection "${name}", ${tab}: ${fault}`);
    }
  }
  const missed = await missedHarm(page, width);
  if (missed.length > 0) throw new Error(`The look for harm does not see ${missed.join(", ")}.`);
  await page.close();
  return { texts: INJECTIONS.length, total, harmful };
}

/** Harm that is done on purpose, to know that a look at a card would see it. @returns what it did not see */
async function missedHarm(page: Page, width: number): Promise<readonly string[]> {
  const harm = {
    "a handler that runs": `<img src="data:," onerror="window.${MARK}=1">`,
    "an element of the data": "<form></form>",
    "a link out of the page": '<a href="https://example.invalid/">x</a>',
    "turned text": "\u202ereversed",
    "text beyond the card": `<div style="width:${3 * width}px">x</div>`,
  };
  const missed: string[] = [];
  for (const [name, markup] of Object.entries(harm)) {
    await page.evaluate((text) => window.inPage.show([text]), JSON.stringify(encodeRun(injectedRun(1, "plain words"))));
    await page.$eval(
      ".sp-head",
      (head, html) => {
        head.innerHTML = html;
      },
      markup,
    );
    if ((await faultsOf(page, (await page.$(".sp-card"))!, width)).length === 0) missed.push(name);
  }
  return missed;
}
