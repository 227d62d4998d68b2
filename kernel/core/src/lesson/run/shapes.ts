import type { PlanOperator } from "../../advisor/plan-facts.js";
import type { RDDInfo } from "../../events/listener.js";
import type { ActionFacts } from "./action-facts.js";

/** Joins whose one side was broadcast (G3). */
export function broadcastJoins({ operators }: ActionFacts): readonly PlanOperator[] {
  return operators.filter(({ name }) => name === "BroadcastHashJoin" || name === "BroadcastNestedLoopJoin");
}

/** A sort with a small limit, which needs no shuffle (G8). */
export function topK({ operators }: ActionFacts): PlanOperator | undefined {
  return operators.find(({ name }) => name === "TakeOrderedAndProject");
}

/** Whether the action looks at a few partitions first, to take rows (A9, G8). */
export function takesRows({ operators, callSite, jobs, execution }: ActionFacts): boolean {
  if (execution !== undefined) return operators[0]?.name === "CollectLimit";
  const method = callSite?.method ?? "";
  return jobs.some((job) => job.cause === "take ramp-up") || ["take", "first", "isEmpty"].includes(method);
}

/** Unions that only put partitions together: RDDs of them, with the inputs that lie in the same stage. */
export function unions({ rdds }: ActionFacts): readonly RDDInfo[] {
  return rdds.filter(({ name }) => name === "UnionRDD" || name === "PartitionerAwareUnionRDD");
}

/** RDDs that coalesce without a shuffle (A12); repartition makes one too, behind its shuffle. */
export function coalesces({ rdds }: ActionFacts): readonly RDDInfo[] {
  return rdds.filter(({ name, scope }) => name === "CoalescedRDD" && scope?.name !== "repartition");
}

/** Calls and exchanges that repartition, by what shows them. */
export function repartitions({ rdds, operators, execution }: ActionFacts): number {
  if (execution !== undefined) {
    return operators.filter(({ isExchange, text }) => isExchange && text.includes("REPARTITION_BY")).length;
  }
  return new Set(
    rdds.flatMap(({ name, scope }) => (name === "ShuffledRDD" && scope?.name === "repartition" ? [scope.id] : [])),
  ).size;
}

const WIDE =
  /^(?:reduceByKey|aggregateByKey|foldByKey|combineByKey|groupByKey|join|leftOuterJoin|rightOuterJoin|fullOuterJoin|cogroup|groupWith|subtractByKey|intersection|distinct)$/;

/**
 * Inputs of joins, and of aggregates by key, that are not shuffled because their rows lie right already (A5, G5).
 */
export function coPartitionedInputs(action: ActionFacts): number {
  return action.execution === undefined ? coPartitionedRdds(action) : clusteredInputs(action.operators);
}

/** A parent within the same stage is a narrow one; what a wide call has no shuffle for lies right already. */
function coPartitionedRdds({ stages }: ActionFacts): number {
  let count = 0;
  for (const { rdds } of stages) {
    const inStage = new Set<number>(rdds.map(({ id }) => id));
    const wideCalls = new Map<string, RDDInfo[]>();
    for (const rdd of rdds) {
      if (rdd.scope === undefined || !WIDE.test(rdd.scope.name)) continue;
      wideCalls.set(rdd.scope.id, [...(wideCalls.get(rdd.scope.id) ?? []), rdd]);
    }
    for (const made of wideCalls.values()) {
      const cogroup = made.find(({ name }) => name === "CoGroupedRDD" || name === "SubtractedRDD");
      if (cogroup !== undefined) count += cogroup.parentIds.filter((id) => inStage.has(id)).length;
      // The map side of a wide call lies in the stage before, with its shuffle still to come.
      else if (
        made.every(({ name, parentIds }) => name !== "ShuffledRDD" && parentIds.every((id) => inStage.has(id)))
      ) {
        if (!isMapSide(made, stages)) count++;
      }
    }
  }
  return count;
}

function isMapSide(made: readonly RDDInfo[], stages: ActionFacts["stages"]): boolean {
  const scope = made[0]?.scope?.id;
  return stages.some(({ rdds }) => rdds.some((rdd) => rdd.scope?.id === scope && rdd.name === "ShuffledRDD"));
}

/** Sides of shuffled joins, and final aggregates with keys, whose input has no exchange of its own. */
function clusteredInputs(operators: readonly PlanOperator[]): number {
  let count = 0;
  for (const operator of operators) {
    if (operator.name === "SortMergeJoin" || operator.name === "ShuffledHashJoin") {
      count += operator.children.filter((child) => !readsExchange(child)).length;
    } else if (isWholeAggregate(operator) && !operator.children.every(readsExchange)) count++;
  }
  return count;
}

function readsExchange(operator: PlanOperator): boolean {
  if (operator.isExchange || operator.name === "ReusedExchange") return true;
  return operator.name === "Sort" && operator.children.every(readsExchange);
}

/** A final or complete aggregate by keys: the partial one below an exchange is neither. */
function isWholeAggregate(operator: PlanOperator): boolean {
  const { text } = operator;
  if (!isAggregate(operator) || /keys?=\[\]/.test(text) || text.includes("functions=[partial_")) return false;
  return !(text.includes("functions=[]") && isPartialOfDistinct(operator));
}

/** An aggregate without functions does not say that it is partial; another one behind its exchange does. */
function isPartialOfDistinct({ parent }: PlanOperator): boolean {
  if (parent?.isExchange !== true) return false;
  const reader = parent.parent?.name === "Sort" ? parent.parent.parent : parent.parent;
  return reader !== undefined && isAggregate(reader);
}

function isAggregate({ name }: PlanOperator): boolean {
  return name.endsWith("Aggregate");
}
