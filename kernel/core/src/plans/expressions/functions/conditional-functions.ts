import { BooleanType, type DataType, DoubleType } from "../../../types/data-type.js";
import { findWiderType } from "../../../types/type-coercion.js";
import { requireSameTypes } from "../datatype-mismatch.js";
import type { ScalarFunction } from "../expression.js";
import { asTheyAre, commonType, type FunctionTable, firstType, fn } from "./function-spec.js";

const sameTypes = (call: ScalarFunction, types: readonly DataType[]): void => requireSameTypes(call, types);

export const CONDITIONAL_FUNCTIONS: FunctionTable = {
  coalesce: fn(commonType, firstType, { minArgs: 1, nullable: "allArgs", check: sameTypes }),
  nanvl: fn(([value]) => (value?.kind === "float" ? [undefined, value] : [DoubleType, DoubleType]), firstType, {
    minArgs: 2,
    maxArgs: 2,
  }),
  // The condition of na.drop; NaN counts as null.
  atleastnnonnulls: fn(asTheyAre, BooleanType, { minArgs: 1, nullable: false }),
  if: fn(
    ([, then, otherwise], ansi) => {
      const wider = then && otherwise && findWiderType(then, otherwise, ansi);
      return [
        { kind: "abstract", name: "BOOLEAN", accepts: (t) => t.kind === "boolean", otherwise: BooleanType },
        wider,
        wider,
      ];
    },
    (types) => types[1]!,
    {
      minArgs: 3,
      maxArgs: 3,
      nullable: ([, then, otherwise]) => then === true || otherwise === true,
      check: (call, types) => requireSameTypes(call, types.slice(1)),
      planText: (args) => `if (${args[0]}) ${args[1]} else ${args[2]}`,
      sql: (args) => `(IF(${args.join(", ")}))`,
    },
  ),
};
