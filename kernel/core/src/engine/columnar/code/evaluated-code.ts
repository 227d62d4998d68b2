import {
  type BoundReference,
  boundReference,
  collectNodes,
  dataTypeOf,
  type Expression,
  isDeterministic,
  nullableOf,
  transformUp,
} from "../../../plans/expressions/index.js";
import { compile } from "../../expressions/compile.js";
import type { FunctionCode } from "./function-code.js";
import { boxed, type Columns, heldIn, NEVER, type ValueCode } from "./value-code.js";

/** Calls the row-wise evaluator with a row of the columns that the expression reads. */
export function evaluatedCode(e: Expression, columns: Columns, fn: FunctionCode): ValueCode {
  const ordinals = referencesOf(e);
  const compact = onlyReading(e, ordinals);
  const evaluate = isDeterministic(e) ? fn.constant(compile(compact, { ansi: fn.ansi })) : fn.perTask(compact, e);
  const row = fn.constant(new Array<unknown>(ordinals.length).fill(null));
  ordinals.forEach((ordinal, i) => {
    fn.line(`${row}[${i}] = ${boxed(columns[ordinal]!)};`);
  });
  const result = fn.fresh("t");
  fn.line(`const ${result} = ${evaluate}(${row});`);
  return heldIn(result, dataTypeOf(e), nullableOf(e) ? `(${result} === null)` : NEVER);
}

/** The columns that an expression reads, each once. */
export function referencesOf(e: Expression): readonly number[] {
  const references = collectNodes(e, (node): node is BoundReference => node.kind === "BoundReference");
  return [...new Set(references.map(({ ordinal }) => ordinal))];
}

/** The expression over a row of just those columns. */
export function onlyReading(e: Expression, ordinals: readonly number[]): Expression {
  return transformUp(e, (node) =>
    node.kind === "BoundReference"
      ? boundReference(ordinals.indexOf(node.ordinal), node.dataType, node.nullable)
      : node,
  );
}
