import { formatCount } from "../base/format.js";
import type { SparkError } from "../errors/spark-error.js";
import { notModelled } from "./modelled-errors.js";

/** Of an array that is too long to have, so many elements are really there. */
const ELEMENTS_HELD = 10;
/** Arrays up to this length are made whole. */
const MADE_WHOLE = 100;

/** The elements of arrays up to this length can be gone through, as far as functions of the user do: the few that there are, over and over. */
const MOST_ELEMENTS = 1_000_000;

/** What stands behind an array that says to be longer than it is. */
const held = new WeakMap<object, readonly unknown[]>();

/**
 * An array of values that look like some: as long as asked for where somebody wants to know its length, though no more than a few elements are there.
 * {@link shownArray} gives those.
 */
export function modelledArray(some: readonly unknown[], length: number): unknown[] {
  const there = Math.min(length, length <= MADE_WHOLE ? length : ELEMENTS_HELD);
  const elements = Array.from({ length: some.length === 0 ? 0 : there }, (_, i) => some[i % some.length]);
  if (length <= MADE_WHOLE) return elements;
  const array = new Proxy(elements, {
    get: (target, key, receiver) => {
      if (key === "length") return length;
      const index = indexOf(key);
      if (index === undefined || index < target.length || index >= length) return Reflect.get(target, key, receiver);
      if (length > MOST_ELEMENTS) throw tooLong(length);
      return target[index % target.length];
    },
    has: (target, key) => {
      const index = indexOf(key);
      return index === undefined ? Reflect.has(target, key) : index < length;
    },
  });
  held.set(array, elements);
  return array;
}

/** A value as a row may hold it: of a long array its first elements. */
export function shownArray(value: unknown): unknown {
  return (typeof value === "object" && value !== null && held.get(value)) || value;
}

function indexOf(key: string | symbol): number | undefined {
  if (typeof key !== "string" || !/^\d+$/.test(key)) return undefined;
  return Number(key);
}

function tooLong(length: number): SparkError {
  return notModelled(
    `Each element of a list of ${formatCount(length)} values`,
    "Combine the values of each key instead: reduceByKey, aggregateByKey, or an aggregate function of a modelled table.",
  );
}
