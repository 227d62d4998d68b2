import { dataTypeOf, type ScalarFunction } from "../../../plans/expressions/index.js";
import { type CompileContext, type Evaluator, nullSafe1, nullSafe2 } from "../evaluator.js";
import { ARRAY_IMPLEMENTATIONS, ARRAY_SPECIALS } from "./array-functions.js";
import { BITWISE_IMPLEMENTATIONS } from "./bitwise-functions.js";
import { COLLECTION_IMPLEMENTATIONS, COLLECTION_SPECIALS } from "./collection-functions.js";
import { CONDITIONAL_SPECIALS } from "./conditional-functions.js";
import { DATE_IMPLEMENTATIONS } from "./date-functions.js";
import { FORMAT_IMPLEMENTATIONS, FORMAT_SPECIALS } from "./format-functions.js";
import type { FunctionImplementations, SpecialImplementations, ValueFunction } from "./function-table.js";
import { HASH_IMPLEMENTATIONS, HASH_SPECIALS } from "./hash-functions.js";
import { JSON_IMPLEMENTATIONS, JSON_SPECIALS } from "./json-functions.js";
import { LAMBDA_SPECIALS } from "./lambda-functions.js";
import { MATH_IMPLEMENTATIONS, MATH_SPECIALS } from "./math-functions.js";
import { MISC_IMPLEMENTATIONS, MISC_SPECIALS } from "./misc-functions.js";
import { REGEXP_IMPLEMENTATIONS } from "./regexp-functions.js";
import { STRING_IMPLEMENTATIONS, STRING_SPECIALS } from "./string-functions.js";
import { STRUCT_IMPLEMENTATIONS, STRUCT_SPECIALS } from "./struct-functions.js";
import { TIMESTAMP_IMPLEMENTATIONS } from "./timestamp-functions.js";
import { TRY_IMPLEMENTATIONS } from "./try-functions.js";

const IMPLEMENTATIONS: FunctionImplementations = {
  ...STRING_IMPLEMENTATIONS,
  ...FORMAT_IMPLEMENTATIONS,
  ...REGEXP_IMPLEMENTATIONS,
  ...HASH_IMPLEMENTATIONS,
  ...MATH_IMPLEMENTATIONS,
  ...BITWISE_IMPLEMENTATIONS,
  ...TRY_IMPLEMENTATIONS,
  ...DATE_IMPLEMENTATIONS,
  ...TIMESTAMP_IMPLEMENTATIONS,
  ...COLLECTION_IMPLEMENTATIONS,
  ...ARRAY_IMPLEMENTATIONS,
  ...STRUCT_IMPLEMENTATIONS,
  ...JSON_IMPLEMENTATIONS,
  ...MISC_IMPLEMENTATIONS,
};

const SPECIALS: SpecialImplementations = {
  ...STRING_SPECIALS,
  ...FORMAT_SPECIALS,
  ...HASH_SPECIALS,
  ...MATH_SPECIALS,
  ...COLLECTION_SPECIALS,
  ...ARRAY_SPECIALS,
  ...STRUCT_SPECIALS,
  ...LAMBDA_SPECIALS,
  ...JSON_SPECIALS,
  ...CONDITIONAL_SPECIALS,
  ...MISC_SPECIALS,
};

/** The names that can be evaluated; tests hold them against the planning table. */
export const IMPLEMENTED_FUNCTIONS: readonly string[] = [...Object.keys(IMPLEMENTATIONS), ...Object.keys(SPECIALS)];

/** Compiles a call whose arguments are compiled already. */
export function compileFunction(e: ScalarFunction, args: readonly Evaluator[], context: CompileContext): Evaluator {
  const call = { call: e, argTypes: e.args.map(dataTypeOf), resultType: dataTypeOf(e), context };
  const special = SPECIALS[e.name];
  if (special !== undefined) return special(args, call);
  const implementation = IMPLEMENTATIONS[e.name];
  if (implementation === undefined) throw new Error(`The function ${e.name} has no implementation.`);
  return nullIntolerant(args, implementation(call));
}

function nullIntolerant(args: readonly Evaluator[], f: ValueFunction): Evaluator {
  const [a, b] = args;
  if (a !== undefined && args.length === 1) return nullSafe1(a, f);
  if (a !== undefined && b !== undefined && args.length === 2) return nullSafe2(a, b, f);
  const apply = f as (...values: unknown[]) => unknown;
  if (args.length === 0) return () => apply();
  return (row) => {
    const values = new Array<unknown>(args.length);
    for (let i = 0; i < args.length; i++) {
      values[i] = args[i]!(row);
      if (values[i] === null) return null;
    }
    return apply(...values);
  };
}
