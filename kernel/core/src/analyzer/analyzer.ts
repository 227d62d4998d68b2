import type { Expression } from "../plans/expressions/index.js";
import { type LogicalPlan, type LogicalPlanKind, logicalTree, outputOf } from "../plans/logical/index.js";
import type { AnalyzerContext } from "./analyzer-context.js";
import { resolveAggregate } from "./nodes/resolve-aggregate.js";
import { resolveFilter } from "./nodes/resolve-filter.js";
import { resolveJoin } from "./nodes/resolve-join.js";
import { resolveLeaf } from "./nodes/resolve-leaf.js";
import { resolveProject } from "./nodes/resolve-project.js";
import { resolveSort } from "./nodes/resolve-sort.js";
import { resolveSetOperation, resolveUnion } from "./nodes/resolve-union.js";
import { resolveExpression } from "./resolve-expression.js";

type Resolver<K extends LogicalPlanKind> = (
  plan: Extract<LogicalPlan, { kind: K }>,
  context: AnalyzerContext,
) => LogicalPlan;

/** How each kind of node is resolved once its children are; kinds that are not here only need their expressions resolved. */
const RESOLVERS: { readonly [K in LogicalPlanKind]?: Resolver<K> } = {
  LocalRelation: resolveLeaf,
  Range: resolveLeaf,
  LogicalRelation: resolveLeaf,
  LogicalRDD: resolveLeaf,
  Project: resolveProject,
  Filter: resolveFilter,
  Aggregate: resolveAggregate,
  Sort: resolveSort,
  Join: resolveJoin,
  Union: resolveUnion,
  Intersect: resolveSetOperation,
  Except: resolveSetOperation,
};

/**
 * Resolves logical plans in one pass from the leaves up: names to columns, calls to functions, operands to types. A
 * DataFrame holds an analyzed plan, so only what a transformation adds is resolved.
 *
 * @example
 * new Analyzer(context).analyze(filter(expr, relation));
 * @throws AnalysisException UNRESOLVED_COLUMN.*, AMBIGUOUS_REFERENCE, DATATYPE_MISMATCH.*, MISSING_AGGREGATION, …
 */
export class Analyzer {
  private readonly context: () => AnalyzerContext;
  private readonly analyzed: WeakSet<LogicalPlan> = new WeakSet();

  /** @param context asked for at each analysis, since the configuration may have changed */
  constructor(context: () => AnalyzerContext) {
    this.context = context;
  }

  analyze(plan: LogicalPlan): LogicalPlan {
    return this.resolve(plan, this.context());
  }

  private resolve(plan: LogicalPlan, context: AnalyzerContext): LogicalPlan {
    if (this.analyzed.has(plan)) return plan;
    const node = logicalTree.mapChildren(plan, (child) => this.resolve(child, context));
    const resolver = RESOLVERS[node.kind] as Resolver<LogicalPlanKind> | undefined;
    const resolved = resolver === undefined ? resolveExpressions(node, context) : resolver(node, context);
    this.remember(resolved);
    return resolved;
  }

  private remember(plan: LogicalPlan): void {
    if (this.analyzed.has(plan)) return;
    this.analyzed.add(plan);
    for (const child of logicalTree.children(plan)) this.remember(child);
  }
}

function resolveExpressions(plan: LogicalPlan, context: AnalyzerContext): LogicalPlan {
  const input = logicalTree.children(plan).flatMap(outputOf);
  return logicalTree.mapExpressions(plan, (e: Expression) => resolveExpression(e, input, context));
}
