import {
  CONTROL_MESSAGES,
  type ControlMessageName,
  type Finding,
  type FindingId,
  type Millis,
  type RunMessages,
} from "@stageplay/core";

/** A message of each kind that carries a text, with this one; beside them the silence of an executor. */
export function injectedMessages(text: string): RunMessages {
  const names = Object.keys(CONTROL_MESSAGES) as ControlMessageName[];
  const at = (i: number): Millis => 5 * i;
  return {
    times: { dispatchMs: 0.25, launchMs: 1, reportMs: 1, heartbeatMs: 10_000 },
    sent: names.map((name, i) => [at(i), name, 0, 0, 0, text, 0] as const),
    totals: Object.fromEntries(names.map((name) => [name, 1])),
    silences: [{ executorId: 0, fromMs: at(1), untilMs: at(2), cause: "cut off" }],
  };
}

/** A finding all of whose words are this text. */
export function injectedAdvice(text: string): readonly Finding[] {
  const finding: Finding = {
    id: text as FindingId,
    title: text,
    severity: "warning",
    seen: text,
    cause: text,
    fix: text,
    change: text,
    callSite: { short: text, method: text, file: text, line: 1 },
    places: [{ jobId: 0, stageId: 0, executionId: 0, operator: text }],
    occurrences: 2,
    costMs: 100,
    savesMs: 50,
  };
  return [finding];
}
