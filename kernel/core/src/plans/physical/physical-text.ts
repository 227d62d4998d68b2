import { LongType, structField, structType } from "../../types/data-type.js";
import { catalogString } from "../../types/type-name.js";
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
import { type DataFormat, logicalText, type OutputTarget, toAttribute } from "../logical/index.js";
import { treeText } from "../tree-text.js";
import { type AdaptiveSparkPlanExec, type AQEShuffleReadExec, isQueryStage } from "./adaptive-nodes.js";
import { physicalOutput } from "./output.js";
import { partitioningText } from "./partitioning.js";
import type { AggregateExec, BroadcastExchangeExec, FileSourceScanExec, PhysicalPlan } from "./physical-plan.js";
import { pushedFilters } from "./pushed-filters.js";
import { physicalTree } from "./tree.js";

export interface PhysicalTextOptions extends PlanTextOptions {
  /** Leaves out `[plan_id=n]`. */
  readonly withoutPlanIds?: boolean;
}

/** A physical plan as `explain()` shows it: `*(n)` before what runs in generated stage n. */
export function physicalText(plan: PhysicalPlan, options: PhysicalTextOptions = { ids: true }): string {
  if (plan.kind === "AdaptiveSparkPlanExec") return adaptiveText(plan, options);
  return treeText(
    numbered(plan, undefined),
    ({ node, stage }) => (stage === undefined ? "" : `*(${stage}) `) + simpleString(node, options),
    ({ node, stage }) => printedChildren(node).map((child) => numbered(child, stage)),
    ({ node }) => innerLines(node, options),
  );
}

/** What it is now, and below what it was planned to be (H10). */
function adaptiveText(plan: AdaptiveSparkPlanExec, options: PhysicalTextOptions): string {
  const { initialPlan, currentPlan, isFinalPlan } = plan.adaptive;
  const head = simpleString(plan, options);
  const below = (text: string, lead: string): string => {
    const [first, ...rest] = text.trimEnd().split("\n");
    return [`${lead}${first}`, ...rest.map((line) => `   ${line}`)].join("\n");
  };
  const initial = physicalText(initialPlan, options);
  if (currentPlan === initialPlan) return `${head}\n${below(initial, "+- ")}\n`;
  const current = below(physicalText(currentPlan, options), "   ");
  const name = isFinalPlan ? "Final" : "Current";
  return `${head}\n+- == ${name} Plan ==\n${current}\n+- == Initial Plan ==\n${below(initial, "   ")}\n`;
}

/** Children, and the plan inside a query stage. */
export function printedChildren(plan: PhysicalPlan): readonly PhysicalPlan[] {
  if (plan.kind === "ResultQueryStageExec" || isQueryStage(plan)) return [plan.plan];
  return physicalTree.children(plan);
}

/** Plans that are no children but are shown below a node. */
function innerLines(node: PhysicalPlan, options: PhysicalTextOptions): readonly string[] {
  if (node.kind === "InMemoryTableScanExec") return relationLines(node, options);
  if (node.kind !== "EmptyRelationExec") return [];
  const [first, ...rest] = logicalText(node.logical).trimEnd().split("\n");
  return [`+- ${first}`, ...rest.map((line) => `   ${line}`)];
}

interface Numbered {
  readonly node: PhysicalPlan;
  /** The generated stage that the node is in. */
  readonly stage: number | undefined;
}

/** Steps over the nodes that do not print. */
function numbered(node: PhysicalPlan, stage: number | undefined): Numbered {
  if (node.kind === "WholeStageCodegenExec") return numbered(node.child, node.id);
  if (node.kind === "InputAdapter") return numbered(node.child, undefined);
  return { node, stage: isOutside(node) ? undefined : stage };
}

/** Operators that end a generated stage without an InputAdapter in between. */
function isOutside(node: PhysicalPlan): boolean {
  return (
    isQueryStage(node) ||
    node.kind === "AQEShuffleReadExec" ||
    node.kind === "ShuffleExchangeExec" ||
    node.kind === "BroadcastExchangeExec"
  );
}

