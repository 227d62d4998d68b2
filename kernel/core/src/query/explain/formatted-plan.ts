import {
  argumentText,
  nodeName,
  type PhysicalPlan,
  physicalTreeText,
  type QueryStageExec,
} from "../../plans/physical/index.js";
import { operatorDetails } from "./operator-details.js";
import { type NumberedPlan, numberOperators } from "./operator-ids.js";
import { statisticsText } from "./statistics-text.js";

/** The plan as a tree of numbered operators, then what each of them does (`explain("formatted")`, G13). */
export function formattedPlan(plan: PhysicalPlan): string {
  const numbered = numberOperators(plan);
  const shown = new Set<object>();
  const details = (operators: NumberedPlan["operators"]): string => {
    const texts = operators.map((operator) => `${operatorDetails(operator, numbered)}\n`);
    for (const operator of operators) shown.add(operator);
    return texts.join("\n");
  };
  const outside = numbered.optimizedOut.map((exchange) => numberOperators(exchange).operators);
  const hidden = new Set<object>(outside.flat());
  const main = `${tree(plan, numbered)}\n\n${details(numbered.operators.filter((o) => !hidden.has(o)))}`;
  if (numbered.optimizedOut.length === 0) return main;
  const subplans = numbered.optimizedOut.map((exchange, i) => {
    const operators = outside[i]!.filter((operator) => !shown.has(operator));
    return `Subplan:${i + 1}\n${tree(exchange, numbered)}\n\n${details(operators)}`;
  });
  return `${main}\n===== Adaptively Optimized Out Exchanges =====\n\n${subplans.join("\n")}`;
}

function tree(plan: PhysicalPlan, { ids }: NumberedPlan): string {
  return physicalTreeText(plan, {
    line: (node) => headline(node, ids.get(node)),
    star: () => "* ",
    cachedLine: (scan) => `InMemoryRelation (${ids.get(scan.cached)})`,
    logicalLine: (node) => `${node.kind} (unknown)`,
  });
}

function headline(node: PhysicalPlan, id: number | undefined): string {
  switch (node.kind) {
    case "SortMergeJoinExec":
    case "CartesianProductExec":
      return `${nodeName(node)} ${node.joinType} (${id})`;
    case "BroadcastHashJoinExec":
    case "ShuffledHashJoinExec":
    case "BroadcastNestedLoopJoinExec":
      return `${nodeName(node)} ${node.joinType} ${node.buildSide} (${id})`;
    case "AQEShuffleReadExec": {
      const words = argumentText(node);
      return `${nodeName(node)} (${id})${words === "" ? "" : `, ${words}`}`;
    }
    case "ShuffleQueryStageExec":
    case "BroadcastQueryStageExec":
    case "TableCacheQueryStageExec":
      return `${nodeName(node)} (${id})${stageStatistics(node)}`;
    default:
      return `${nodeName(node)} (${id})`;
  }
}

function stageStatistics({ result }: QueryStageExec): string {
  return result.statistics === undefined ? "" : `, ${statisticsText(result.statistics)}`;
}
