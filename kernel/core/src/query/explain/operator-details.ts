import { type Expression, planText } from "../../plans/expressions/index.js";
import { cachedRelationLine } from "../../plans/logical/index.js";
import {
  type AggregateExec,
  argumentText,
  nodeName,
  type PhysicalPlan,
  physicalOutput,
  physicalTree,
  scanDetails,
} from "../../plans/physical/index.js";
import { truncatedList } from "../../plans/truncated-list.js";
import type { CachedRelationOperator, NumberedPlan } from "./operator-ids.js";

const OPTIONS = { ids: true } as const;

/** What `explain("formatted")` says of one operator: its number and name, then a line for each thing to know. */
export function operatorDetails(operator: PhysicalPlan | CachedRelationOperator, plan: NumberedPlan): string {
  if (operator.kind === "InMemoryRelation") {
    const { cached, relationOutput } = operator.scan;
    const args = cachedRelationLine(relationOutput, cached, OPTIONS).replace(/^InMemoryRelation /, "");
    return `(${plan.ids.get(cached)}) InMemoryRelation\nArguments: ${args}`;
  }
  return [`(${plan.ids.get(operator)}) ${headline(operator, plan)}`, ...factsOf(operator)].join("\n");
}

function headline(operator: PhysicalPlan, { ids, codegenIds }: NumberedPlan): string {
  const stage = codegenIds.get(operator);
  const codegen = stage === undefined ? "" : ` [codegen id : ${stage}]`;
  const reuses = operator.kind === "ReusedExchangeExec" ? ` [Reuses operator id: ${ids.get(operator.exchange)}]` : "";
  return `${nodeName(operator)}${codegen}${reuses}`;
}

function factsOf(plan: PhysicalPlan): readonly string[] {
  const children = physicalTree.children(plan);
  const inputs = children.map((child) => fields("Input", physicalOutput(child)));
  const output = fields("Output", physicalOutput(plan));
  switch (plan.kind) {
    case "FileSourceScanExec":
      return [output, ...scanDetails(plan)];
    case "ReusedExchangeExec":
      return [output];
    case "ProjectExec":
      return [fields("Output", plan.projectList), ...inputs];
    case "FilterExec":
      return [...inputs, `Condition : ${planText(plan.condition, OPTIONS)}`];
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return [...inputs, ...aggregateFacts(plan)];
    case "BroadcastHashJoinExec":
    case "ShuffledHashJoinExec":
    case "SortMergeJoinExec":
      return [fields("Left keys", plan.leftKeys), fields("Right keys", plan.rightKeys), ...joinFacts(plan)];
    case "BroadcastNestedLoopJoinExec":
    case "CartesianProductExec":
      return joinFacts(plan);
  }
  const text = argumentText(plan);
  const args = text === "" ? [] : [`Arguments: ${text}`];
  if (children.length === 0) return [output, ...args];
  return children.length === 1 ? [...inputs, ...args] : args;
}

function aggregateFacts(plan: AggregateExec): readonly string[] {
  return [
    fields("Keys", plan.groupingExpressions),
    fields("Functions", plan.aggregateExpressions),
    fields("Aggregate Attributes", plan.aggregateAttributes),
    fields("Results", plan.resultExpressions),
  ];
}

type Join = Extract<PhysicalPlan, { readonly joinType: unknown }>;

function joinFacts({ joinType, condition }: Join): readonly string[] {
  return [
    `Join type: ${joinType}`,
    `Join condition: ${condition === undefined ? "None" : planText(condition, OPTIONS)}`,
  ];
}

/** `Input [2]: [id#1L, k#2]`, and `Keys: []` when there is nothing. */
function fields(name: string, list: readonly Expression[]): string {
  const text = truncatedList(list.map((e) => planText(e, OPTIONS)));
  return list.length === 0 ? `${name}: []` : `${name} [${list.length}]: ${text}`;
}
