import type { LogicalPlan } from "../logical/index.js";
import type { PhysicalPlan } from "./physical-plan.js";
import { physicalTree } from "./tree.js";

/** Copies of a node take it with them, as Spark's tree-node tags. */
const LOGICAL_LINK: unique symbol = Symbol("logicalLink");

interface Linked {
  [LOGICAL_LINK]?: LogicalPlan;
}

/** The logical operator that a physical one was planned from (Spark's logicalLink). Exchanges and sorts put in later have none. */
export function logicalLink(plan: PhysicalPlan): LogicalPlan | undefined {
  return (plan as Linked)[LOGICAL_LINK];
}

/** A fresh node, with the logical operator that it stands for on it and on all below it that have none yet. */
export function withLogicalLink(plan: PhysicalPlan, logical: LogicalPlan): PhysicalPlan {
  const link = (node: PhysicalPlan): PhysicalPlan =>
    logicalLink(node) === undefined ? linkedTo(physicalTree.mapChildren(node, link), logical) : node;
  return linkedTo(physicalTree.mapChildren(plan, link), logical);
}

/** A copy of the node that stands for the logical operator. */
export function linkedTo<P extends PhysicalPlan>(plan: P, logical: LogicalPlan): P {
  return Object.assign({ ...plan }, { [LOGICAL_LINK]: logical });
}
