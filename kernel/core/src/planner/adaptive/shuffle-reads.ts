import type { RuntimeConfig } from "../../conf/runtime-config.js";
import {
  type AQEShuffleReadExec,
  exchangeOf,
  type PhysicalPlan,
  physicalTree,
  type ShuffleExchangeExec,
  type ShuffleQueryStageExec,
} from "../../plans/physical/index.js";
import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";

/** What the rules of a stage look at beside its plan. */
export interface StageRuleContext {
  readonly conf: RuntimeConfig;
  defaultParallelism(): number;
}

/** A written shuffle as a stage reads it: whole, or in pieces that a rule made. */
export type StageRead = ShuffleQueryStageExec | AQEShuffleReadExec;

export function isRead(plan: PhysicalPlan): plan is StageRead {
  return plan.kind === "AQEShuffleReadExec" || plan.kind === "ShuffleQueryStageExec";
}

/** The reads below an operator, or the operator itself. */
export function shuffleReads(plan: PhysicalPlan): readonly StageRead[] {
  return isRead(plan) ? [plan] : physicalTree.children(plan).flatMap(shuffleReads);
}

export function stageOf(read: StageRead): ShuffleQueryStageExec {
  return read.kind === "AQEShuffleReadExec" ? read.child : read;
}

export function shuffleOf(read: StageRead): ShuffleExchangeExec {
  return exchangeOf(stageOf(read).plan);
}

/** The plan with other pieces for some of its shuffles, by the number of their stages. */
export function withReads(
  plan: PhysicalPlan,
  specs: ReadonlyMap<number, readonly ShufflePartitionSpec[]>,
): PhysicalPlan {
  if (!isRead(plan)) return physicalTree.mapChildren(plan, (child) => withReads(child, specs));
  const stage = stageOf(plan);
  const own = specs.get(stage.id);
  return own === undefined ? plan : { kind: "AQEShuffleReadExec", specs: own, child: stage };
}
