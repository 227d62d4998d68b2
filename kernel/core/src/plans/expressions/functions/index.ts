import { ARRAY_FUNCTIONS } from "./array-functions.js";
import { BITWISE_FUNCTIONS } from "./bitwise-functions.js";
import { COLLECTION_FUNCTIONS } from "./collection-functions.js";
import { CONDITIONAL_FUNCTIONS } from "./conditional-functions.js";
import { DATE_FUNCTIONS } from "./date-functions.js";
import { FORMAT_FUNCTIONS } from "./format-functions.js";
import type { FunctionSpec, FunctionTable } from "./function-spec.js";
import { HASH_FUNCTIONS } from "./hash-functions.js";
import { JSON_FUNCTIONS } from "./json-functions.js";
import { LAMBDA_FUNCTIONS } from "./lambda-functions.js";
import { MATH_FUNCTIONS } from "./math-functions.js";
import { MISC_FUNCTIONS } from "./misc-functions.js";
import { REGEXP_FUNCTIONS } from "./regexp-functions.js";
import { STRING_FUNCTIONS } from "./string-functions.js";
import { STRUCT_FUNCTIONS } from "./struct-functions.js";
import { TIMESTAMP_FUNCTIONS } from "./timestamp-functions.js";
import { TRY_FUNCTIONS } from "./try-functions.js";

export { datePart } from "./date-parts.js";
export { canonicalName } from "./function-aliases.js";
export type { FunctionSpec, LambdaParameter } from "./function-spec.js";
export { invalidSchema, schemaFromText, schemaSql } from "./json-functions.js";
export { numberFormat } from "./number-pattern.js";

/** Every function that is not an aggregate or a generator, by the name that Spark gives it. */
export const FUNCTIONS: FunctionTable = {
  ...STRING_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...REGEXP_FUNCTIONS,
  ...HASH_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...BITWISE_FUNCTIONS,
  ...TRY_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...TIMESTAMP_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...STRUCT_FUNCTIONS,
  ...LAMBDA_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...MISC_FUNCTIONS,
};

/** The entry of a resolved ScalarFunction. */
export function functionSpec(name: string): FunctionSpec {
  const spec = FUNCTIONS[name];
  if (spec === undefined) throw new Error(`No function '${name}' in the table.`);
  return spec;
}
