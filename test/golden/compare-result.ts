/** Sums of doubles depend on the order of addition, and that on which block arrives first: their last digits may differ. */
const RELATIVE_TOLERANCE = 1e-12;

/**
 * Where two results first differ, as text, or undefined when they are equal. Order counts: every program of the records
 * sorts what comes out of a hash map before it returns it.
 */
export function firstResultDifference(expected: unknown, actual: unknown, path = "result"): string | undefined {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) return `${path} has ${actual.length} values, Spark had ${expected.length}`;
    for (let i = 0; i < expected.length; i++) {
      const difference = firstResultDifference(expected[i], actual[i], `${path}[${i}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return same(expected, actual)
    ? undefined
    : `${path} is ${JSON.stringify(actual)}, Spark had ${JSON.stringify(expected)}`;
}

function same(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== "number" || typeof actual !== "number") return Object.is(expected, actual);
  // Counts and other whole numbers are exact; only a fraction can come from a sum of doubles.
  if (Number.isInteger(expected) && Number.isInteger(actual)) return expected === actual;
  return Math.abs(expected - actual) <= RELATIVE_TOLERANCE * Math.max(Math.abs(expected), Math.abs(actual));
}
