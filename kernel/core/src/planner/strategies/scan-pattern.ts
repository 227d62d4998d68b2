import {
  type AttributeReference,
  alias,
  type Expression,
  references,
  splitConjunctivePredicates,
  transformUp,
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
  const [projectList, below] = projection(plan);
  const [filters, leaf] =
    below.kind === "Filter" ? [splitConjunctivePredicates(below.condition), below.child] : [[], below];
  return { leaf, filters, projectList };
}

/** The projections at the top as one: adaptive execution plans again without the rule that would have merged them. */
function projection(plan: LogicalPlan): readonly [list: readonly Expression[] | undefined, below: LogicalPlan] {
  if (plan.kind !== "Project") return [undefined, plan];
  const [inner, below] = projection(plan.child);
  if (inner === undefined) return [plan.projectList, below];
  const computed = new Map(inner.flatMap((e) => (e.kind === "Alias" ? [[e.exprId, e.child] as const] : [])));
  const over = (e: Expression): Expression =>
    transformUp(e, (node) => (node.kind === "AttributeReference" ? (computed.get(node.exprId) ?? node) : node));
  const list = plan.projectList.map((e): Expression => {
    const child = e.kind === "AttributeReference" ? computed.get(e.exprId) : undefined;
    return e.kind === "AttributeReference" && child !== undefined ? alias(child, e.name, e.exprId) : over(e);
  });
  return [list, below];
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
