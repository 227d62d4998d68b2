import { SparkError } from "../errors/index.js";
import type { Pair } from "./aggregator.js";

/**
 * The element of an RDD as a pair. Scala's types keep the methods of pairs from other RDDs; in a cell they may be called on any.
 * @throws SparkError NOT_A_PAIR
 */
export function checkedPair<K, V>(element: Pair<K, V>): Pair<K, V> {
  if (Array.isArray(element) && element.length === 2) return element;
  throw new SparkError({
    condition: "NOT_A_PAIR",
    message: `A method of pairs met the element ${elementText(element)}, which is no pair.`,
    nextStep: "Make [key, value] pairs first: rdd.map((x) => [key, value]) or rdd.keyBy((x) => key).",
  });
}

/** The element as a program would write it, cut short. */
function elementText(element: unknown): string {
  const text = typeof element === "object" && element !== null ? JSON.stringify(element) : literal(element);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function literal(element: unknown): string {
  return typeof element === "string" ? JSON.stringify(element) : String(element);
}