/** One operator in one line (I7: simpleString). */
export function simpleString(plan: PhysicalPlan, options: PhysicalTextOptions = { ids: true }): string {
  const text = (e: Expression): string => planText(e, options);
  // Empty lists are not printed, as in Spark.
  const brackets = (list: readonly Expression[]): string => `[${list.map(text).join(", ")}]`;
  const args = (list: readonly Expression[]): string => (list.length === 0 ? "" : ` ${brackets(list)}`);
  const more = (list: readonly Expression[]): string => (list.length === 0 ? "" : `, ${brackets(list)}`);
  const condition = (e: Expression | undefined): string => (e === undefined ? "" : `, ${text(e)}`);
  switch (plan.kind) {
    case "FileSourceScanExec":
      return scanText(plan, options);
    case "RangeExec":
      return `Range (${plan.start}, ${plan.end}, step=${plan.step}, splits=${plan.numSlices})`;
    case "LocalTableScanExec":
      return `LocalTableScan${plan.rows.length === 0 ? ` <empty>${more(plan.output)}` : args(plan.output)}`;
    case "RDDScanExec":
      return `Scan ExistingRDD${brackets(plan.output)}`;
    case "DeserializeToObjectExec":
      return "DeserializeToObject invoke(value.toString()), obj: java.lang.String";
    case "InMemoryTableScanExec":
      return `InMemoryTableScan${args(plan.output)}${plan.predicates.length === 0 ? "" : `, ${brackets(plan.predicates)}`}`;
    case "ColumnarToRowExec":
      return "ColumnarToRow";
    case "ProjectExec":
      return `Project${args(plan.projectList)}`;
    case "FilterExec":
      return `Filter ${text(plan.condition)}`;
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return aggregateText(plan, brackets);
    case "SortExec":
      return `Sort ${brackets(plan.order)}, ${plan.global}, 0`;
    case "ShuffleExchangeExec":
      return `Exchange ${partitioningText(plan.outputPartitioning, options)}, ${plan.origin}${planId(plan.planId, options)}`;
    case "BroadcastExchangeExec":
      return `BroadcastExchange ${broadcastMode(plan)}${planId(plan.planId, options)}`;
    case "ReusedExchangeExec":
      return `ReusedExchange ${brackets(plan.output)}, ${simpleString(plan.exchange, options)}`;
    case "BroadcastHashJoinExec":
      return `BroadcastHashJoin ${brackets(plan.leftKeys)}, ${brackets(plan.rightKeys)}, ${plan.joinType}, ${plan.buildSide}${condition(plan.condition)}, false, false`;
    case "ShuffledHashJoinExec":
      return `ShuffledHashJoin${skewed(plan)} ${brackets(plan.leftKeys)}, ${brackets(plan.rightKeys)}, ${plan.joinType}, ${plan.buildSide}${condition(plan.condition)}`;
    case "SortMergeJoinExec":
      return `SortMergeJoin${skewed(plan)} ${brackets(plan.leftKeys)}, ${brackets(plan.rightKeys)}, ${plan.joinType}${condition(plan.condition)}`;
    case "BroadcastNestedLoopJoinExec":
      return `BroadcastNestedLoopJoin ${plan.buildSide}, ${plan.joinType}${condition(plan.condition)}`;
    case "CartesianProductExec":
      return `CartesianProduct${plan.condition === undefined ? "" : ` ${text(plan.condition)}`}`;
    case "TakeOrderedAndProjectExec": {
      const output = plan.projectList.map(text).join(",");
      return `TakeOrderedAndProject(limit=${plan.limit}, orderBy=[${plan.order.map(text).join(",")}], output=[${output}])`;
    }
    case "CollectLimitExec":
      return `CollectLimit ${plan.limit}`;
    case "LocalLimitExec":
      return `LocalLimit ${plan.limit}`;
    case "GlobalLimitExec":
      return `GlobalLimit ${plan.limit}, 0`;
    case "UnionExec":
      return "Union";
    case "CoalesceExec":
      return `Coalesce ${plan.numPartitions}`;
    case "GenerateExec":
      return `Generate ${text(plan.generator)}${plan.requiredChildOutput.length === 0 ? "" : `, ${brackets(plan.requiredChildOutput)}`}, ${plan.generator.kind === "Generator" && plan.generator.outer}, ${brackets(plan.generatorOutput)}`;
    case "ExpandExec":
      return `Expand [${plan.projections.map(brackets).join(", ")}], ${brackets(plan.output)}`;
    case "WindowExec":
      return `Window ${brackets(plan.windowExpressions)}${more(plan.partitionSpec)}${more(plan.orderSpec)}`;
    case "WindowGroupLimitExec": {
      const rank = windowFunctionText(plan.rankLikeFunction, plan.orderSpec, text);
      const keys = [plan.partitionSpec, plan.orderSpec].filter((list) => list.length > 0).map(brackets);
      return `WindowGroupLimit ${[...keys, rank, plan.limit, plan.mode].join(", ")}`;
    }
    case "AdaptiveSparkPlanExec":
      return `AdaptiveSparkPlan isFinalPlan=${plan.adaptive.isFinalPlan}`;
    case "ShuffleQueryStageExec":
    case "BroadcastQueryStageExec":
    case "TableCacheQueryStageExec":
    case "ResultQueryStageExec":
      return `${nodeName(plan)} ${plan.id}`;
    case "AQEShuffleReadExec":
      return `AQEShuffleRead${readWords(plan)}`;
    case "EmptyRelationExec":
      return `EmptyRelation${options.withoutPlanIds === true ? "" : ` [plan_id=${plan.planId}]`}`;
    case "WholeStageCodegenExec":
      return `WholeStageCodegen (${plan.id})`;
    case "InputAdapter":
      return "InputAdapter";
    case "WriteFilesExec":
      return "WriteFiles";
    case "DataWritingCommandExec":
      return `Execute InsertIntoHadoopFsRelationCommand ${commandArguments(plan.target)}, [${plan.columns.map((a) => a.name).join(", ")}]`;
  }
}

