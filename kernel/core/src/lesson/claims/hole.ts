/**
 * Stands for what a changed run does not have: whatever is read of it is the hole again, its list is empty, and nobody can count with it
 * (NaN would: a loop that waits for a number would never end).
 *
 * @param onRead hears of each reading, and may end what would go on for ever
 */
export function makeHole(onRead: () => void): unknown {
  const hole: unknown = new Proxy(() => {}, {
    get: (_, key) => {
      onRead();
      if (key === Symbol.toPrimitive) throw new TypeError("a hole is no number");
      if (key === Symbol.iterator) return () => [].values();
      return hole;
    },
    apply: () => {
      onRead();
      return hole;
    },
  });
  return hole;
}
