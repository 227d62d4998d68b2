import {
  type AttributeReference,
  attributeReference,
  containsAggregate,
  containsWindow,
  dataTypeOf,
  type Expression,
  exists,
  nullableOf,
} from "../../plans/expressions/index.js";
import { type Generate, type LogicalPlan, outputOf, type Project, project } from "../../plans/logical/index.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { expandStars } from "../expand-stars.js";
import { extractWindows } from "../extract-windows.js";
import { ensureNamed, resolveExpression } from "../resolve-expression.js";
import { checkAggregate } from "./resolve-aggregate.js";

/** A select list; one with aggregates aggregates all rows, one with explode() becomes a Generate below. */
export function resolveProject(plan: Project, context: AnalyzerContext): LogicalPlan {
  const input = outputOf(plan.child);
  const list = expandStars(plan.projectList, input, context).map((e) => resolveExpression(e, input, context));
  if (list.some((e) => exists(e, (node) => node.kind === "Generator"))) return withGenerator(list, plan.child, context);
  const projectList = list.map((e) => ensureNamed(e, context));
  const aggregates = projectList.some(containsAggregate);
  const operator = (items: readonly Expression[]): LogicalPlan =>
    aggregates
      ? checkAggregate({ kind: "Aggregate", groupingExpressions: [], aggregateExpressions: items, child: plan.child })
      : { ...plan, projectList: items };
  return projectList.some(containsWindow) ? extractWindows(projectList, operator, context) : operator(projectList);
}

/** Spark's ExtractGenerator, for a generator that is an item of the list, named or not. */
function withGenerator(list: readonly Expression[], child: LogicalPlan, context: AnalyzerContext): LogicalPlan {
  let below = child;
  const projectList = list.map((item) => {
    const inner = item.kind === "Alias" ? item.child : item;
    if (inner.kind !== "Generator") return ensureNamed(item, context);
    const name = item.kind === "Alias" ? item.name : "col";
    const id = item.kind === "Alias" ? item.exprId : context.ids.next();
    const attribute: AttributeReference = attributeReference(name, dataTypeOf(inner), nullableOf(inner), id);
    const generate: Generate = {
      kind: "Generate",
      generator: inner,
      generatorOutput: [attribute],
      unrequired: [],
      child: below,
    };
    below = generate;
    return attribute;
  });
  return project(projectList, below);
}