/** The operator's name as the SQL tab, scopes of RDDs and listener events have it (A16, I7). */
export function nodeName(plan: PhysicalPlan): string {
  switch (plan.kind) {
    case "FileSourceScanExec":
      return `Scan ${plan.relation.format} `;
    case "RDDScanExec":
      return "Scan ExistingRDD";
    case "ShuffleExchangeExec":
      return "Exchange";
    case "DataWritingCommandExec":
      return "Execute InsertIntoHadoopFsRelationCommand";
    case "WholeStageCodegenExec":
      return `WholeStageCodegen (${plan.id})`;
    case "InputAdapter":
      return plan.kind;
    default:
      return plan.kind.replace(/Exec$/, "");
  }
}

function skewed({ isSkewJoin }: { readonly isSkewJoin?: boolean }): string {
  return isSkewJoin === true ? "(skew=true)" : "";
}

/** How the read differs from one task a reducer (H10); nothing to say where it only repeats partitions. */
function readWords({ specs }: AQEShuffleReadExec): string {
  if (specs.some((s) => s.kind === "PartialMapperPartitionSpec" || s.kind === "CoalescedMapperPartitionSpec")) {
    return " local";
  }
  const isSkewed = specs.some((s) => s.kind === "PartialReducerPartitionSpec");
  const isCoalesced = specs.some((s) => s.kind === "CoalescedPartitionSpec" && s.endReducer - s.startReducer !== 1);
  if (isCoalesced) return isSkewed ? " coalesced and skewed" : " coalesced";
  return isSkewed ? " skewed" : "";
}

function planId(id: number, options: PhysicalTextOptions): string {
  return options.withoutPlanIds === true ? "" : `, [plan_id=${id}]`;
}

function aggregateText(plan: AggregateExec, brackets: (list: readonly Expression[]) => string): string {
  const output = plan.resultExpressions.map(toAttribute);
  const name = plan.kind.replace(/Exec$/, "");
  // The sort aggregate says `key`.
  const keys = plan.kind === "SortAggregateExec" ? "key" : "keys";
  return `${name}(${keys}=${brackets(plan.groupingExpressions)}, functions=${brackets(plan.aggregateExpressions)}, output=${brackets(output)})`;
}

const FORMAT_NAMES: Readonly<Record<DataFormat, string>> = {
  parquet: "Parquet",
  csv: "CSV",
  json: "JSON",
  text: "Text",
};
/** Longest text of a scan's property (`spark.sql.maxMetadataStringLength`). */
const MAX_METADATA_LENGTH = 100;

function scanText(plan: FileSourceScanExec, options: PhysicalTextOptions): string {
  const { relation, output, dataFilters } = plan;
  const filters = dataFilters.map((e) => planText(e, options)).join(", ");
  const readSchema = catalogString(structType(output.map((a) => structField(a.name, a.dataType))));
  const properties = {
    Batched: String(isBatched(plan)),
    DataFilters: `[${filters}]`,
    Format: FORMAT_NAMES[relation.format],
    Location: `InMemoryFileIndex(${relation.paths.length} paths)[${relation.paths.map((path) => `file:${path}`).join(", ")}]`,
    PartitionFilters: "[]",
    PushedFilters: `[${pushedFilters(dataFilters).join(", ")}]`,
    ReadSchema: abbreviated(readSchema),
  };
  const list = Object.entries(properties).map(([key, value]) => `${key}: ${value}`);
  return `FileScan ${relation.format} [${output.map((a) => planText(a, options)).join(",")}] ${list.join(", ")}`;
}

/** Parquet is read in batches of columns. */
export function isBatched(plan: FileSourceScanExec): boolean {
  return plan.relation.format === "parquet";
}

function abbreviated(text: string): string {
  return text.length <= MAX_METADATA_LENGTH ? text : `${text.slice(0, MAX_METADATA_LENGTH - 3)}...`;
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

function relationLines(
  plan: Extract<PhysicalPlan, { kind: "InMemoryTableScanExec" }>,
  options: PhysicalTextOptions,
): readonly string[] {
  const columns = plan.relationOutput.map((a) => planText(a, options)).join(", ");
  const head = `+- InMemoryRelation [${columns}], ${plan.cached.storageLevelText}`;
  const inner = plan.cached.planText(options).trimEnd().split("\n");
  // Spark does not indent the sections of an adaptive plan here (golden d12).
  const indent = inner[1]?.startsWith("+- ==") === true ? "" : "   ";
  return [head, ...inner.map((line, i) => `      ${i === 0 ? "+- " : indent}${line}`)];
}
