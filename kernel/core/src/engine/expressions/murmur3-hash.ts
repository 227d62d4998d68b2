import type { DataType, InternalRow, LongValue } from "../../types/data-type.js";
import { bigEndian } from "../../types/decimal-bytes.js";
import { longWords } from "../../types/long-value.js";
import { utf8Encode } from "../../types/utf8.js";

/** Seed of `hash(…)` and of hash partitioning (G17). */
export const HASH_SEED = 42;

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

function mix(hash: number, word: number): number {
  let k = Math.imul(word, C1);
  k = Math.imul((k << 15) | (k >>> 17), C2);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export function hashInt(value: number, seed: number): number {
  return finish(mix(seed, value), 4);
}

export function hashLong(value: LongValue, seed: number): number {
  const [low, high] = longWords(value);
  return finish(mix(mix(seed, low), high), 8);
}

/** Little-endian words, then a whole round for each byte that is left over: not the standard tail, but Spark's. */
export function hashBytes(bytes: Uint8Array, seed: number): number {
  const aligned = bytes.length & ~3;
  let hash = seed;
  for (let i = 0; i < aligned; i += 4) {
    hash = mix(hash, bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
  }
  for (let i = aligned; i < bytes.length; i++) hash = mix(hash, (bytes[i]! << 24) >> 24);
  return finish(hash, bytes.length);
}

/** The hash of a string's UTF-8 bytes; plain ASCII, the usual case, needs no encoding first. */
function hashString(text: string, seed: number): number {
  const { length } = text;
  const aligned = length & ~3;
  let hash = seed;
  let all = 0;
  for (let i = 0; i < aligned; i += 4) {
    const [a, b] = [text.charCodeAt(i), text.charCodeAt(i + 1)];
    const [c, d] = [text.charCodeAt(i + 2), text.charCodeAt(i + 3)];
    all |= a | b | c | d;
    hash = mix(hash, a | (b << 8) | (c << 16) | (d << 24));
  }
  for (let i = aligned; i < length; i++) {
    const unit = text.charCodeAt(i);
    all |= unit;
    hash = mix(hash, unit);
  }
  return all < 0x80 ? finish(hash, length) : hashBytes(utf8Encode(text), seed);
}

const float = new DataView(new ArrayBuffer(8));

function hashDouble(value: number, seed: number): number {
  float.setFloat64(0, value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value);
  return finish(mix(mix(seed, float.getInt32(4)), float.getInt32(0)), 8);
}

function hashFloat(value: number, seed: number): number {
  float.setFloat32(0, value === 0 ? 0 : value);
  return hashInt(float.getInt32(0), seed);
}

type Hasher = (value: never, seed: number) => number;
type AnyHasher = (value: unknown, seed: number) => number;

function hasher(type: DataType): AnyHasher {
  const hash = valueHasher(type) as AnyHasher;
  // A null leaves the seed as it is.
  return (value, seed) => (value === null ? seed : hash(value, seed));
}

function valueHasher(type: DataType): Hasher {
  switch (type.kind) {
    case "boolean":
      return (value: boolean, seed: number) => hashInt(value ? 1 : 0, seed);
    case "byte":
    case "short":
    case "integer":
    case "date":
      return hashInt;
    case "long":
    case "timestamp":
      return hashLong;
    case "float":
      return hashFloat;
    case "double":
      return hashDouble;
    case "decimal":
      if (type.precision <= 18) return hashLong;
      return (value: LongValue, seed: number) => hashBytes(bigEndian(BigInt(value)), seed);
    case "string":
      return hashString;
    case "binary":
      return hashBytes;
    case "array": {
      const element = hasher(type.elementType);
      return (values: unknown[], seed: number) => values.reduce((hash: number, v) => element(v, hash), seed);
    }
    case "struct":
      return murmur3Hash(type.fields.map((f) => f.dataType));
    case "map": {
      const [key, item] = [hasher(type.keyType), hasher(type.valueType)];
      return (map: Map<unknown, unknown>, seed: number) =>
        [...map].reduce((hash, [k, v]) => item(v, key(k, hash)), seed);
    }
    default:
      return (_, seed: number) => seed;
  }
}

/**
 * Spark's `hash(…)` over values of the given types: a signed 32-bit integer. The hash of one value is the seed of the next.
 *
 * @example
 * murmur3Hash([IntegerType])([1], HASH_SEED); // -559580957
 */
export function murmur3Hash(types: readonly DataType[]): (values: InternalRow, seed: number) => number {
  const hashers = types.map(hasher);
  return (values, seed) => {
    let hash = seed;
    for (let i = 0; i < hashers.length; i++) hash = hashers[i]!(values[i], hash);
    return hash;
  };
}

/** The partition of key values among `n` (G17): pmod(hash, n). */
export function hashPartitionId(types: readonly DataType[], n: number): (keys: InternalRow) => number {
  const hash = murmur3Hash(types);
  return (keys) => {
    const rest = hash(keys, HASH_SEED) % n;
    return rest < 0 ? rest + n : rest;
  };
}
