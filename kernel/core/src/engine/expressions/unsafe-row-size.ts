import type { Bytes } from "../../base/brand.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
import { utf8Length } from "../../types/utf8.js";

const words = (bytes: number): number => Math.ceil(bytes / 8) * 8;
/** One null bit a field, in whole 8-byte words. */
const nullBits = (fields: number): number => Math.ceil(fields / 64) * 8;

type Sizer = (value: never) => number;

/** Bytes behind the fixed 8 of a field; undefined for types that need none. */
function variablePart(type: DataType): Sizer | undefined {
  switch (type.kind) {
    case "string":
      return (value: string) => words(utf8Length(value));
    case "binary":
      return (value: Uint8Array) => words(value.length);
    case "decimal":
      return type.precision <= 18 ? undefined : () => 16;
    case "array": {
      const size = arraySize(type.elementType);
      return (values: unknown[]) => size(values);
    }
    case "map": {
      const [keys, values] = [arraySize(type.keyType), arraySize(type.valueType)];
      return (map: Map<unknown, unknown>) => 8 + keys([...map.keys()]) + values([...map.values()]);
    }
    case "struct":
      return unsafeRowSize(type.fields.map((f) => f.dataType));
    default:
      return undefined;
  }
}

const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  boolean: 1,
  byte: 1,
  short: 2,
  integer: 4,
  date: 4,
  float: 4,
};

/** UnsafeArrayData: count, null bits, fixed-width elements in whole words, then the variable parts. */
function arraySize(elementType: DataType): (values: readonly unknown[]) => number {
  const width = ELEMENT_BYTES[elementType.kind] ?? 8;
  const variable = variablePart(elementType) as ((value: unknown) => number) | undefined;
  return (values) => {
    const fixed = 8 + nullBits(values.length) + words(values.length * width);
    if (variable === undefined) return fixed;
    return values.reduce<number>((sum, v) => (v === null ? sum : sum + variable(v)), fixed);
  };
}

/**
 * Bytes of a row in Spark's UnsafeRow format, which shuffles and sorts carry: null bits, 8 bytes a field, and strings and
 * nested values rounded up to 8.
 *
 * @example
 * unsafeRowSize([LongType, StringType])([1, "hello"]); // 8 + 16 + 8 = 32
 */
export function unsafeRowSize(types: readonly DataType[]): (row: InternalRow) => Bytes {
  const fixed = nullBits(types.length) + 8 * types.length;
  const parts = types.flatMap((type, i) => {
    const size = variablePart(type) as ((value: unknown) => number) | undefined;
    // A wide decimal keeps its 16 bytes even when null, so that it can be set later.
    const always = type.kind === "decimal";
    return size === undefined ? [] : [{ i, size, always }];
  });
  return (row) => {
    let bytes = fixed;
    for (const { i, size, always } of parts) {
      const value = row[i];
      if (value !== null || always) bytes += size(value);
    }
    return bytes;
  };
}
