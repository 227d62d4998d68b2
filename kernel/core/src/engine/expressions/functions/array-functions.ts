import type { DataType } from "../../../types/data-type.js";
import { valueFormatter } from "../../../types/format-value.js";
import { comparator } from "../ordering.js";
import { equality } from "../predicates.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
} from "./function-table.js";

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
  slice: plain((values: unknown[], start: number, length: number) => {
    const from = start > 0 ? start - 1 : values.length + start;
    return from < 0 ? [] : values.slice(from, from + length);
  }),
  flatten: plain((values: (unknown[] | null)[]) => (values.includes(null) ? null : values.flat())),
};

export const ARRAY_SPECIALS: SpecialImplementations = {
  array_repeat:
    ([value, times]) =>
    (row) => {
      const count = times!(row) as number | null;
      return count === null ? null : Array.from({ length: Math.max(0, count) }, () => value!(row));
    },
};
