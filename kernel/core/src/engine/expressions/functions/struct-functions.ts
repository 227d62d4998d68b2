import { SparkError } from "../../../errors/spark-error.js";
import { type FunctionImplementations, plain, type SpecialImplementations } from "./function-table.js";

const odd = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 2 === 1);

export const STRUCT_IMPLEMENTATIONS: FunctionImplementations = {
  map_keys: plain((map: Map<unknown, unknown>) => [...map.keys()]),
  map_values: plain((map: Map<unknown, unknown>) => [...map.values()]),
  // Positions count from 1, or from the end when negative.
  element_at: ({ context }) => {
    return (container: Map<unknown, unknown> | readonly unknown[], key: number) => {
      if (container instanceof Map) return container.get(key) ?? null;
      const values = container as readonly unknown[];
      if (key === 0) throw zeroIndex();
      const at = key > 0 ? key - 1 : values.length + key;
      if (at >= 0 && at < values.length) return values[at];
      if (context.ansi) throw outOfBounds(key, values.length);
      return null;
    };
  },
};

export const STRUCT_SPECIALS: SpecialImplementations = {
  named_struct: (args) => {
    const values = odd(args);
    return (row) => values.map((value) => value(row));
  },
  map: (args) => (row) => {
    const map = new Map<unknown, unknown>();
    for (let i = 0; i < args.length; i += 2) {
      const key = args[i]!(row);
      if (key === null) throw nullKey();
      if (map.has(key)) throw duplicateKey(key);
      map.set(key, args[i + 1]!(row));
    }
    return map;
  },
};

function zeroIndex(): SparkError {
  return new SparkError({
    condition: "INVALID_INDEX_OF_ZERO",
    message: "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
    nextStep: "Count from 1 in element_at, or use getItem, which counts from 0.",
  });
}

function outOfBounds(index: number, size: number): SparkError {
  return new SparkError({
    condition: "INVALID_ARRAY_INDEX_IN_ELEMENT_AT",
    message: `The index ${index} is out of bounds. The array has ${size} elements.`,
    nextStep: "Test size(array) first, or set spark.sql.ansi.enabled to false to get NULL instead.",
    parameters: { indexValue: String(index), arraySize: String(size) },
  });
}

function nullKey(): SparkError {
  return new SparkError({
    condition: "NULL_MAP_KEY",
    message: "Cannot use null as map key.",
    nextStep: "Drop the rows with null keys, or replace them with coalesce.",
  });
}

function duplicateKey(key: unknown): SparkError {
  return new SparkError({
    condition: "DUPLICATED_MAP_KEY",
    message: `Duplicate map key ${String(key)} was found.`,
    nextStep: "Give each key once.",
  });
}
