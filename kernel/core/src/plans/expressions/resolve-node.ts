import { coerce } from "./coerce.js";
import { isResolved } from "./data-type-of.js";
import type { Expression } from "./expression.js";
import { resolveExtractValue } from "./extract-value.js";
import { resolveFunction } from "./resolve-function.js";
import { children, transformUp } from "./tree.js";

/**
 * One step of analysis on a node, for `transformUp`: finds functions and struct fields and coerces operand types. A node
 * whose children still wait for the analyzer (or that is a column name itself) stays as it is.
 *
 * @example
 * transformUp(withColumnsResolved, (node) => resolveNode(node, ansi));
 */
export function resolveNode(e: Expression, ansi = true): Expression {
  // count(*) is understood before its star is.
  const found = e.kind === "UnresolvedFunction" ? resolveFunction(e) : e;
  if (!children(found).every(isResolved)) return found;
  if (found.kind === "UnresolvedExtractValue") return resolveExtractValue(found);
  if (!isResolved(found)) return found;
  // What stands for a call has operands of its own below the top.
  return e.kind === "UnresolvedFunction" ? transformUp(found, (node) => coerce(node, ansi)) : coerce(found, ansi);
}
