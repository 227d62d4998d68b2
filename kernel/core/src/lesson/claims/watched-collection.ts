/** A map or a set that gives its entries to `entry` before they are read: its own methods work on the real one only. */
export function watchedCollection(
  target: Map<unknown, unknown> | Set<unknown>,
  entry: (key: unknown, value: unknown) => unknown,
): object {
  const isMap = target instanceof Map;
  const entryOf = (key: unknown): unknown => entry(key, isMap ? target.get(key) : key);
  const entries = (): [unknown, unknown][] => [...target.keys()].map((key) => [key, entryOf(key)]);
  const values = (): unknown[] => entries().map(([, value]) => value);
  const watched = {
    get: entryOf,
    has: (key: unknown) => entry(`has ${String(key)}`, target.has(key)),
    keys: () =>
      entries()
        .map(([key]) => key)
        .values(),
    values: () => values().values(),
    entries: () => entries().values(),
    forEach: (each: (value: unknown, key: unknown) => void) => {
      for (const [key, value] of entries()) each(value, key);
    },
    [Symbol.iterator]: () => (isMap ? entries().values() : values().values()),
  };
  return Object.defineProperty(watched, "size", { get: () => entry("size", target.size) });
}
