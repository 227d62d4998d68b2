import { isDeterministic } from "../../plans/expressions/index.js";
import { type LogicalPlan, logicalTree, outputOf } from "../../plans/logical/index.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";

/** Projects, filters and cuts rows that the driver already holds, so that no job is needed for them (G1). */
export function ConvertToLocalRelation(evaluator: ExpressionEvaluator): Rule {
  return {
    name: "ConvertToLocalRelation",
    apply: (plan) => logicalTree.transformUp(plan, (node) => convert(node, evaluator)),
  };
}

function convert(plan: LogicalPlan, evaluator: ExpressionEvaluator): LogicalPlan {
  if (!("child" in plan) || plan.child.kind !== "LocalRelation") return plan;
  const { child } = plan;
  const output = outputOf(plan);
  switch (plan.kind) {
    case "Project":
      if (!plan.projectList.every(isDeterministic)) return plan;
      return { ...child, output, rows: child.rows.map(evaluator.projection(plan.projectList, child.output)) };
    case "Filter": {
      if (!isDeterministic(plan.condition)) return plan;
      const test = evaluator.projection([plan.condition], child.output);
      return { ...child, output, rows: child.rows.filter((row) => test(row)[0] === true) };
    }
    case "Offset":
      return { ...child, output, rows: child.rows.slice(plan.offset) };
    case "GlobalLimit":
    case "LocalLimit":
      return { ...child, output, rows: child.rows.slice(0, plan.limit) };
    default:
      return plan;
  }
}
