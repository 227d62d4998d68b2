import { SparkError } from "../errors/index.js";

/**
 * What a function of the user's gave for a row, unless it is a promise: a task does not wait, so that the promise itself would become the
 * element.
 * @throws SparkError ASYNC_FUNCTION
 */
export function settled<T>(given: T, method: string): T {
  if (typeof given !== "object" || given === null || !("then" in given) || typeof given.then !== "function")
    return given;
  throw new SparkError({
    condition: "ASYNC_FUNCTION",
    message: `The function given to ${method} returned a promise; functions that run in tasks cannot wait.`,
    nextStep:
      "Drop 'async' and 'await' from the function; fetch what it needs on the driver before, and use it as a value.",
  });
}

/** The same for a function that gives several rows, which must be a list of some kind. @throws SparkError ASYNC_FUNCTION, NOT_ITERABLE */
export function settledRows<T>(given: Iterable<T>, method: string): Iterable<T> {
  const rows = settled(given, method);
  if (typeof rows === "string" || typeof (rows as Partial<Iterable<T>> | null)?.[Symbol.iterator] === "function")
    return rows;
  throw new SparkError({
    condition: "NOT_ITERABLE",
    message: `The function given to ${method} returned ${String(rows)}, where a list of elements was expected.`,
    nextStep: "Return an array or use map, which gives one element for each.",
  });
}
