import { LongType } from "../../types/data-type.js";
import { doubleToString } from "../../types/number-format.js";
import { deserializerText } from "../deserializer-text.js";
import {
  bindReferences,
  dataTypeOf,
  type Expression,
  implicitCast,
  type PlanTextOptions,
  planText,
  transformUp,
  windowFunctionText,
} from "../expressions/index.js";
import { type OutputTarget, toAttribute } from "../logical/index.js";
import { type ListOptions, truncatedList } from "../truncated-list.js";
import type { AQEShuffleReadExec } from "./adaptive-nodes.js";
import { nodeName } from "./node-name.js";
import { physicalOutput } from "./output.js";
import { partitioningText } from "./partitioning.js";
import type { AggregateExec, BroadcastExchangeExec, PhysicalPlan, SortMergeJoinExec } from "./physical-plan.js";
import { FORMAT_NAMES, scanText } from "./scan-text.js";

export interface PhysicalTextOptions extends PlanTextOptions, Pick<ListOptions, "complete"> {
  /** Leaves out `[plan_id=n]`. */
  readonly withoutPlanIds?: boolean;
  /** Leaves out what aggregates give: `explain()` does, listener events and `explain(true)` do not. */
  readonly brief?: boolean;
}

/** One operator in one line (I7: simpleString). */
export function simpleString(plan: PhysicalPlan, options: PhysicalTextOptions = { ids: true }): string {
  const text = (e: Expression): string => planText(e, options);
  switch (plan.kind) {
    case "FileSourceScanExec":
      return scanText(plan, options);
    case "RangeExec":
      return `Range (${plan.start}, ${plan.end}, step=${plan.step}, splits=${plan.numSlices})`;
    case "RDDScanExec":
      return `Scan ExistingRDD${truncatedList(plan.output.map(text), { ...options, separator: "," })}`;
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return aggregateText(plan, options);
    case "TakeOrderedAndProjectExec": {
      const output = truncatedList(
        plan.projectList.map((e) => text(toAttribute(e))),
        { ...options, separator: "," },
      );
      const offset = plan.offset === undefined ? "" : `offset=${plan.offset}, `;
      return `TakeOrderedAndProject(limit=${plan.limit}, ${offset}orderBy=[${plan.order.map(text).join(",")}], output=${output})`;
    }
    case "WholeStageCodegenExec":
      return nodeName(plan);
    default: {
      const args = argumentText(plan, options);
      return args === "" ? nodeName(plan) : `${nodeName(plan)} ${args}`;
    }
  }
}

/** What an operator was made with, as its line and `explain("formatted")` show it (Spark's argString); empty for nothing. */
export function argumentText(plan: PhysicalPlan, options: PhysicalTextOptions = { ids: true }): string {
  const text = (e: Expression): string => planText(e, options);
  const brackets = (list: readonly Expression[]): string => truncatedList(list.map(text), options);
  // Empty lists are not printed, as in Spark.
  const lists = (...all: readonly (readonly Expression[])[]): readonly string[] =>
    all.filter((list) => list.length > 0).map(brackets);
  const conditions = (e: Expression | undefined): readonly string[] => (e === undefined ? [] : [text(e)]);
  const planIds = (id: number): readonly string[] => (options.withoutPlanIds === true ? [] : [`[plan_id=${id}]`]);
  const args = (...parts: readonly (string | number | boolean)[]): string => parts.join(", ");
  switch (plan.kind) {
    case "RangeExec":
      return `Range (${plan.start}, ${plan.end}, step=${plan.step}, splits=Some(${plan.numSlices}))`;
    case "LocalTableScanExec":
      return args(...(plan.rows.length === 0 ? ["<empty>"] : []), ...lists(plan.output));
    case "RDDScanExec":
      return args(brackets(plan.output), "ExistingRDD", "UnknownPartitioning(0)");
    case "DeserializeToObjectExec":
      return plan.isText === true
        ? "invoke(value.toString()), obj: java.lang.String"
        : deserializerText(physicalOutput(plan), options);
    case "InMemoryTableScanExec":
      return args(...lists(plan.output, plan.predicates));
    case "ProjectExec":
      return args(...lists(plan.projectList));
    case "FilterExec":
      return text(plan.condition);
    case "SortExec":
      return args(brackets(plan.order), plan.global, 0);
    case "ShuffleExchangeExec":
      return args(partitioningText(plan.outputPartitioning, options), plan.origin, ...planIds(plan.planId));
    case "BroadcastExchangeExec":
      return args(broadcastMode(plan), ...planIds(plan.planId));
    case "ReusedExchangeExec":
      return args(brackets(plan.output), simpleString(plan.exchange, options));
    case "BroadcastHashJoinExec":
      return args(...equiJoin(plan, brackets), plan.buildSide, ...conditions(plan.condition), false, false);
    case "ShuffledHashJoinExec":
      return args(...equiJoin(plan, brackets), plan.buildSide, ...conditions(plan.condition));
    case "SortMergeJoinExec":
      return args(...equiJoin(plan, brackets), ...conditions(plan.condition));
    case "BroadcastNestedLoopJoinExec":
      return args(plan.buildSide, plan.joinType, ...conditions(plan.condition));
    case "CartesianProductExec":
      return args(...conditions(plan.condition));
    case "TakeOrderedAndProjectExec":
      return args(
        plan.limit,
        brackets(plan.order),
        brackets(plan.projectList),
        ...(plan.offset === undefined ? [] : [plan.offset]),
      );
    case "CollectTailExec":
    case "LocalLimitExec":
      return args(plan.limit);
    case "CollectLimitExec":
      return plan.offset === undefined ? args(plan.limit) : args(plan.limit, plan.offset);
    case "GlobalLimitExec":
      return args(plan.limit, plan.offset ?? 0);
    case "SampleExec":
      return args(
        doubleToString(plan.lowerBound),
        doubleToString(plan.upperBound),
        plan.withReplacement,
        `${plan.seed}`,
      );
    case "CoalesceExec":
      return args(plan.numPartitions);
    case "GenerateExec": {
      const isOuter = plan.generator.kind === "Generator" && plan.generator.outer;
      return args(text(plan.generator), ...lists(plan.requiredChildOutput), isOuter, brackets(plan.generatorOutput));
    }
    case "ExpandExec":
      return args(`[${plan.projections.map(brackets).join(", ")}]`, brackets(plan.output));
    case "WindowExec":
      return args(...lists(plan.windowExpressions, plan.partitionSpec, plan.orderSpec));
    case "WindowGroupLimitExec": {
      const rank = windowFunctionText(plan.rankLikeFunction, plan.orderSpec, text);
      return args(...lists(plan.partitionSpec, plan.orderSpec), rank, plan.limit, plan.mode);
    }
    case "AdaptiveSparkPlanExec":
      return `isFinalPlan=${plan.adaptive.isFinalPlan}`;
    case "ShuffleQueryStageExec":
    case "BroadcastQueryStageExec":
    case "TableCacheQueryStageExec":
    case "ResultQueryStageExec":
      return args(plan.id);
    case "AQEShuffleReadExec":
      return readWords(plan);
    case "EmptyRelationExec":
      return args(...planIds(plan.planId));
    case "DataWritingCommandExec":
      return args(commandArguments(plan.target), `[${plan.columns.map((a) => a.name).join(", ")}]`);
    default:
      return "";
  }
}

