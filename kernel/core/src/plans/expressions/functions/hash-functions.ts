import type { DataType } from "../../../types/data-type.js";
import { BinaryType, IntegerType, LongType, StringType } from "../../../types/data-type.js";
import { mismatch } from "../datatype-mismatch.js";
import type { ScalarFunction } from "../expression.js";
import { asTheyAre, type FunctionTable, fn } from "./function-spec.js";

/** Maps with equal entries need not have equal hashes, so Spark refuses them. */
function withoutMaps({ name }: ScalarFunction, types: readonly DataType[]): void {
  if (!types.some(hasMap)) return;
  const what = `Input to the function \`${name}\` cannot contain elements of the "MAP" type`;
  throw mismatch(`${name}(…)`, "HASH_MAP_TYPE", what, "Hash map_entries(m) instead.", { functionName: name });
}

function hasMap(type: DataType): boolean {
  if (type.kind === "array") return hasMap(type.elementType);
  return type.kind === "map" || (type.kind === "struct" && type.fields.some((f) => hasMap(f.dataType)));
}

const seeded = (name: string, result: DataType) =>
  fn(asTheyAre, result, {
    minArgs: 1,
    nullable: false,
    planText: (args) => `${name}(${args.join(", ")}, 42)`,
    check: withoutMaps,
  });

export const HASH_FUNCTIONS: FunctionTable = {
  hash: seeded("hash", IntegerType),
  xxhash64: seeded("xxhash64", LongType),
  md5: fn([BinaryType], StringType),
  sha1: fn([BinaryType], StringType),
  sha2: fn([BinaryType, IntegerType], StringType, { nullable: true }),
  crc32: fn([BinaryType], LongType),
};
