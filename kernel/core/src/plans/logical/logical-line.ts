import { doubleToString } from "../../types/number-format.js";
import { deserializerText } from "../deserializer-text.js";
import {
  type Expression,
  isNamedExpression,
  isResolved,
  planText,
  sortOrder,
  windowFunctionText,
} from "../expressions/index.js";
import { type ListOptions, truncatedList } from "../truncated-list.js";
import { cachedRelationLine } from "./cached-plan-lines.js";
import type { LogicalPlan } from "./logical-plan.js";
import { outputOf } from "./output.js";

export type LogicalTextOptions = Pick<ListOptions, "complete">;

/** One logical operator in one line, with its expression ids. */
export function logicalLine(plan: LogicalPlan, options: LogicalTextOptions = {}): string {
  const text = (e: Expression): string => planText(e, { ids: true });
  const brackets = (list: readonly Expression[], separator = ", "): string =>
    truncatedList(list.map(text), { ...options, separator });
  // Empty lists are not printed, as in Spark.
  const lists = (...all: readonly (readonly Expression[])[]): readonly string[] =>
    all.filter((list) => list.length > 0).map((list) => brackets(list));
  const line = (name: string, ...args: readonly (string | number | boolean)[]): string =>
    args.length === 0 ? name : `${name} ${args.join(", ")}`;
  switch (plan.kind) {
    case "LogicalQueryStage":
      return line(plan.kind, logicalLine(plan.logical, options), plan.stage.simpleString);
    case "EmptyRelation":
      return line(plan.kind, logicalLine(plan.logical, options));
    case "LocalRelation":
      return line(plan.kind, ...(plan.rows.length === 0 ? ["<empty>"] : []), ...lists(plan.output));
    case "Range":
      return `Range (${plan.start}, ${plan.end}, step=${plan.step}, splits=Some(${plan.numSlices}))`;
    case "LogicalRelation":
      return `Relation ${brackets(plan.output, ",")} ${plan.relation.format}`;
    case "LogicalRDD":
      return line(plan.kind, brackets(plan.output), false);
    case "InMemoryRelation":
      return cachedRelationLine(plan.output, plan.cached, { ids: true, ...options });
    case "SubqueryAlias":
      return line(plan.kind, plan.alias);
    case "Project":
      return line(
        plan.kind,
        ...(plan.projectList.length === 0 ? [] : [truncatedList(plan.projectList.map(namedText), options)]),
      );
    case "Filter":
      return line(plan.kind, text(plan.condition));
    case "Aggregate":
      return line(plan.kind, ...aggregateLists(plan, options));
    case "Deduplicate":
      return line(plan.kind, brackets(plan.keys));
    case "Distinct":
      return plan.allColumns === true ? line("Deduplicate", brackets(outputOf(plan))) : plan.kind;
    case "Sort":
      return line(plan.kind, truncatedList(plan.order.map(orderText), options), plan.global);
    case "GlobalLimit":
    case "LocalLimit":
    case "Tail":
      return line(plan.kind, plan.limit);
    case "DeserializeToObject":
      return line(plan.kind, deserializerText(outputOf(plan), { ids: true }));
    case "Offset":
      return line(plan.kind, plan.offset);
    case "Sample":
      return line(plan.kind, ...sampleArguments(plan));
    case "Repartition":
      return line(plan.kind, plan.numPartitions, plan.shuffle);
    case "RepartitionByExpression":
    case "RebalancePartitions": {
      const { numPartitions, partitionExpressions } = plan;
      return line(plan.kind, brackets(partitionExpressions), ...(numPartitions === undefined ? [] : [numPartitions]));
    }
    case "ResolvedHint":
      return `${plan.kind} (strategy=${plan.strategy})`;
    case "Generate": {
      const isOuter = plan.generator.kind === "Generator" && plan.generator.outer;
      return line(plan.kind, text(plan.generator), ...unrequired(plan), isOuter, ...lists(plan.generatorOutput));
    }
    case "Expand":
      return line(plan.kind, `[${plan.projections.map((list) => brackets(list)).join(", ")}]`, brackets(plan.output));
    case "Window":
      return line(plan.kind, ...lists(plan.windowExpressions, plan.partitionSpec, plan.orderSpec));
    case "WindowGroupLimit": {
      const rank = windowFunctionText(plan.rankLikeFunction, plan.orderSpec, text);
      return line(plan.kind, ...lists(plan.partitionSpec, plan.orderSpec), rank, plan.limit);
    }
    case "Join":
      return joinLine(plan);
    case "Intersect":
    case "Except":
      return line(plan.kind, false);
    case "Union":
      return line(plan.kind, false, false);
    case "InsertIntoHadoopFsRelationCommand": {
      const names = outputOf(plan.child).map((a) => a.name);
      return line(plan.kind, `file:${plan.target.path}`, false, plan.target.format, `[${names.join(", ")}]`);
    }
  }
}

/** The same, however long: for texts that are compared and not read. */
export const completeLine = (plan: LogicalPlan): string => logicalLine(plan, { complete: true });

type Of<Kind extends LogicalPlan["kind"]> = Extract<LogicalPlan, { kind: Kind }>;

/** An item of a select list; one that will get its name from the analyzer says so. */
function namedText(e: Expression): string {
  const text = planText(e, { ids: true });
  const isNamed = isNamedExpression(e) || e.kind === "UnresolvedAttribute" || e.kind === "UnresolvedStar";
  return isNamed ? text : `unresolvedalias(${text})`;
}

/** A column alone is sorted upwards. */
function orderText(e: Expression): string {
  return planText(e.kind === "SortOrder" || isResolved(e) ? e : sortOrder(e), { ids: true });
}

function sampleArguments({ lowerBound, upperBound, withReplacement, seed }: Of<"Sample">): readonly string[] {
  return [doubleToString(lowerBound), doubleToString(upperBound), String(withReplacement), String(seed), "Bernoulli"];
}

function aggregateLists(plan: Of<"Aggregate">, options: LogicalTextOptions): readonly string[] {
  const keys = plan.groupingExpressions.map((e) => planText(e, { ids: true }));
  return [groupingText(keys, plan.groupingSets), plan.aggregateExpressions.map(namedText)]
    .filter((list) => list.length > 0)
    .map((list) => truncatedList(list, options));
}

/** `rollup(…)` and `cube(…)` until the analyzer has made an Expand of them. */
function groupingText(keys: readonly string[], sets: Of<"Aggregate">["groupingSets"]): readonly string[] {
  if (sets === undefined) return keys;
  const name = sets.length === keys.length + 1 ? "rollup" : "cube";
  const single = keys.map((_, i) => `Vector(${i})`);
  return [`${name}(${[...single, ...keys].join(", ")})`];
}

/** Positions of the child's columns that nobody above reads. */
function unrequired({ unrequired: ids, child }: Of<"Generate">): readonly string[] {
  const positions = outputOf(child).flatMap((a, i) => (ids.includes(a.exprId) ? [i] : []));
  return positions.length === 0 ? [] : [`[${positions.join(", ")}]`];
}

function joinLine({ joinType, condition, hint, using }: Of<"Join">): string {
  const type = using === undefined ? joinType : `UsingJoin(${joinType}, [${using.join(", ")}])`;
  const args = [
    type,
    ...(condition === undefined ? [] : [planText(condition, { ids: true })]),
    ...(hint.left === undefined ? [] : [`leftHint=(strategy=${hint.left})`]),
    ...(hint.right === undefined ? [] : [`rightHint=(strategy=${hint.right})`]),
  ];
  return `Join ${args.join(", ")}`;
}
