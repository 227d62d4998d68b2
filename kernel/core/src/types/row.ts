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
    for (let i = 0; i < names.length; i++) {
      const property = { value: values[i], enumerable: true, configurable: true };
      Object.defineProperty(this, names[i]!, property);
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
