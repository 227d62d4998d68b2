import { ARRAY_FUNCTIONS } from "./array-functions.js";
import { COLLECTION_FUNCTIONS } from "./collection-functions.js";
import { CONDITIONAL_FUNCTIONS } from "./conditional-functions.js";
import { DATE_FUNCTIONS } from "./date-functions.js";
import type { FunctionSpec, FunctionTable } from "./function-spec.js";
import { MATH_FUNCTIONS } from "./math-functions.js";
import { STRING_FUNCTIONS } from "./string-functions.js";
import { STRUCT_FUNCTIONS } from "./struct-functions.js";

export type { FunctionSpec } from "./function-spec.js";

/** Every function that is not an aggregate or a generator, by the name that Spark gives it. */
export const FUNCTIONS: FunctionTable = {
  ...STRING_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...STRUCT_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
};

/** Other names that SQL knows a function by. */
export const FUNCTION_ALIASES: Readonly<Record<string, string>> = {
  lcase: "lower",
  create_map: "map",
  ucase: "upper",
  len: "length",
  char_length: "length",
  character_length: "length",
  substr: "substring",
  pow: "power",
  ceiling: "ceil",
  sign: "signum",
  log: "ln",
  day: "dayofmonth",
  date_diff: "datediff",
  dateadd: "date_add",
  cardinality: "size",
  regexp: "rlike",
  regexp_like: "rlike",
};

/** The entry of a resolved ScalarFunction. */
export function functionSpec(name: string): FunctionSpec {
  const spec = FUNCTIONS[name];
  if (spec === undefined) throw new Error(`No function '${name}' in the table.`);
  return spec;
}
