import {
  alias,
  containsAggregate,
  type Expression,
  mapChildren,
  prettyName,
  references,
  semanticKey,
} from "../../plans/expressions/index.js";
import {
  type Aggregate,
  type LogicalPlan,
  logicalTree,
  outputOf,
  project,
  toAttribute,
} from "../../plans/logical/index.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { resolveExpression } from "../resolve-expression.js";

/** The aggregate that a plan's columns come from, below filters (HAVING) and projections that only choose columns. */
export function aggregateBelow(plan: LogicalPlan): Aggregate | undefined {
  if (plan.kind === "Aggregate") return plan;
  if (plan.kind === "Filter") return aggregateBelow(plan.child);
  const choosing = plan.kind === "Project" && plan.projectList.every((e) => e.kind === "AttributeReference");
  return choosing ? aggregateBelow(plan.child) : undefined;
}

/**
 * Over an aggregate a Sort or Filter may also use keys and aggregates that the output has not (`having sum(x) > 1`, `order by count(*)`):
 * the aggregate computes them too, and they are dropped again above (Spark's ResolveAggregateFunctions).
 */
export function resolveOverAggregate(
  expressions: readonly Expression[],
  child: LogicalPlan,
  aggregate: Aggregate,
  context: AnalyzerContext,
  rebuild: (expressions: readonly Expression[], child: LogicalPlan) => LogicalPlan,
): LogicalPlan {
  const output = outputOf(child);
  const made = outputOf(aggregate);
  const input = outputOf(aggregate.child);
  const aggregates = new AggregateColumns(aggregate, context);
  const resolved = expressions.map((e) => {
    const visible = attempt(() => resolveExpression(e, output, context));
    for (const found of [visible, attempt(() => resolveExpression(e, made, context))]) {
      if (found.value !== undefined && !containsAggregate(found.value)) return found.value;
    }
    const below = attempt(() => resolveExpression(e, input, context));
    // Both the output's and the input's columns: `order by total / count(*)`.
    const all = below.value === undefined ? attempt(() => resolveExpression(e, [...output, ...input], context)) : below;
    if (all.value === undefined) throw visible.error ?? below.error;
    return aggregates.read(all.value);
  });
  const shown = new Set(output.map((a) => a.exprId));
  const hidden = new Map(
    resolved
      .flatMap(references)
      .filter((a) => !shown.has(a.exprId))
      .map((a) => [a.exprId, a] as const),
  );
  if (hidden.size === 0) return rebuild(resolved, child);
  const wider = logicalTree.transformUp(child, (node) => {
    if (node === aggregate) {
      return { ...aggregate, aggregateExpressions: [...aggregate.aggregateExpressions, ...aggregates.added] };
    }
    return node;
  });
  return project(output, rebuild(resolved, carrying(wider, [...hidden.values()])));
}

/** Projections above the aggregate let the hidden columns through. */
function carrying(plan: LogicalPlan, hidden: readonly Expression[]): LogicalPlan {
  if (plan.kind === "Filter") return { ...plan, child: carrying(plan.child, hidden) };
  if (plan.kind !== "Project") return plan;
  return { ...plan, projectList: [...plan.projectList, ...hidden], child: carrying(plan.child, hidden) };
}

/** The columns of an aggregate, and those that it must compute besides. */
class AggregateColumns {
  readonly added: Expression[] = [];
  private readonly context: AnalyzerContext;
  private readonly keys: ReadonlySet<string>;
  private readonly computed: Map<string, Expression>;

  constructor(aggregate: Aggregate, context: AnalyzerContext) {
    this.context = context;
    this.keys = new Set(aggregate.groupingExpressions.map(semanticKey));
    this.computed = new Map(aggregate.aggregateExpressions.map((e) => [semanticKey(e), toAttribute(e)] as const));
  }

  /** The expression with keys and aggregates read from the aggregate's columns. */
  read(e: Expression): Expression {
    const key = semanticKey(e);
    const known = this.computed.get(key);
    if (known !== undefined) return known;
    if (e.kind !== "AggregateExpression" && !this.keys.has(key)) return mapChildren(e, (child) => this.read(child));
    const named = e.kind === "AttributeReference" ? e : alias(e, prettyName(e), this.context.ids.next());
    this.added.push(named);
    this.computed.set(key, toAttribute(named));
    return toAttribute(named);
  }
}

function attempt(resolve: () => Expression): { readonly value?: Expression; readonly error?: unknown } {
  try {
    return { value: resolve() };
  } catch (error) {
    return { error };
  }
}
