import type { Bytes } from "../base/brand.js";
import type { RunJob } from "../events/run.js";
import type { PlanOperator } from "./plan-facts.js";
import type { AdvisorFacts } from "./run-facts.js";
import type { StageFacts } from "./stage-facts.js";

/** A side of a join that was collected by the driver and sent to all executors (G7). */
export interface BroadcastSide {
  readonly job: RunJob;
  readonly bytes: Bytes;
  readonly stage: StageFacts;
}

export function broadcastsOf({ run, stages }: AdvisorFacts): readonly BroadcastSide[] {
  return run.jobs.flatMap((job) => {
    if (job.cause !== "broadcast") return [];
    const stage = stages.filter((one) => one.stage.jobId === job.jobId).at(-1);
    return stage === undefined ? [] : [{ job, bytes: stage.sum("resultBytes"), stage }];
  });
}

/** The exchanges below a join that shuffled both of its sides; undefined for any other operator. */
export function joinSides(join: PlanOperator): readonly [PlanOperator, PlanOperator] | undefined {
  if (join.name !== "SortMergeJoin" && join.name !== "ShuffledHashJoin") return undefined;
  const [left, right] = join.children.map(exchangeBelow);
  return left === undefined || right === undefined ? undefined : [left, right];
}

/** The exchange that an operator reads, with nothing but sorts in between. */
function exchangeBelow(operator: PlanOperator): PlanOperator | undefined {
  if (operator.isExchange) return operator;
  return operator.name === "Sort" ? exchangeBelow(operator.children[0]!) : undefined;
}

/**
 * The stage that wrote an exchange's shuffle: that of its query which wrote as many records as the exchange had. Where several did, they ran in the
 * order of the plan, from below.
 */
export function writerOf(facts: AdvisorFacts, exchange: PlanOperator): StageFacts | undefined {
  const { rows } = exchange;
  if (rows === undefined) return undefined;
  const alike = fromBelow(rootOf(exchange)).filter((one) => one.isExchange && one.rows === rows);
  return facts
    .stagesOfExecution(exchange.execution.executionId)
    .filter((stage) => stage.stage.kind === "ShuffleMapTask" && stage.sum("shuffleWriteRecords") === rows)[
    alike.indexOf(exchange)
  ];
}

function rootOf(operator: PlanOperator): PlanOperator {
  return operator.parent === undefined ? operator : rootOf(operator.parent);
}

function fromBelow(operator: PlanOperator): readonly PlanOperator[] {
  return [...operator.children.flatMap(fromBelow), operator];
}

/** Which side a join of this kind may build, and so broadcast (G3). */
export function mayBroadcast(join: PlanOperator, side: "left" | "right"): boolean {
  if (/\bFullOuter\b/.test(join.text)) return false;
  if (/\b(?:LeftOuter|LeftSemi|LeftAnti|ExistenceJoin)\b/.test(join.text)) return side === "right";
  if (/\bRightOuter\b/.test(join.text)) return side === "left";
  return true;
}
