import { AnalysisException } from "../errors/index.js";
import { type AttributeReference, alias, type Expression } from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import type { Column } from "./column.js";

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The plan with columns added, or put in the place of those of equal name. */
export function withColumnsPlan(
  plan: LogicalPlan,
  added: readonly (readonly [name: string, e: Expression])[],
): LogicalPlan {
  const kept = outputOf(plan).map((a): Expression => {
    const replacement = added.find(([name]) => sameName(name, a.name));
    return replacement === undefined ? a : alias(replacement[1], replacement[0]);
  });
  const fresh = added.filter(([name]) => !outputOf(plan).some((a) => sameName(a.name, name)));
  return project([...kept, ...fresh.map(([name, e]) => alias(e, name))], plan);
}

/** The plan with columns renamed; names that are not there do not matter. */
export function renamedPlan(plan: LogicalPlan, names: ReadonlyMap<string, string>): LogicalPlan {
  const rename = (a: AttributeReference): Expression => {
    const to = [...names].find(([from]) => sameName(from, a.name))?.[1];
    return to === undefined ? a : alias(a, to);
  };
  return project(outputOf(plan).map(rename), plan);
}

/** The plan with all columns named anew. @throws AnalysisException ASSIGNMENT_ARITY_MISMATCH for another number of names */
export function toDFPlan(plan: LogicalPlan, names: readonly string[]): LogicalPlan {
  const output = outputOf(plan);
  if (names.length !== output.length) {
    throw new AnalysisException({
      condition: "ASSIGNMENT_ARITY_MISMATCH",
      message: `The number of columns or variables assigned or aliased: ${names.length} does not match the number of source expressions: ${output.length}.`,
      nextStep: `Give ${output.length} names.`,
      parameters: { numTarget: String(names.length), numExpr: String(output.length) },
    });
  }
  return project(
    output.map((a, i) => (a.name === names[i] ? a : alias(a, names[i]!))),
    plan,
  );
}

/** The plan without columns, given by name or as what `df.col` gave. */
export function dropPlan(plan: LogicalPlan, columns: readonly (Column | string)[]): LogicalPlan {
  const isDropped = (a: AttributeReference): boolean =>
    columns.some((column) => {
      if (typeof column === "string") return sameName(column, a.name);
      const { expr } = column;
      if (expr.kind === "AttributeReference") return expr.exprId === a.exprId;
      return expr.kind === "UnresolvedAttribute" && sameName(expr.parts.at(-1)!, a.name);
    });
  return project(
    outputOf(plan).filter((a) => !isDropped(a)),
    plan,
  );
}
