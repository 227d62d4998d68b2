/** Relative difference of doubles that were summed in another order. */
const TOLERANCE = 1e-9;

/** The first difference between two answers as multisets of rows, or undefined. Doubles may differ by the order in which they were added. */
export function difference(expected, actual) {
  if (expected.length !== actual.length) return `${actual.length} rows instead of ${expected.length}`;
  const [left, right] = [inOrder(expected), inOrder(actual)];
  const at = left.findIndex((row, i) => !row.every((value, column) => same(value, right[i][column])));
  return at < 0 ? undefined : `${JSON.stringify(right[at])} instead of ${JSON.stringify(left[at])}`;
}

/** Sorted by the columns in turn: keys come first and are unique, so that inexact doubles decide nothing. */
function inOrder(rows) {
  return [...rows].sort((a, b) => {
    const column = a.findIndex((value, i) => value !== b[i]);
    return column < 0 ? 0 : a[column] < b[column] ? -1 : 1;
  });
}

function same(a, b) {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}
