import {
  aggregateExpression,
  alias,
  and,
  booleanLiteral,
  comparison,
  type Expression,
  literal,
  longLiteral,
  scalarFunction,
} from "../plans/expressions/index.js";
import { filter, type Generate, type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import { BooleanType } from "../types/data-type.js";
import type { QueryContext } from "./query-context.js";

/** `intersectAll`: each row as often as the side that has it less often (Spark's RewriteIntersectAll). */
export function intersectAllPlan(context: QueryContext, left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  const none = literal(null, BooleanType);
  const marked = (plan: LogicalPlan, first: Expression, second: Expression): LogicalPlan =>
    project([alias(first, "vcol1"), alias(second, "vcol2"), ...outputOf(plan)], plan);
  const union = context.analyze({
    kind: "Union",
    children: [marked(left, booleanLiteral(true), none), marked(right, none, booleanLiteral(true))],
  });
  const [vcol1, vcol2, ...columns] = outputOf(union);
  const counted = context.analyze({
    kind: "Aggregate",
    groupingExpressions: columns,
    aggregateExpressions: [
      alias(aggregateExpression("count", [vcol1!]), "vcol1_count"),
      alias(aggregateExpression("count", [vcol2!]), "vcol2_count"),
      ...columns,
    ],
    child: union,
  });
  const [first, second, ...keys] = outputOf(counted);
  const both = filter(
    and(comparison(">=", first!, longLiteral(1)), comparison(">=", second!, longLiteral(1))),
    counted,
  );
  const fewer = scalarFunction("if", [comparison(">", first!, second!), second!, first!]);
  const withCount = context.analyze(project([...keys, alias(fewer, "min_count")], both));
  return replicated(context, withCount);
}

/** `exceptAll`: each row as often as the left side has it more often (Spark's RewriteExceptAll). */
export function exceptAllPlan(context: QueryContext, left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  const counted = (plan: LogicalPlan, count: number): LogicalPlan =>
    project([alias(longLiteral(count), "vcol"), ...outputOf(plan)], plan);
  const union = context.analyze({ kind: "Union", children: [counted(left, 1), counted(right, -1)] });
  const [vcol, ...columns] = outputOf(union);
  const summed = context.analyze({
    kind: "Aggregate",
    groupingExpressions: columns,
    aggregateExpressions: [...columns, alias(aggregateExpression("sum", [vcol!]), "sum")],
    child: union,
  });
  const sum = outputOf(summed).at(-1)!;
  return replicated(context, context.analyze(filter(comparison(">", sum, longLiteral(0)), summed)));
}

/** Each row as often as its last column says, without that column. */
function replicated(context: QueryContext, counted: LogicalPlan): LogicalPlan {
  const output = outputOf(counted);
  const [columns, count] = [output.slice(0, -1), output.at(-1)!];
  const generate: Generate = {
    kind: "Generate",
    generator: { kind: "Generator", name: "replicaterows", outer: false, args: [count, ...columns] },
    generatorOutput: columns,
    unrequired: [],
    child: counted,
  };
  return project(columns, context.analyze(generate));
}
