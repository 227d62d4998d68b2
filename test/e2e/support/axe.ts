import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds in the parts of the page that match, a line an element: `rule: element: what to do`. */
export async function axeViolations(page: Page, selector: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (include) => {
    const { axe: inPage } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await inPage.run({ include: [include] }, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`),
    );
  }, selector);
}
