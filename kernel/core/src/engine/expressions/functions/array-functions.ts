import { XORShiftRandom } from "../../../base/xor-shift-random.js";
import { SparkError } from "../../../errors/spark-error.js";
import type { DataType } from "../../../types/data-type.js";
import { valueFormatter } from "../../../types/format-value.js";
import { comparator } from "../ordering.js";
import { equality } from "../predicates.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
  zoneOf,
} from "./function-table.js";
import { zeroIndex } from "./index-errors.js";
import { sequenceOf } from "./sequence.js";

const elementType = (type: DataType): DataType => (type.kind === "array" ? type.elementType : type);

type Equal = (a: unknown, b: unknown) => boolean;

/** Equality where null equals null. */
function equalOf({ argTypes }: FunctionCall): Equal {
  const equal = equality(elementType(argTypes[0]!));
  return (a, b) => (a === null || b === null ? a === b : equal(a, b));
}

const has = (list: readonly unknown[], value: unknown, equal: Equal): boolean => list.some((e) => equal(e, value));

function distinct(list: readonly unknown[], equal: Equal): unknown[] {
  const found: unknown[] = [];
  for (const value of list) if (!has(found, value, equal)) found.push(value);
  return found;
}

/** A function of two arrays that compares their elements. */
const comparing = (f: (a: unknown[], b: unknown[], equal: Equal) => unknown) => (call: FunctionCall) => {
  const equal = equalOf(call);
  return (a: unknown[], b: unknown[]) => f(a, b, equal);
};

function extreme(sign: 1 | -1) {
  return ({ argTypes }: FunctionCall) => {
    const compare = comparator(elementType(argTypes[0]!)) as (a: unknown, b: unknown) => number;
    return (values: unknown[]) =>
      values.reduce((best, value) => {
        if (value === null) return best;
        return best === null || sign * compare(value, best) > 0 ? value : best;
      }, null);
  };
}

/** A position counts from 1, or from the end (−1 appends); gaps are filled with nulls. @throws SparkError INVALID_INDEX_OF_ZERO */
function insert(values: readonly unknown[], position: number, value: unknown): unknown[] {
  if (position === 0) throw zeroIndex();
  const at = position > 0 ? position - 1 : values.length + position + 1;
  if (at < 0) return [value, ...new Array<null>(-at).fill(null), ...values];
  const gap = new Array<null>(Math.max(0, at - values.length)).fill(null);
  return [...values.slice(0, at), ...gap, value, ...values.slice(at)];
}

function zip(arrays: readonly (readonly unknown[])[]): unknown[] {
  const length = Math.max(0, ...arrays.map((array) => array.length));
  return Array.from({ length }, (_, i) => arrays.map((array) => array[i] ?? null));
}

/** @throws SparkError INVALID_PARAMETER_VALUE.START, INVALID_PARAMETER_VALUE.LENGTH */
function slice(values: readonly unknown[], start: number, length: number): unknown[] {
  if (start === 0) throw invalidSlice("START", "start", "SQL array indices start at 1");
  if (length < 0)
    throw invalidSlice("LENGTH", "length", `Expects length greater than or equal to 0, but got ${length}`);
  const from = start > 0 ? start - 1 : values.length + start;
  return from < 0 ? [] : values.slice(from, from + length);
}

function invalidSlice(condition: string, parameter: string, what: string): SparkError {
  return new SparkError({
    condition: `INVALID_PARAMETER_VALUE.${condition}`,
    message: `The value of parameter(s) \`${parameter}\` in \`slice\` is invalid: ${what}.`,
    nextStep: "Count from 1, or from the end with a negative start, and ask for at least 0 elements.",
    parameters: { parameter },
  });
}

/** Java's order of sorting: nulls first ascending, last descending. */
function sortArray({ argTypes }: FunctionCall) {
  const compare = comparator(elementType(argTypes[0]!)) as (a: unknown, b: unknown) => number;
  return (values: unknown[], ascending: boolean) => {
    const nulls = values.filter((v) => v === null);
    const sorted = [...nulls, ...values.filter((v) => v !== null).sort(compare)];
    return ascending ? sorted : sorted.reverse();
  };
}

export const ARRAY_IMPLEMENTATIONS: FunctionImplementations = {
  array_distinct: (call) => {
    const equal = equalOf(call);
    return (values: unknown[]) => distinct(values, equal);
  },
  array_max: extreme(1),
  array_min: extreme(-1),
  array_join: ({ argTypes }) => {
    const text = valueFormatter(elementType(argTypes[0]!), "NULL");
    return (values: unknown[], separator: string, forNull?: string) =>
      values
        .filter((value) => value !== null || forNull !== undefined)
        .map((value) => (value === null ? forNull : text(value)))
        .join(separator);
  },
  array_position: (call) => {
    const equal = equalOf(call);
    return (values: unknown[], wanted: unknown) => values.findIndex((value) => equal(value, wanted)) + 1;
  },
  array_remove: (call) => {
    const equal = equalOf(call);
    return (values: unknown[], unwanted: unknown) => values.filter((value) => !equal(value, unwanted));
  },
  array_union: comparing((a, b, equal) => distinct([...a, ...b], equal)),
  array_intersect: comparing((a, b, equal) =>
    distinct(
      a.filter((value) => has(b, value, equal)),
      equal,
    ),
  ),
  array_except: comparing((a, b, equal) =>
    distinct(
      a.filter((value) => !has(b, value, equal)),
      equal,
    ),
  ),
  arrays_overlap: comparing((a, b, equal) => {
    if (a.some((value) => value !== null && has(b, value, equal))) return true;
    return a.length > 0 && b.length > 0 && (a.includes(null) || b.includes(null)) ? null : false;
  }),
  slice: plain(slice),
  sort_array: sortArray,
  array_compact: plain((values: unknown[]) => values.filter((value) => value !== null)),
  arrays_zip: plain((...arrays: unknown[][]) => zip(arrays)),
  // Null when the value is not found but a null is there.
  array_contains: ({ argTypes }) => {
    const equal = equality(argTypes[1]!);
    return (values: unknown[], wanted: unknown) => {
      if (values.some((v) => v !== null && equal(v, wanted))) return true;
      return values.includes(null) ? null : false;
    };
  },
  sequence: ({ argTypes, call }) => sequenceOf(argTypes[0]!, zoneOf(call)),
  flatten: plain((values: (unknown[] | null)[]) => (values.includes(null) ? null : values.flat())),
};

export const ARRAY_SPECIALS: SpecialImplementations = {
  array_insert:
    ([array, at, value]) =>
    (row) => {
      const values = array!(row) as unknown[] | null;
      const position = at!(row) as number | null;
      return values === null || position === null ? null : insert(values, position, value!(row));
    },
  shuffle: ([array, seed], { context }) => {
    const random = new XORShiftRandom(BigInt((seed?.([]) ?? 0) as number) + BigInt(context.partition));
    return (row) => {
      const values = array!(row) as unknown[] | null;
      if (values === null) return null;
      const shuffled = [...values];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = random.nextInt(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
      }
      return shuffled;
    };
  },
  array_repeat:
    ([value, times]) =>
    (row) => {
      const count = times!(row) as number | null;
      return count === null ? null : Array.from({ length: Math.max(0, count) }, () => value!(row));
    },
};
