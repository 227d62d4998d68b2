import {
  type AttributeReference,
  attributeReference,
  containsAggregate,
  containsWindow,
  type Expression,
  exists,
  type Generator,
  generatorFields,
} from "../../plans/expressions/index.js";
import { type Generate, type LogicalPlan, outputOf, type Project, project } from "../../plans/logical/index.js";
import { nestedGenerator, tooManyGenerators, wrongNames } from "../analysis-errors.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { expandStars } from "../expand-stars.js";
import { extractWindows } from "../extract-windows.js";
import { ensureNamed, resolveItem } from "../resolve-expression.js";
import { checkAggregate } from "./resolve-aggregate.js";

/** A select list; one with aggregates aggregates all rows, one with explode() becomes a Generate below. */
export function resolveProject(plan: Project, context: AnalyzerContext): LogicalPlan {
  const input = outputOf(plan.child);
  const list = expandStars(plan.projectList, input, context).map((e) => resolveItem(e, input, context));
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
  const generators = list.filter((item) => generatorOf(item) !== undefined);
  if (generators.length > 1) throw tooManyGenerators(generators);
  let below = child;
  const projectList = list.flatMap((item): readonly Expression[] => {
    const generator = generatorOf(item);
    if (generator === undefined) {
      if (exists(item, (node) => node.kind === "Generator")) throw nestedGenerator(item);
      return [ensureNamed(item, context)];
    }
    const generatorOutput = columnsOf(generator, namesOf(item), context);
    const generate: Generate = { kind: "Generate", generator, generatorOutput, unrequired: [], child: below };
    below = generate;
    return generatorOutput;
  });
  return project(projectList, below);
}

function generatorOf(item: Expression): Generator | undefined {
  const inner = item.kind === "Alias" ? item.child : item;
  return inner.kind === "Generator" ? inner : undefined;
}

const namesOf = (item: Expression): readonly string[] => (item.kind === "Alias" ? (item.names ?? [item.name]) : []);

/** The columns of a generator, under the names that the user gave. @throws AnalysisException UDTF_ALIAS_NUMBER_MISMATCH */
export function columnsOf(
  generator: Generator,
  names: readonly string[],
  context: AnalyzerContext,
): readonly AttributeReference[] {
  const fields = generatorFields(generator);
  if (names.length > 0 && names.length !== fields.length) throw wrongNames(names, fields.length);
  return fields.map((field, i) =>
    attributeReference(names[i] ?? field.name, field.dataType, field.nullable, context.ids.next()),
  );
}
