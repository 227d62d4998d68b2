import { BooleanType } from "../../../types/data-type.js";
import { findWiderType } from "../../../types/type-coercion.js";
import { asTheyAre, commonType, type FunctionSpec, type FunctionTable, firstType } from "./function-spec.js";

const any = Number.POSITIVE_INFINITY;
const firstNotNull: FunctionSpec = {
  minArgs: 1,
  maxArgs: any,
  inputs: commonType,
  dataType: firstType,
  nullable: "allArgs",
};

export const CONDITIONAL_FUNCTIONS: FunctionTable = {
  coalesce: firstNotNull,
  nanvl: { minArgs: 2, maxArgs: 2, inputs: commonType, dataType: firstType, nullable: true },
  // The condition of na.drop; NaN counts as null.
  atleastnnonnulls: { minArgs: 1, maxArgs: any, inputs: asTheyAre, dataType: () => BooleanType, nullable: false },
  ifnull: { ...firstNotNull, minArgs: 2, maxArgs: 2 },
  nvl: { ...firstNotNull, minArgs: 2, maxArgs: 2 },
  nvl2: {
    minArgs: 3,
    maxArgs: 3,
    inputs: ([, then, otherwise], ansi) => {
      const wider = then && otherwise && findWiderType(then, otherwise, ansi);
      return [undefined, wider, wider];
    },
    dataType: (types) => types[1]!,
    nullable: true,
  },
  nullif: { minArgs: 2, maxArgs: 2, inputs: commonType, dataType: firstType, nullable: true },
  if: {
    minArgs: 3,
    maxArgs: 3,
    inputs: ([, then, otherwise], ansi) => {
      const wider = then && otherwise && findWiderType(then, otherwise, ansi);
      return [BooleanType, wider, wider];
    },
    dataType: (types) => types[1]!,
    nullable: true,
    planText: (args) => `if (${args[0]}) ${args[1]} else ${args[2]}`,
    sql: (args) => `(IF(${args.join(", ")}))`,
  },
};
