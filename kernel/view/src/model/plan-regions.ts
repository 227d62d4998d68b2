import type { SparkPlanInfo } from "@stageplay/core";

/**
 * The part of a plan that one stage runs: the nodes between two exchanges. The exchange that a stage writes belongs to it.
 */
export interface PlanRegion {
  /** In post-order: nearer to the data first. */
  readonly nodes: readonly SparkPlanInfo[];
  /** The exchange at its end; absent for the last stage of the plan. */
  readonly exchange?: SparkPlanInfo;
}

const EXCHANGES = ["Exchange", "BroadcastExchange"];
/** Its children are the plan of the cached table, which runs in stages of its own when it is not cached yet. */
const CACHE_READER = "InMemoryTableScan";

/** Cuts a plan at its exchanges. */
export function planRegions(root: SparkPlanInfo): readonly PlanRegion[] {
  const regions: PlanRegion[] = [];
  const open = (top: SparkPlanInfo): void => {
    const nodes: SparkPlanInfo[] = [];
    collect(top, nodes, true);
    regions.push(EXCHANGES.includes(top.nodeName) ? { nodes, exchange: top } : { nodes });
  };
  const collect = (node: SparkPlanInfo, into: SparkPlanInfo[], isTop: boolean): void => {
    if (!isTop && EXCHANGES.includes(node.nodeName)) {
      open(node);
      return;
    }
    for (const child of node.children) {
      if (node.nodeName === CACHE_READER) open(child);
      else collect(child, into, false);
    }
    into.push(node);
  };
  open(root);
  return regions;
}
