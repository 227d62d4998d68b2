import type { Bytes } from "../base/brand.js";
import { SelfSized, serializedSize } from "./serialized-size.js";
import { OBJECT_FACTOR, sampledBytes } from "./task-memory.js";

/**
 * What a character of a string takes: Java keeps it in one byte, and while a list is made some of it is there twice. Lists of strings of 1000
 * characters fit into a real executor of 512 MiB up to 250 to 300 MB.
 */
const CHARACTER_BYTES = 1.75;

/**
 * Estimates the heap that `count` values take as Java objects, all at once. Small ones are mostly their headers, four times what they are serialized; the text of
 * long strings is not.
 *
 * @example
 * heapBytes([1, 2], 2); // 72
 */
export function heapBytes(values: Iterable<unknown>, count: number): Bytes {
  return sampledBytes(values, count, (value) => {
    const text = characters(value);
    return OBJECT_FACTOR * (serializedSize(value) - text) + CHARACTER_BYTES * text;
  });
}

function characters(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || value instanceof SelfSized) return 0;
  if (value instanceof Map || value instanceof Set) return characters([...value]);
  let sum = 0;
  for (const part of Array.isArray(value) ? value : Object.values(value)) sum += characters(part);
  return sum;
}
