import { type PhysicalPlan, physicalText, physicalTree } from "../plans/physical/index.js";
import { planKey } from "../plans/plan-key.js";

const sourceIds = new WeakMap<object, number>();
let nextSourceId = 0;

/**
 * A text that two physical plans share exactly when they give the same rows: expression ids are replaced by the order in which
 * they appear, numbers of exchanges and generated stages are left out, and what the text does not tell (rows of the driver, an RDD, a cache) is told apart by
 * identity.
 */
export function canonicalKey(plan: PhysicalPlan): string {
  const leaves = physicalTree.collect(plan, (node) => sourceOf(node) !== undefined);
  const sources = leaves.map((leaf) => idOf(sourceOf(leaf)!));
  const options = { ids: true, withoutPlanIds: true, complete: true };
  const text = planKey(plan, physicalTree, (plain) => physicalText(plain, options).replace(/\*\(\d+\) /g, ""));
  return `${text}\n${sources.join()}`;
}

/** What a leaf reads, as far as its line does not say it. */
function sourceOf(plan: PhysicalPlan): object | undefined {
  switch (plan.kind) {
    case "FileSourceScanExec":
      return plan.relation.files;
    case "LocalTableScanExec":
      return plan.rows;
    case "RDDScanExec":
      return plan.source;
    case "InMemoryTableScanExec":
      return plan.cached;
    default:
      return undefined;
  }
}

function idOf(source: object): number {
  const id = sourceIds.get(source) ?? nextSourceId++;
  sourceIds.set(source, id);
  return id;
}
