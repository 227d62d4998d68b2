import type { DataType, LongValue } from "../../types/data-type.js";
import { compareLong } from "../../types/long-value.js";

/** Negative, 0 or positive, of two held values that are not null. */
export type Comparator = (a: never, b: never) => number;

/**
 * Strings by code point, which is the order of their UTF-8 bytes. JavaScript's own order differs where a surrogate pair
 * meets a character of U+E000 … U+FFFF.
 */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Moves surrogates above all other code units. */
const codePointRank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

/** NaN equals NaN and is greater than any other number; −0 equals 0. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return (Number.isNaN(a) ? 1 : 0) - (Number.isNaN(b) ? 1 : 0);
}

/** Bytes as unsigned numbers, the shorter one first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}

/** Spark's order of a type's values (no nulls at the top; nested nulls come first). */
export function comparator(type: DataType): Comparator {
  switch (type.kind) {
    case "string":
      return compareStrings;
    case "float":
    case "double":
      return compareDoubles;
    case "binary":
      return compareBytes;
    case "boolean":
      return (a: boolean, b: boolean) => Number(a) - Number(b);
    case "long":
    case "timestamp":
    case "decimal":
      return compareLong as (a: LongValue, b: LongValue) => number;
    case "array": {
      const element = nullsFirst(comparator(type.elementType));
      return (a: unknown[], b: unknown[]) => lexicographic(a, b, () => element);
    }
    case "struct": {
      const fields = type.fields.map((f) => nullsFirst(comparator(f.dataType)));
      return (a: unknown[], b: unknown[]) => lexicographic(a, b, (i) => fields[i]!);
    }
    default:
      return (a: number, b: number) => a - b;
  }
}

type AnyComparator = (a: unknown, b: unknown) => number;

function nullsFirst(compare: Comparator): AnyComparator {
  return (a, b) => {
    if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
    return (compare as AnyComparator)(a, b);
  };
}

function lexicographic(a: unknown[], b: unknown[], compareAt: (i: number) => AnyComparator): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareAt(i)(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
