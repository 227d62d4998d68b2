/** Scala's `from to end`. */
export function to(from: number, end: number): number[] {
  return Array.from({ length: end - from + 1 }, (_, i) => from + i);
}

/** A pair with its tuple type, `(a, b)`. */
export function pair<A, B>(a: A, b: B): [A, B] {
  return [a, b];
}

/** Scala's `_ + _`. */
export function add(a: number, b: number): number {
  return a + b;
}

/** Scala's `_ max _`. */
export function max(a: number, b: number): number {
  return Math.max(a, b);
}

/** Sums numbers, as Scala's `sum` does. */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
}

/** Scala's `sorted` on tuples, numbers and strings: field by field. */
export function sorted<T>(values: Iterable<T>): T[] {
  return [...values].sort(naturalOrder);
}

/** Scala's `sortBy(_.toString)` on tuples. */
export function sortedByText<T>(values: Iterable<T>): T[] {
  return [...values].sort((a, b) => naturalOrder(tupleText(a), tupleText(b)));
}

function naturalOrder(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < a.length; i++) {
      const order = naturalOrder(a[i], b[i]);
      if (order !== 0) return order;
    }
    return 0;
  }
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/** `(1,(2,x))`, as a Scala tuple prints itself. */
function tupleText(value: unknown): string {
  return Array.isArray(value) ? `(${value.map(tupleText).join(",")})` : String(value);
}