type Brackets = (list: readonly Expression[]) => string;

function equiJoin(
  { leftKeys, rightKeys, joinType }: Pick<SortMergeJoinExec, "leftKeys" | "rightKeys" | "joinType">,
  brackets: Brackets,
): readonly string[] {
  return [brackets(leftKeys), brackets(rightKeys), joinType];
}

/** How the read differs from one task a reducer (H10); nothing to say where it only repeats partitions. */
function readWords({ specs }: AQEShuffleReadExec): string {
  if (specs.some((s) => s.kind === "PartialMapperPartitionSpec" || s.kind === "CoalescedMapperPartitionSpec")) {
    return "local";
  }
  const isSkewed = specs.some((s) => s.kind === "PartialReducerPartitionSpec");
  const isCoalesced = specs.some((s) => s.kind === "CoalescedPartitionSpec" && s.endReducer - s.startReducer !== 1);
  if (isCoalesced) return isSkewed ? "coalesced and skewed" : "coalesced";
  return isSkewed ? "skewed" : "";
}

function aggregateText(plan: AggregateExec, options: PhysicalTextOptions): string {
  const brackets = (list: readonly Expression[]): string =>
    truncatedList(
      list.map((e) => planText(e, options)),
      options,
    );
  // The sort aggregate says `key`.
  const keys = plan.kind === "SortAggregateExec" ? "key" : "keys";
  const parts = [`${keys}=${brackets(plan.groupingExpressions)}`, `functions=${brackets(plan.aggregateExpressions)}`];
  if (options.brief !== true) parts.push(`output=${brackets(plan.resultExpressions.map(toAttribute))}`);
  return `${nodeName(plan)}(${parts.join(", ")})`;
}

function broadcastMode({ keys, child }: BroadcastExchangeExec): string {
  if (keys.length === 0) return "IdentityBroadcastMode";
  const output = physicalOutput(child);
  // What the child knows not to be null is not nullable here, whatever the key says.
  const current = (e: Expression): Expression =>
    e.kind === "AttributeReference" ? (output.find((a) => a.exprId === e.exprId) ?? e) : e;
  const bound = keys.map((key) => bindReferences(transformUp(keys.length === 1 ? asLong(key) : key, current), output));
  return `HashedRelationBroadcastMode(List(${bound.map((e) => planText(e)).join(", ")}),false)`;
}

/** A single integral key is hashed as a long. */
function asLong(key: Expression): Expression {
  return ["integer", "short", "byte"].includes(dataTypeOf(key).kind) ? implicitCast(key, LongType) : key;
}

const MODE_NAMES: Readonly<Record<OutputTarget["mode"], string>> = {
  errorifexists: "ErrorIfExists",
  overwrite: "Overwrite",
  append: "Append",
  ignore: "Ignore",
};

function commandArguments({ path, format, mode, options }: OutputTarget): string {
  const all = Object.entries({ ...options, path }).map(([key, value]) => `${key}=${value}`);
  return `file:${path}, false, ${FORMAT_NAMES[format]}, [${all.join(", ")}], ${MODE_NAMES[mode]}`;
}
