import { children, dataTypeOf, type Expression } from "../../../plans/expressions/index.js";
import { isLongLike, vectorKind } from "../../../types/column-vector.js";
import { compile } from "../../expressions/compile.js";
import { ABSENT, DictionaryFunction, TRUE } from "./dictionary-function.js";
import { onlyReading, referencesOf } from "./evaluated-code.js";
import type { FunctionCode } from "./function-code.js";
import { type Columns, NEVER, type ValueCode } from "./value-code.js";

/** The one column with a dictionary that is all an expression reads; undefined when it reads others, or is nothing but a column. */
export function onlyDictionary(e: Expression, columns: Columns): ValueCode | undefined {
  if (children(e).length === 0) return undefined;
  const [ordinal, ...others] = referencesOf(e);
  if (ordinal === undefined || others.length > 0) return undefined;
  const column = columns[ordinal]!;
  return column.kind === "string" ? column : undefined;
}

/** Computes the expression at the first row of each text, and looks the result up afterwards. */
export function dictionaryCode(e: Expression, text: ValueCode, fn: FunctionCode): ValueCode {
  const type = dataTypeOf(e);
  const evaluate = compile(onlyReading(e, referencesOf(e)), { ansi: fn.ansi });
  const results = fn.constant(new DictionaryFunction(evaluate, type));
  const table = fn.fresh("d");
  fn.before(
    `const ${table} = ${results}.over(${text.dictionary}), ${table}s = ${table}.states, ${table}v = ${table}.values;`,
  );
  const entry = fn.fresh("t");
  fn.line(`const ${entry} = ${text.isNull === NEVER ? "" : `${text.isNull} ? 0 : `}${text.value} + 1;`);
  const state = `${entry}s`;
  fn.line(`let ${state} = ${table}s[${entry}];`);
  fn.line(`if (${state} === 0) ${state} = ${table}.compute(${entry});`);
  const isNull = `(${state} === ${ABSENT})`;
  const kind = vectorKind(type);
  if (kind === "boolean") return { type, kind, value: `(${state} === ${TRUE})`, isNull };
  if (kind === "string") return { type, kind, value: `${table}v[${entry}]`, isNull, dictionary: `${table}.dictionary` };
  const bigs = isLongLike(type) ? { mayBeBig: true } : {};
  return { type, kind, value: `${table}v[${entry}]`, isNull, ...bigs };
}
