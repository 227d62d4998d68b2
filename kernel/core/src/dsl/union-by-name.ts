import { AnalysisException } from "../errors/index.js";
import { type AttributeReference, alias, type Expression, literal } from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import { flatUnion } from "./flat-union.js";

/** The union of two analyzed plans with the right side's columns in the order of the left side's. */
export function unionByName(left: LogicalPlan, right: LogicalPlan, allowMissingColumns: boolean): LogicalPlan {
  const [l, r] = [outputOf(left), outputOf(right)];
  const added = r.filter((a) => named(l, a.name) === undefined);
  const ofRight = l.map((a): Expression => named(r, a.name) ?? missing(a, r, allowMissingColumns));
  const ofLeft = added.map((a): Expression => missing(a, l, allowMissingColumns));
  const first = added.length === 0 ? left : project([...l, ...ofLeft], left);
  return flatUnion(first, project([...ofRight, ...added], right));
}

function named(columns: readonly AttributeReference[], name: string): AttributeReference | undefined {
  return columns.find((a) => a.name.toLowerCase() === name.toLowerCase());
}

function missing(a: AttributeReference, others: readonly AttributeReference[], allowed: boolean): Expression {
  if (allowed) return alias(literal(null, a.dataType), a.name);
  const names = others.map((o) => `\`${o.name}\``).join(", ");
  throw new AnalysisException({
    condition: "UNRESOLVED_COLUMN_AMONG_FIELD_NAMES",
    message: `Cannot resolve column name "${a.name}" among (${names}).`,
    nextStep: "Select the same names on both sides, or pass true to fill missing columns with null.",
    parameters: { colName: a.name, fieldNames: names },
  });
}
