import { arrayType, type DataType, mapType, NullType, structField, structType } from "../../../types/data-type.js";
import { findWiderCommonType, findWiderType } from "../../../types/type-coercion.js";
import { asTheyAre, type FunctionSpec, type FunctionTable } from "./function-spec.js";

const any = Number.POSITIVE_INFINITY;
const odd = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 2 === 1);
const even = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 2 === 0);

const partOf = (part: (type: Extract<DataType, { kind: "map" }>) => DataType): FunctionSpec => ({
  minArgs: 1,
  maxArgs: 1,
  inputs: asTheyAre,
  dataType: ([type]) => (type?.kind === "map" ? part(type) : NullType),
  nullable: "anyArg",
});

/** Structs and maps. */
export const STRUCT_FUNCTIONS: FunctionTable = {
  named_struct: {
    minArgs: 2,
    maxArgs: any,
    inputs: asTheyAre,
    dataType: (types, args) =>
      structType(
        odd(types).map((type, i) => {
          const name = args[2 * i]!;
          return structField(name.kind === "Literal" ? String(name.value) : `col${i + 1}`, type);
        }),
      ),
    nullable: false,
    planText: (args) => `struct(${args.join(", ")})`,
    sql: (args) => `struct(${odd(args).join(", ")})`,
  },
  map: {
    minArgs: 0,
    maxArgs: any,
    inputs: (types, ansi) => {
      const [key, value] = [findWiderCommonType(even(types), ansi), findWiderCommonType(odd(types), ansi)];
      return types.map((_, i) => (i % 2 === 0 ? key : value));
    },
    dataType: (types) => mapType(types[0] ?? NullType, types[1] ?? NullType),
    nullable: false,
  },
  map_keys: partOf((type) => arrayType(type.keyType, false)),
  map_values: partOf((type) => arrayType(type.valueType, type.valueContainsNull)),
  element_at: {
    minArgs: 2,
    maxArgs: 2,
    inputs: ([container, key], ansi) =>
      container?.kind === "map" && key
        ? [undefined, findWiderType(container.keyType, key, ansi)]
        : [undefined, { kind: "integer" }],
    dataType: ([type]) =>
      type?.kind === "array" ? type.elementType : type?.kind === "map" ? type.valueType : NullType,
    nullable: true,
  },
};
