import { finalizeHash, mix } from "./murmur3-x86.js";

/** Scala's MurmurHash3.productSeed. */
const PRODUCT_SEED = 0xcafebabe;

/** Java's `String.hashCode`: Σ c·31^k over UTF-16 units. */
export function stringHashCode(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h;
}

const doubleBits = new DataView(new ArrayBuffer(8));

/**
 * Java's hashCode of the value that a Scala program would hold in the place of a JavaScript one (A6): a whole number is an Int
 * (a Long beyond 32 bits), another number a Double, an array a Scala tuple, null 0. Objects hash as tuples of their values.
 *
 * @example
 * javaHashCode("spark"); // 109638365
 * javaHashCode([1, "a"]); // as the Scala tuple (1, "a")
 */
export function javaHashCode(value: unknown): number {
  switch (typeof value) {
    case "string":
      return stringHashCode(value);
    case "number":
      return numberHashCode(value);
    case "bigint":
      return longHashCode(value);
    case "boolean":
      return value ? 1231 : 1237;
    case "object":
      if (value === null) return 0;
      return productHash(Array.isArray(value) ? value : Object.values(value));
    default:
      return 0;
  }
}

function numberHashCode(value: number): number {
  if (!Number.isSafeInteger(value)) return doubleHashCode(value);
  return (value | 0) === value ? value : longHashCode(BigInt(value));
}

function doubleHashCode(value: number): number {
  doubleBits.setFloat64(0, value);
  return doubleBits.getInt32(0) ^ doubleBits.getInt32(4);
}

function longHashCode(value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}

/**
 * Scala's `##`, by which a tuple hashes its entries: equal numbers hash alike whatever their type, so that a Double that a Float
 * can hold hashes as the Float.
 */
function anyHash(value: unknown): number {
  if (typeof value === "bigint" && BigInt.asIntN(32, value) === value) return Number(value);
  if (typeof value !== "number" || Number.isSafeInteger(value) || Math.fround(value) !== value)
    return javaHashCode(value);
  doubleBits.setFloat32(0, value);
  return doubleBits.getInt32(0);
}

/** Scala's `MurmurHash3.productHash` of a tuple: its `TupleN` name is mixed in first (A6). */
function productHash(values: readonly unknown[]): number {
  if (values.length === 0) return stringHashCode("Tuple0");
  let h = mix(PRODUCT_SEED, stringHashCode(`Tuple${values.length}`));
  for (const value of values) h = mix(h, anyHash(value));
  return finalizeHash(h, values.length);
}

/** The hash code of the tuple `(first, second)`, without making one. */
export function pairHashCode(first: unknown, second: unknown): number {
  return finalizeHash(mix(mix(PAIR_SEED, anyHash(first)), anyHash(second)), 2);
}

const PAIR_SEED = mix(PRODUCT_SEED, stringHashCode("Tuple2"));
