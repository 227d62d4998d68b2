import { formatCount } from "@stageplay/core";
import type { StageFold, StageModel } from "../model/run-model-types.js";

/** `×248`, of stages that are alike; `2 × 125`, of rounds of two; `4 skipped`. */
export function foldTimes({ kind, stages, parts, period }: StageFold): string {
  if (kind === "skipped") return `${formatCount(stages.length)} skipped`;
  const times = formatCount(parts.length / period);
  return period === 1 ? `×${times}` : `${period} × ${times}`;
}

/** What is folded: `map at cell [3]:4`, the names of one round; or which stages are reused. */
export function foldedWhat({ kind, stages, parts, period }: StageFold): string {
  if (kind === "repeated") return [...new Set(parts.slice(0, period).map(({ name }) => name))].join(", ");
  const reused = [...new Set(stages.flatMap(({ facts }) => facts.reusesStage ?? []))];
  if (reused.length === 0) return "skipped";
  const some = reused.slice(0, 6).join(", ");
  const more = reused.length > 6 ? ` and ${reused.length - 6} more` : "";
  return `${reused.length === 1 ? "reuse stage" : "reuse stages"} ${some}${more}`;
}

/** The shortest and the longest task of all stages that a row stands for; the rest of the quantiles is not known of a fold. */
export function extremesOf(stage: StageModel): { readonly min?: number; readonly max?: number } {
  const all = (stage.fold?.stages ?? [stage]).flatMap(({ durations }) => durations ?? []);
  if (all.length === 0) return {};
  return { min: Math.min(...all.map(({ min }) => min)), max: Math.max(...all.map(({ max }) => max)) };
}
