import type { StageTotals } from "@stageplay/core";
import type { StageFold, StageModel, TaskCounts } from "./run-model-types.js";

/** Several stages as one, with exact sums; it has the id and the colour of the first. */
export function foldedStage(fold: StageFold): StageModel {
  const { stages } = fold;
  const [first, last] = [stages[0]!, stages.at(-1)!];
  const starts = stages.flatMap(({ startMs }) => (startMs === undefined ? [] : [startMs]));
  const ends = stages.flatMap(({ startMs, durationMs }) =>
    startMs === undefined || durationMs === undefined ? [] : [startMs + durationMs],
  );
  const { durations: _, startMs: __, durationMs: ___, ...rest } = first;
  const startMs = Math.min(...starts);
  return {
    ...rest,
    label: `${first.label}–${last.label}`,
    name: [...new Set(stages.map(({ name }) => name))].join(", "),
    isResult: stages.some(({ isResult }) => isResult),
    statusNote: "",
    numTasks: sum(stages, ({ numTasks }) => numTasks),
    allTasks: sum(stages, ({ allTasks }) => allTasks),
    counts: {
      running: sum(stages, ({ counts }) => counts.running),
      succeeded: sum(stages, ({ counts }) => counts.succeeded),
      failed: sum(stages, ({ counts }) => counts.failed),
      killed: sum(stages, ({ counts }) => counts.killed),
    } satisfies TaskCounts,
    ...(ends.length === 0 ? {} : { startMs, durationMs: Math.max(...ends) - startMs }),
    metrics: {},
    operators: [],
    facts: { ...first.facts, totals: totalsOf(stages) },
    fold,
  };
}

function totalsOf(stages: readonly StageModel[]): StageTotals {
  const names = Object.keys(stages[0]!.facts.totals) as (keyof StageTotals)[];
  return Object.fromEntries(
    names.map((name) => [name, sum(stages, ({ facts }) => facts.totals[name])]),
  ) as unknown as StageTotals;
}

function sum(stages: readonly StageModel[], of: (stage: StageModel) => number): number {
  return stages.reduce((total, stage) => total + of(stage), 0);
}
