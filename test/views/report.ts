import { measureAxe } from "./axe.js";
import { openCardPages } from "./card-pages.js";
import { measureInjections } from "./injections.js";
import { realRuns } from "./real-runs.js";
import { measureScale } from "./scale.js";
import { targetTable } from "./target-table.js";

/** Measures all, prints the table and the closing line. @returns whether every target is met. */
export async function report(folder: string, print: (line: string) => void): Promise<boolean> {
  const table = targetTable(print);
  const pages = await openCardPages(folder);
  try {
    const { paintMs, panFps, nodes } = await measureScale(pages, table);
    const axe = await measureAxe(pages, await realRuns());
    const violations = axe.violations.length;
    const looked = `${axe.looks} tabs in both themes`;
    table.add({
      what: "axe violations",
      value: violations,
      unit: "",
      target: "0",
      met: violations === 0,
      note: looked,
    });
    const { texts, total, harmful } = await measureInjections(pages);
    const inert = total - harmful.length;
    const put = `${texts} texts × ${total / texts} tabs`;
    table.add({
      what: "injections inert",
      value: inert,
      unit: `of ${total}`,
      target: "all",
      met: inert === total,
      note: put,
    });
    const errors = pages.errors.length;
    table.add({ what: "errors of the pages", value: errors, unit: "", target: "0", met: errors === 0 });
    for (const fault of [...axe.violations, ...harmful, ...pages.errors].slice(0, 20)) print(`  ${fault}`);
    print(
      `views: paint ${paintMs} ms, pan ${panFps} fps, dom ${nodes} nodes, axe ${violations} violations, injections ${inert} of ${total} inert`,
    );
    return table.met;
  } finally {
    await pages.close();
  }
}
