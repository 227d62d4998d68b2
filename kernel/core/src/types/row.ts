/**
 * One row of a result, as `collect()` gives it: a property a column, in the order of the schema.
 *
 * Columns of one name (after a join) share a property, the last one wins; {@link Row.get} reaches each by position.
 *
 * @example
 * const [row] = await df.groupBy("country").count().orderBy(desc("count")).collect();
 * row.country; // "US"
 * row.get(1); // 2
 */
export class Row {
  readonly #values: readonly unknown[];
  readonly [column: string]: unknown;

  constructor(names: readonly string[], values: readonly unknown[]) {
    this.#values = values;
    const own = this as Record<string, unknown>;
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      // Setting is several times faster than defining, but this name would set something else.
      if (name === "__proto__") Object.defineProperty(own, name, { value: values[i], enumerable: true });
      else own[name] = values[i];
    }
  }

  /** The values of a row by position; also for rows whose columns hide {@link Row.get}. */
  static values(row: Row): readonly unknown[] {
    return row.#values;
  }

  /** The value of the column at a position, counted from 0. */
  get(position: number): unknown {
    return this.#values[position];
  }
}
