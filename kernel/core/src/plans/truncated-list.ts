/** Longest list that a plan prints in full (`spark.sql.debug.maxToStringFields`). */
const MAX_FIELDS = 25;

/** How much of long lists and texts is printed. */
export interface ListOptions {
  readonly separator?: string;
  /** Everything, however long: for texts that are compared and not read. */
  readonly complete?: boolean;
}

/**
 * The items between brackets; of a long list the first ones and how many more there are, as Spark's `truncatedString`.
 *
 * @example
 * truncatedList(["a", "b"]); // "[a, b]"
 */
export function truncatedList(items: readonly string[], { separator = ", ", complete }: ListOptions = {}): string {
  if (complete === true || items.length <= MAX_FIELDS) return `[${items.join(separator)}]`;
  const shown = [...items.slice(0, MAX_FIELDS), `... ${items.length - MAX_FIELDS} more fields`];
  return `[${shown.join(separator)}]`;
}
