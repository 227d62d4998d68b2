import type { TraceStep } from "../../events/plan-trace.js";

/** The steps of planning: first how often each rule changed something, then what (`explain("trace")`). */
export function traceText(steps: readonly TraceStep[]): string {
  return `== Rule Trace ==\n${summary(steps)}\n${steps.map(stepText).join("\n")}`;
}

/** Rules in the order in which they first did something. */
function summary(steps: readonly TraceStep[]): string {
  const counts = new Map<string, { readonly step: TraceStep; count: number }>();
  for (const step of steps) {
    const key = `${step.phase}/${step.rule}`;
    const entry = counts.get(key) ?? { step, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  const rows = [...counts.values()].map(({ step, count }) => [step.phase, step.rule, String(count)] as const);
  const header = ["Phase", "Rule", "Changes"] as const;
  const widths = [0, 1].map((i) => Math.max(...[header, ...rows].map((row) => row[i]!.length)));
  return [header, ...rows]
    .map(([phase, rule, count]) => `${phase.padEnd(widths[0]!)}  ${rule.padEnd(widths[1]!)}  ${count}\n`)
    .join("");
}

function stepText(step: TraceStep, i: number): string {
  const reason = step.reason === undefined ? "" : `because: ${step.reason}\n`;
  const lines = step.diff.map(({ mark, text }) => `${mark} ${text}\n`);
  return `== ${i + 1}. ${step.phase}: ${step.rule} (${step.batch}) ==\n${reason}${lines.join("")}`;
}
