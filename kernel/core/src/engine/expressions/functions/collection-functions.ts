import { SparkError } from "../../../errors/spark-error.js";
import type { DataType } from "../../../types/data-type.js";
import { longValue } from "../../../types/long-value.js";
import { HASH_SEED, murmur3Hash } from "../murmur3-hash.js";
import { comparator } from "../ordering.js";
import { equality } from "../predicates.js";
import {
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
  type ValueFunction,
} from "./function-table.js";

const elementType = (type: DataType): DataType => (type.kind === "array" ? type.elementType : type);

function sortArray(type: DataType): ValueFunction {
  const compare = comparator(elementType(type)) as (a: unknown, b: unknown) => number;
  return (values: unknown[], ascending: boolean) => {
    const nulls = values.filter((v) => v === null);
    const sorted = [...nulls, ...values.filter((v) => v !== null).sort(compare)];
    return ascending ? sorted : sorted.reverse();
  };
}

export const COLLECTION_IMPLEMENTATIONS: FunctionImplementations = {
  size: plain((value: unknown[] | Map<unknown, unknown>) => (value instanceof Map ? value.size : value.length)),
  sort_array: ({ argTypes }) => sortArray(argTypes[0]!),
  // Null when the value is not found but a null is there.
  array_contains: ({ argTypes }) => {
    const equal = equality(argTypes[1]!);
    return (values: unknown[], wanted: unknown) => {
      if (values.some((v) => v !== null && equal(v, wanted))) return true;
      return values.includes(null) ? null : false;
    };
  },
  getarrayitem:
    ({ context }) =>
    (values: unknown[], index: number) => {
      if (index >= 0 && index < values.length) return values[index];
      if (context.ansi) throw invalidIndex(index, values.length);
      return null;
    },
  getmapvalue: plain((map: Map<unknown, unknown>, key: unknown) => map.get(key) ?? null),
};

export const COLLECTION_SPECIALS: SpecialImplementations = {
  array: (args) => (row) => args.map((arg) => arg(row)),
  hash: (args, { argTypes }) => {
    const hash = murmur3Hash(argTypes);
    return (row) =>
      hash(
        args.map((arg) => arg(row)),
        HASH_SEED,
      );
  },
  // The partition in the upper 31 bits, the row's number within it below.
  monotonically_increasing_id: (_, { context }) => {
    let next = BigInt(context.partition) << 33n;
    return () => longValue(next++);
  },
};

function invalidIndex(index: number, size: number): SparkError {
  return new SparkError({
    condition: "INVALID_ARRAY_INDEX",
    message: `The index ${index} is out of bounds. The array has ${size} elements.`,
    nextStep: "Test size(array) first, or set spark.sql.ansi.enabled to false to get NULL instead.",
    parameters: { indexValue: String(index), arraySize: String(size) },
  });
}
