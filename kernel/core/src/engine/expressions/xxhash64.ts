import { xxHashBytes, xxHashInt, xxHashLong } from "../../base/xxhash64.js";
import type { DataType, InternalRow, LongValue } from "../../types/data-type.js";
import { bigEndian } from "../../types/decimal-bytes.js";
import { longValue } from "../../types/long-value.js";
import { utf8Encode } from "../../types/utf8.js";

const SEED = 42n;

type Hasher = (value: unknown, seed: bigint) => bigint;

const bits = new DataView(new ArrayBuffer(8));

function doubleBits(value: number): bigint {
  bits.setFloat64(0, value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value);
  return bits.getBigInt64(0);
}

function floatBits(value: number): number {
  bits.setFloat32(0, value === 0 ? 0 : value);
  return bits.getInt32(0);
}

/** Null leaves the seed as it is. */
function hasher(type: DataType): Hasher {
  const hash = valueHasher(type) as Hasher;
  return (value, seed) => (value === null ? seed : hash(value, seed));
}

function valueHasher(type: DataType): (value: never, seed: bigint) => bigint {
  switch (type.kind) {
    case "boolean":
      return (value: boolean, seed) => xxHashInt(value ? 1 : 0, seed);
    case "byte":
    case "short":
    case "integer":
    case "date":
      return xxHashInt;
    case "long":
    case "timestamp":
      return (value: LongValue, seed) => xxHashLong(BigInt(value), seed);
    case "float":
      return (value: number, seed) => xxHashInt(floatBits(value), seed);
    case "double":
      return (value: number, seed) => xxHashLong(doubleBits(value), seed);
    case "decimal":
      return type.precision <= 18
        ? (value: LongValue, seed) => xxHashLong(BigInt(value), seed)
        : (value: LongValue, seed) => xxHashBytes(bigEndian(BigInt(value)), seed);
    case "string":
      return (value: string, seed) => xxHashBytes(utf8Encode(value), seed);
    case "binary":
      return xxHashBytes;
    case "array": {
      const element = hasher(type.elementType);
      return (values: unknown[], seed) => values.reduce((hash: bigint, v) => element(v, hash), seed);
    }
    case "struct": {
      const fields = type.fields.map((f) => hasher(f.dataType));
      return (values: unknown[], seed) => fields.reduce((hash, field, i) => field(values[i], hash), seed);
    }
    case "map": {
      const [key, item] = [hasher(type.keyType), hasher(type.valueType)];
      return (map: Map<unknown, unknown>, seed) => [...map].reduce((hash, [k, v]) => item(v, key(k, hash)), seed);
    }
    default:
      return (_, seed) => seed;
  }
}

/** Spark's `xxhash64(…)`: a signed 64-bit integer, seed 42. The hash of one value is the seed of the next. */
export function xxHash64(types: readonly DataType[]): (values: InternalRow) => LongValue {
  const hashers = types.map(hasher);
  return (values) => longValue(hashers.reduce((hash, f, i) => f(values[i], hash), SEED));
}

/** The hash of one value, for sketches of distinct values. */
export function xxHashOf(type: DataType): (value: unknown) => bigint {
  const hash = hasher(type);
  return (value) => hash(value, SEED);
}
