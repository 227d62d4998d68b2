import { dataTypeOf, type ScalarFunction } from "../../../plans/expressions/index.js";
import { type CompileContext, type Evaluator, nullSafe1, nullSafe2 } from "../evaluator.js";
import { ARRAY_IMPLEMENTATIONS, ARRAY_SPECIALS } from "./array-functions.js";
import { COLLECTION_IMPLEMENTATIONS, COLLECTION_SPECIALS } from "./collection-functions.js";
import { CONDITIONAL_SPECIALS } from "./conditional-functions.js";
import { DATE_IMPLEMENTATIONS } from "./date-functions.js";
import type { FunctionImplementations, SpecialImplementations, ValueFunction } from "./function-table.js";
import { MATH_IMPLEMENTATIONS, MATH_SPECIALS } from "./math-functions.js";
import { STRING_IMPLEMENTATIONS, STRING_SPECIALS } from "./string-functions.js";
import { STRUCT_IMPLEMENTATIONS, STRUCT_SPECIALS } from "./struct-functions.js";

const IMPLEMENTATIONS: FunctionImplementations = {
  ...STRING_IMPLEMENTATIONS,
  ...MATH_IMPLEMENTATIONS,
  ...DATE_IMPLEMENTATIONS,
  ...COLLECTION_IMPLEMENTATIONS,
  ...ARRAY_IMPLEMENTATIONS,
  ...STRUCT_IMPLEMENTATIONS,
};

const SPECIALS: SpecialImplementations = {
  ...STRING_SPECIALS,
  ...MATH_SPECIALS,
  ...COLLECTION_SPECIALS,
  ...ARRAY_SPECIALS,
  ...STRUCT_SPECIALS,
  ...CONDITIONAL_SPECIALS,
};

/** The names that can be evaluated; tests hold them against the planning table. */
export const IMPLEMENTED_FUNCTIONS: readonly string[] = [...Object.keys(IMPLEMENTATIONS), ...Object.keys(SPECIALS)];

/** Compiles a call whose arguments are compiled already. */
export function compileFunction(e: ScalarFunction, args: readonly Evaluator[], context: CompileContext): Evaluator {
  const call = { argTypes: e.args.map(dataTypeOf), resultType: dataTypeOf(e), context };
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
  return (row) => {
    const values = new Array<unknown>(args.length);
    for (let i = 0; i < args.length; i++) {
      values[i] = args[i]!(row);
      if (values[i] === null) return null;
    }
    return apply(...values);
  };
}
