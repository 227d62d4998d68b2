import { AnalysisException } from "../../../errors/spark-error.js";
import { arrayType, type DataType, mapType, NullType, structField, structType } from "../../../types/data-type.js";
import { findWiderCommonType } from "../../../types/type-coercion.js";
import { mismatch, requireSameTypes } from "../datatype-mismatch.js";
import type { ScalarFunction } from "../expression.js";
import { ARRAY, MAP } from "./abstract-types.js";
import { asTheyAre, commonType, type FunctionTable, firstType, fn, type ResultRule } from "./function-spec.js";

const odd = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 2 === 1);
const even = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 2 === 0);

type MapOf = Extract<DataType, { kind: "map" }>;
const partOf =
  (part: (type: MapOf) => DataType): ResultRule =>
  ([type]) =>
    type?.kind === "map" ? part(type) : NullType;
const entries = (type: MapOf): DataType =>
  arrayType(
    structType([structField("key", type.keyType, false), structField("value", type.valueType, type.valueContainsNull)]),
    false,
  );

/** `named_struct('a', 1, …)`: names are constants, by turns with values. */
function pairsOf(call: ScalarFunction): void {
  if (call.args.length % 2 !== 0) throw oddArguments(call);
  const name = even(call.args).find((e) => e.kind !== "Literal" || e.dataType.kind !== "string" || e.value === null);
  if (name === undefined) return;
  const what = `Only foldable "STRING" expressions are allowed to appear at odd position`;
  throw mismatch(
    `named_struct(…)`,
    "CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING",
    what,
    "Write the names as strings: named_struct('a', x).",
    {},
  );
}

function oddArguments({ name, args }: ScalarFunction): AnalysisException {
  return new AnalysisException({
    condition: "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
    message: `The \`${name}\` requires 2n (n > 0) parameters but the actual number is ${args.length}.`,
    nextStep: "Give names (or keys) and values by turns.",
    parameters: { functionName: name, expectedNum: "2n (n > 0)", actualNum: String(args.length) },
  });
}

/** Structs and maps. */
export const STRUCT_FUNCTIONS: FunctionTable = {
  named_struct: fn(
    asTheyAre,
    (types, args) =>
      structType(
        odd(types).map((type, i) => {
          const name = args[2 * i]!;
          return structField(name.kind === "Literal" ? String(name.value) : `col${i + 1}`, type);
        }),
      ),
    {
      minArgs: 1,
      nullable: false,
      check: pairsOf,
      planText: (args, { alias }) => `${alias ?? "named_struct"}(${args.join(", ")})`,
    },
  ),
  map: fn(
    (types, ansi) => {
      const [key, value] = [findWiderCommonType(even(types), ansi), findWiderCommonType(odd(types), ansi)];
      return types.map((_, i) => (i % 2 === 0 ? key : value));
    },
    (types) => mapType(types[0] ?? NullType, types[1] ?? NullType),
    {
      nullable: false,
      check: (call, types) => {
        if (call.args.length % 2 !== 0) throw oddArguments(call);
        requireSameTypes(call, even(types));
        requireSameTypes(call, odd(types));
      },
    },
  ),
  map_keys: fn(
    [MAP],
    partOf((type) => arrayType(type.keyType)),
  ),
  map_values: fn(
    [MAP],
    partOf((type) => arrayType(type.valueType, type.valueContainsNull)),
  ),
  map_entries: fn([MAP], partOf(entries)),
  map_concat: fn(
    (types, ansi) => (types.every((t) => t.kind === "map") ? commonType(types, ansi) : types.map(() => MAP)),
    firstType,
  ),
  map_from_arrays: fn([ARRAY, ARRAY], ([keys, values]) =>
    keys?.kind === "array" && values?.kind === "array"
      ? mapType(keys.elementType, values.elementType, values.containsNull)
      : mapType(NullType, NullType),
  ),
  map_from_entries: fn([ARRAY], ([type]) => {
    const entry = type?.kind === "array" && type.elementType.kind === "struct" ? type.elementType.fields : [];
    return mapType(entry[0]?.dataType ?? NullType, entry[1]?.dataType ?? NullType, entry[1]?.nullable ?? true);
  }),
};
