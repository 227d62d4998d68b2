import type { Bytes } from "../base/brand.js";

/** Bytes of a record in Java's serialization after LZ4, by what it holds (modelled; F6, K: 2–3× of UnsafeRow). */
const NUMBER_BYTES = 9;
const BOOLEAN_BYTES = 5;
const NULL_BYTES = 1;
const STRING_HEADER_BYTES = 4;
const OBJECT_HEADER_BYTES = 6;

/** An element of an RDD that knows its size. */
export abstract class SelfSized {
  abstract serializedSize(): Bytes;
}

/**
 * Estimates the serialized bytes of a value of an RDD.
 *
 * @example
 * serializedSize(["spark", 1]); // 6 + (4 + 5) + 9 = 24
 */
export function serializedSize(value: unknown): Bytes {
  switch (typeof value) {
    case "string":
      return STRING_HEADER_BYTES + value.length;
    case "number":
    case "bigint":
      return NUMBER_BYTES;
    case "boolean":
      return BOOLEAN_BYTES;
    case "object": {
      if (value === null) return NULL_BYTES;
      if (value instanceof SelfSized) return value.serializedSize();
      if (value instanceof Map || value instanceof Set) return serializedSize([...value]);
      let bytes = OBJECT_HEADER_BYTES;
      const parts = ArrayBuffer.isView(value) ? [] : Array.isArray(value) ? value : Object.values(value);
      if (ArrayBuffer.isView(value)) bytes += value.byteLength;
      for (const part of parts) bytes += serializedSize(part);
      return bytes;
    }
    default:
      return NULL_BYTES;
  }
}
