import {
  type Alias,
  alias,
  containsWindow,
  type Expression,
  type ExprId,
  isFoldable,
  isNamedExpression,
  mapChildren,
  type NamedExpression,
  semanticKey,
  type WindowExpression,
} from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project, toAttribute, type Window } from "../plans/logical/index.js";
import type { AnalyzerContext } from "./analyzer-context.js";

/**
 * Takes the functions over windows out of a select list (Spark's ExtractWindowExpressions): what they read is computed below, by
 * `below`, then comes one Window a specification, and on top the list itself.
 *
 * @param list named expressions, at least one with a window
 * @param below makes the operator that computes expressions without windows
 */
export function extractWindows(
  list: readonly NamedExpression[],
  below: (regular: readonly Expression[]) => LogicalPlan,
  context: AnalyzerContext,
): LogicalPlan {
  const inputs = new WindowInputs(
    list.filter((e) => !containsWindow(e)),
    context,
  );
  const overInputs = list.map((e) => (containsWindow(e) ? inputs.replaced(e) : e));
  const found: Alias[] = [];
  const results = overInputs.filter(containsWindow).map((e) => withoutWindows(e as Alias, found, context));
  const windows = bySpecification(found).reduce<LogicalPlan>((child, group): Window => {
    const { partitionSpec, orderSpec } = group[0]!.child as WindowExpression;
    return { kind: "Window", windowExpressions: group, partitionSpec, orderSpec, child };
  }, below(inputs.regular));
  // What is computed with windows joins all that there is, before the list is cut out of it.
  return project(list.map(toAttribute), project([...outputOf(windows), ...results], windows));
}

/** The columns that Window operators read: those of the list, those that windows need besides, and `_w0`, `_w1`, … for the computed ones. */
class WindowInputs {
  private readonly context: AnalyzerContext;
  private readonly given: readonly Expression[];
  private readonly extracted: NamedExpression[] = [];
  private readonly known: Set<ExprId>;

  constructor(given: readonly NamedExpression[], context: AnalyzerContext) {
    this.given = given;
    this.context = context;
    this.known = new Set(given.map((e) => e.exprId));
  }

  get regular(): readonly Expression[] {
    return [...this.given, ...this.extracted];
  }

  /** The expression with the inputs of its windows, and the aggregates beside them, read from columns. */
  replaced(e: Expression): Expression {
    if (e.kind === "WindowExpression") {
      return {
        ...e,
        windowFunction: mapChildren(e.windowFunction, (arg) => this.column(arg)),
        partitionSpec: e.partitionSpec.map((key) => this.column(key)),
        orderSpec: e.orderSpec.map((order) => mapChildren(order, (key) => this.column(key))),
      };
    }
    if (e.kind === "AggregateExpression" || e.kind === "AttributeReference") return this.column(e);
    return mapChildren(e, (child) => this.replaced(child));
  }

  private column(e: Expression): Expression {
    if (isNamedExpression(e)) {
      if (!this.known.has(e.exprId)) this.add(e);
      return toAttribute(e);
    }
    if (isFoldable(e)) return e;
    const named = alias(e, `_w${this.extracted.length}`, this.context.ids.next());
    this.add(named);
    return toAttribute(named);
  }

  private add(e: NamedExpression): void {
    this.known.add(e.exprId);
    this.extracted.push(e);
  }
}

/** The named expression with its windows read from the columns of Window operators, which are added to `found`. */
function withoutWindows(e: Alias, found: Alias[], context: AnalyzerContext): Expression {
  if (e.child.kind === "WindowExpression") {
    found.push(e);
    return toAttribute(e);
  }
  const replace = (node: Expression): Expression => {
    if (node.kind !== "WindowExpression") return mapChildren(node, replace);
    const named = alias(node, `_we${found.length}`, context.ids.next());
    found.push(named);
    return toAttribute(named);
  };
  return mapChildren(e, replace);
}

function bySpecification(found: readonly Alias[]): readonly (readonly Alias[])[] {
  const groups = new Map<string, Alias[]>();
  for (const e of found) {
    const { partitionSpec, orderSpec } = e.child as WindowExpression;
    const key = JSON.stringify([partitionSpec.map(semanticKey), orderSpec.map(semanticKey)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [e]);
    else group.push(e);
  }
  return [...groups.values()];
}
