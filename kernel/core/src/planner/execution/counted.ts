/** Passes items on; however the reader ends, `report` is told how many rows they held. */
export function* counted<T>(
  items: Iterable<T>,
  rowsOf: (item: T) => number,
  report: (rows: number) => void,
): Iterable<T> {
  let count = 0;
  try {
    for (const item of items) {
      count += rowsOf(item);
      yield item;
    }
  } finally {
    report(count);
  }
}
