import { fileURLToPath } from "node:url";
import { inChild } from "../in-child.mjs";
import { PLAN_STEPS } from "./plan-steps.mjs";
import { ROW_STEPS } from "./row-steps.mjs";

/** How much more a row may cost when there are many times as many: caches and the garbage collector are no better than that. */
const LIMIT = 1.6;

const PROCESS = fileURLToPath(new URL("./growth-process.mjs", import.meta.url));

/** Whether a step costs more a row, or a part of the plan, when there are more of them: no step may be quadratic. */
export async function measureGrowth(reporter, { quick }) {
  const rows = quick ? [20_000, 100_000] : [100_000, 1_000_000, 4_000_000];
  reporter.heading("growth: CPU time a row or a part, of the largest size against the smallest");
  for (const step of ROW_STEPS) await measure(reporter, step.name, rows);
  for (const step of PLAN_STEPS) await measure(reporter, step.name, step.sizes);
}

async function measure(reporter, name, sizes) {
  const times = await inChild(PROCESS, { name, sizes }).catch((error) => {
    reporter.fail(`growth: ${name}`, error.message);
    return undefined;
  });
  if (times === undefined) return;
  const each = times.map((ms, i) => ms / sizes[i]);
  const ratio = each.at(-1) / each[0];
  const shown = times.map((ms, i) => `${sizes[i].toLocaleString("en")}: ${Math.round(ms)} ms`).join(", ");
  reporter.add(`growth: ${name}`, ratio, "× as much each", ratio > LIMIT ? `GROWS: ${shown}` : shown);
}
