import type { SparkPlanInfo } from "@stageplay/core";

const PARTITIONINGS: readonly (readonly [pattern: string, word: string])[] = [
  ["hashpartitioning", "hash"],
  ["rangepartitioning", "range"],
  ["RoundRobinPartitioning", "round robin"],
  ["SinglePartition", "single"],
];

/** Spark's node name, with the word that tells two nodes of that name apart: `HashAggregate (partial)`, `Exchange hash`. */
export function operatorName(node: SparkPlanInfo): string {
  const name = node.nodeName.trim();
  if (name.endsWith("Aggregate")) {
    if (node.simpleString.includes("partial_")) return `${name} (partial)`;
    return hasAggregate(node.children) ? `${name} (final)` : name;
  }
  if (name === "Exchange") {
    const kind = PARTITIONINGS.find(([pattern]) => node.simpleString.includes(pattern));
    return kind === undefined ? name : `${name} ${kind[1]}`;
  }
  return name;
}

function hasAggregate(nodes: readonly SparkPlanInfo[]): boolean {
  return nodes.some((node) => node.nodeName.endsWith("Aggregate") || hasAggregate(node.children));
}
