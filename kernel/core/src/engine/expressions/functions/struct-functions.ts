import { SparkError } from "../../../errors/spark-error.js";
import { duplicateKey } from "./format-functions.js";
import { type FunctionImplementations, plain, type SpecialImplementations } from "./function-table.js";

const odd = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 2 === 1);

/** @throws SparkError NULL_MAP_KEY, DUPLICATED_MAP_KEY */
export function mapOf(entries: Iterable<readonly [unknown, unknown]>): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (const [key, value] of entries) {
    if (key === null) throw nullKey();
    if (map.has(key)) throw duplicateKey(key);
    map.set(key, value);
  }
  return map;
}

export const STRUCT_IMPLEMENTATIONS: FunctionImplementations = {
  map_keys: plain((map: Map<unknown, unknown>) => [...map.keys()]),
  map_values: plain((map: Map<unknown, unknown>) => [...map.values()]),
  map_entries: plain((map: Map<unknown, unknown>) => [...map]),
  map_concat: plain((...maps: Map<unknown, unknown>[]) => mapOf(maps.flatMap((map) => [...map]))),
  map_from_arrays: plain((keys: unknown[], values: unknown[]) => {
    if (keys.length !== values.length) throw differentLengths();
    return mapOf(keys.map((key, i) => [key, values[i]] as const));
  }),
  map_from_entries: plain((entries: (readonly [unknown, unknown] | null)[]) =>
    entries.some((entry) => entry === null) ? null : mapOf(entries as (readonly [unknown, unknown])[]),
  ),
};

export const STRUCT_SPECIALS: SpecialImplementations = {
  named_struct: (args) => {
    const values = odd(args);
    return (row) => values.map((value) => value(row));
  },
  map: (args) => (row) =>
    mapOf(Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i]!(row), args[2 * i + 1]!(row)] as const)),
};

function nullKey(): SparkError {
  return new SparkError({
    condition: "NULL_MAP_KEY",
    message: "Cannot use null as map key.",
    nextStep: "Drop the rows with null keys, or replace them with coalesce.",
  });
}

function differentLengths(): SparkError {
  return new SparkError({
    condition: "_LEGACY_ERROR_TEMP_2128",
    message: "The key array and value array of MapData must have the same length.",
    nextStep: "Give as many keys as values.",
  });
}
