import {
  type AttributeReference,
  type Expression,
  references,
  splitConjunctivePredicates,
} from "../../plans/expressions/index.js";
import { type LogicalPlan, outputOf } from "../../plans/logical/index.js";
import { type PhysicalPlan, physicalOutput } from "../../plans/physical/index.js";

/** A leaf with the filter and the projection right above it (Spark's ScanOperation). */
export interface ScanPattern<Leaf> {
  readonly leaf: Leaf;
  readonly filters: readonly Expression[];
  /** Undefined when nothing is projected. */
  readonly projectList: readonly Expression[] | undefined;
}

export function scanPattern(plan: LogicalPlan): ScanPattern<LogicalPlan> {
  const [projectList, below] = plan.kind === "Project" ? [plan.projectList, plan.child] : [undefined, plan];
  const [filters, leaf] =
    below.kind === "Filter" ? [splitConjunctivePredicates(below.condition), below.child] : [[], below];
  return { leaf, filters, projectList };
}

/** The leaf's columns that the pattern reads. */
export function readColumns({ leaf, filters, projectList }: ScanPattern<LogicalPlan>): readonly AttributeReference[] {
  if (projectList === undefined) return outputOf(leaf);
  const read = new Set([...projectList, ...filters].flatMap(references).map((a) => a.exprId));
  return outputOf(leaf).filter((a) => read.has(a.exprId));
}

/** Filter and projection on top of a scan, where they are needed. */
export function overScan({ filters, projectList }: ScanPattern<LogicalPlan>, scan: PhysicalPlan): PhysicalPlan {
  const condition = filters.reduce<Expression | undefined>(
    (left, right) => (left === undefined ? right : { kind: "And", left, right }),
    undefined,
  );
  const filtered: PhysicalPlan = condition === undefined ? scan : { kind: "FilterExec", condition, child: scan };
  if (projectList === undefined || givesSame(projectList, physicalOutput(filtered))) return filtered;
  return { kind: "ProjectExec", projectList, child: filtered };
}

function givesSame(list: readonly Expression[], output: readonly AttributeReference[]): boolean {
  return (
    list.length === output.length &&
    list.every((e, i) => e.kind === "AttributeReference" && e.exprId === output[i]!.exprId)
  );
}
