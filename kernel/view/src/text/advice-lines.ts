import type { Finding } from "@stageplay/core";

/** The dearest finding of a run in one line, and how many more there are; none when the advisor has nothing to say. */
export function adviceLines(advice: readonly Finding[] = []): readonly string[] {
  const [first, ...more] = advice;
  if (first === undefined) return [];
  const change = first.change === undefined ? first.fix : first.change;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more: spark.lastRun.advice())`;
  return [`Advice: ${first.title}. ${first.seen} Change: ${change}${rest}`];
}
