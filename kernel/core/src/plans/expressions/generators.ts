import { IntegerType, NullType, StringType, type StructField, structField } from "../../types/data-type.js";
import { dataTypeOf } from "./data-type-of.js";
import type { Expression, Generator } from "./expression.js";

/** The columns that a generator makes of a row, named as Spark names them; its arguments must be resolved. */
export function generatorFields(e: Generator): readonly StructField[] {
  const [input] = e.args;
  const type = input === undefined ? NullType : dataTypeOf(input);
  switch (e.name) {
    case "explode":
      return elementFields(e, type);
    case "posexplode":
      return [structField("pos", IntegerType, e.outer), ...elementFields(e, type)];
    case "inline": {
      const struct = type.kind === "array" && type.elementType.kind === "struct" ? type.elementType : undefined;
      const canBeNull = e.outer || (type.kind === "array" && type.containsNull);
      return (struct?.fields ?? []).map((f) => ({ ...f, nullable: f.nullable || canBeNull }));
    }
    case "stack":
      return stackRows(e)[0]!.map((value, i) => structField(`col${i}`, stackType(e, i), value !== undefined));
    case "replicaterows":
      return e.args.slice(1).map((arg, i) => structField(`col${i}`, dataTypeOf(arg)));
    case "json_tuple":
      return e.args.slice(1).map((_, i) => structField(`c${i}`, StringType));
  }
}

function elementFields({ outer }: Generator, type: ReturnType<typeof dataTypeOf>): readonly StructField[] {
  if (type.kind === "map") {
    const value = structField("value", type.valueType, outer || type.valueContainsNull);
    return [structField("key", type.keyType, outer), value];
  }
  return type.kind === "array" ? [structField("col", type.elementType, outer || type.containsNull)] : [];
}

/** The values of `stack(n, …)` in n rows; missing ones at the end are undefined. */
export function stackRows({ args }: Generator): readonly (readonly (Expression | undefined)[])[] {
  const [count, ...values] = args;
  const rows = count?.kind === "Literal" ? (count.value as number) : 1;
  const width = Math.ceil(values.length / rows);
  return Array.from({ length: rows }, (_, r) => Array.from({ length: width }, (_, c) => values[r * width + c]));
}

function stackType(e: Generator, column: number): ReturnType<typeof dataTypeOf> {
  const types = stackRows(e).flatMap((row) => (row[column] === undefined ? [] : [dataTypeOf(row[column])]));
  return types.find((type) => type.kind !== "null") ?? NullType;
}
