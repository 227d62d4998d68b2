import { planText, windowFunctionText } from "../expressions/index.js";
import { treeText } from "../tree-text.js";
import type { LogicalPlan } from "./logical-plan.js";
import { outputOf } from "./output.js";
import { logicalTree } from "./tree.js";

/** A logical plan as `explain("extended")` shows it. */
export function logicalText(plan: LogicalPlan): string {
  return treeText(plan, line, logicalTree.children);
}

const texts = (list: Parameters<typeof planText>[0][]): string =>
  list.map((e) => planText(e, { ids: true })).join(", ");
const listed = (list: readonly Parameters<typeof planText>[0][]): string => `[${texts([...list])}]`;

function line(plan: LogicalPlan): string {
  switch (plan.kind) {
    case "LogicalQueryStage":
      return `LogicalQueryStage ${line(plan.logical)}`;
    case "EmptyRelation":
      return "EmptyRelation";
    case "LocalRelation":
      return `LocalRelation ${listed(plan.output)}`;
    case "Range":
      return `Range (${plan.start}, ${plan.end}, step=${plan.step}, splits=Some(${plan.numSlices}))`;
    case "LogicalRelation":
      return `Relation ${listed(plan.output)} ${plan.relation.format}`;
    case "LogicalRDD":
      return `LogicalRDD ${listed(plan.output)}, false`;
    case "InMemoryRelation":
      return `InMemoryRelation ${listed(plan.output)}, ${plan.cached.storageLevelText}`;
    case "SubqueryAlias":
      return `SubqueryAlias ${plan.alias}`;
    case "Project":
      return `Project ${listed(plan.projectList)}`;
    case "Filter":
      return `Filter ${texts([plan.condition])}`;
    case "Aggregate":
      return `Aggregate ${listed(plan.groupingExpressions)}, ${listed(plan.aggregateExpressions)}`;
    case "Distinct":
      return "Distinct";
    case "Deduplicate":
      return `Deduplicate ${listed(plan.keys)}`;
    case "Sort":
      return `Sort ${listed(plan.order)}, ${plan.global}`;
    case "GlobalLimit":
    case "LocalLimit":
      return `${plan.kind} ${plan.limit}`;
    case "Repartition":
      return `Repartition ${plan.numPartitions}, ${plan.shuffle}`;
    case "RepartitionByExpression":
      return `RepartitionByExpression ${listed(plan.partitionExpressions)}${plan.numPartitions === undefined ? "" : `, ${plan.numPartitions}`}`;
    case "ResolvedHint":
      return `ResolvedHint (strategy=${plan.strategy})`;
    case "Generate":
      return `Generate ${texts([plan.generator])}, [${plan.unrequired.join(", ")}], ${isOuter(plan.generator)}, ${listed(plan.generatorOutput)}`;
    case "Expand":
      return `Expand [${plan.projections.map(listed).join(", ")}], ${listed(plan.output)}`;
    case "Window":
      return `Window ${windowArguments(plan.windowExpressions, plan.partitionSpec, plan.orderSpec)}`;
    case "WindowGroupLimit": {
      const rank = windowFunctionText(plan.rankLikeFunction, plan.orderSpec, (e) => planText(e, { ids: true }));
      return `WindowGroupLimit ${windowArguments(plan.partitionSpec, plan.orderSpec)}, ${rank}, ${plan.limit}`;
    }
    case "Join":
      return joinLine(plan);
    case "Intersect":
    case "Except":
      return `${plan.kind} false`;
    case "Union":
      return "Union false, false";
    case "InsertIntoHadoopFsRelationCommand": {
      const names = outputOf(plan.child).map((a) => a.name);
      return `InsertIntoHadoopFsRelationCommand ${plan.target.path}, false, ${plan.target.format}, [${names.join(", ")}]`;
    }
  }
}

/** Lists that are not empty. */
function windowArguments(...lists: readonly Parameters<typeof listed>[0][]): string {
  return lists
    .filter((list) => list.length > 0)
    .map(listed)
    .join(", ");
}

function isOuter(generator: Parameters<typeof planText>[0]): boolean {
  return generator.kind === "Generator" && generator.outer;
}

function joinLine(plan: Extract<LogicalPlan, { kind: "Join" }>): string {
  const condition = plan.condition === undefined ? "" : `, ${texts([plan.condition])}`;
  const hints = [
    plan.hint.left && `leftHint=(strategy=${plan.hint.left})`,
    plan.hint.right && `rightHint=(strategy=${plan.hint.right})`,
  ];
  const hint = hints.filter((h) => h !== undefined).join(" ");
  const using = plan.using === undefined ? "" : ` using [${plan.using.join(", ")}]`;
  return `Join ${plan.joinType}${using}${condition}${hint === "" ? "" : `, ${hint}`}`;
}
