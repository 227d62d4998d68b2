import { type Expression, sortOrder, type WindowFrame } from "../plans/expressions/index.js";
import type { Column } from "./column.js";
import { col } from "./functions.js";

type Columns = readonly (Column | string)[];

const expressionsOf = (columns: Columns): Expression[] => columns.map((c) => (typeof c === "string" ? col(c) : c).expr);

/**
 * Which rows a function over a window sees: partition, order and frame; for `Column.over`. Mirrors `WindowSpec`. Made by
 * {@link Window}.
 *
 * @example
 * const byCountry = Window.partitionBy("country").orderBy(desc("price"));
 * df.withColumn("rank", rank().over(byCountry));
 */
export class WindowSpec {
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly Expression[];
  /** Undefined for the function's own. */
  readonly frame: WindowFrame | undefined;

  constructor(
    partitionSpec: readonly Expression[] = [],
    orderSpec: readonly Expression[] = [],
    frame: WindowFrame | undefined = undefined,
  ) {
    this.partitionSpec = partitionSpec;
    this.orderSpec = orderSpec;
    this.frame = frame;
  }

  /** The columns whose equal values make a partition; all rows are one partition, in one task, without it. */
  partitionBy(...columns: Columns): WindowSpec {
    return new WindowSpec(expressionsOf(columns), this.orderSpec, this.frame);
  }

  /** The order within a partition; ascending unless a column says `desc()`. */
  orderBy(...columns: Columns): WindowSpec {
    const order = expressionsOf(columns).map((e) => (e.kind === "SortOrder" ? e : sortOrder(e)));
    return new WindowSpec(this.partitionSpec, order, this.frame);
  }

  /**
   * The frame by position: from `start` to `end` rows after the current one, negative for before.
   * @param start number of rows, or `Window.unboundedPreceding`
   * @param end number of rows, or `Window.unboundedFollowing`
   * @example df.select(sum("quantity").over(Window.orderBy("id").rowsBetween(-1, Window.currentRow)).as("sum"))
   */
  rowsBetween(start: number, end: number): WindowSpec {
    return new WindowSpec(this.partitionSpec, this.orderSpec, { type: "RowFrame", lower: start, upper: end });
  }

  /**
   * The frame by value: rows whose sort key is from `start` to `end` away from the current row's.
   * @example df.select(count("*").over(Window.orderBy("price").rangeBetween(-20, 20)).as("near"))
   */
  rangeBetween(start: number, end: number): WindowSpec {
    return new WindowSpec(this.partitionSpec, this.orderSpec, { type: "RangeFrame", lower: start, upper: end });
  }
}

/**
 * Where window specifications start. Mirrors `Window`.
 *
 * @example
 * const running = Window.partitionBy("country").orderBy("id").rowsBetween(Window.unboundedPreceding, Window.currentRow);
 * df.select("id", sum("quantity").over(running).as("soFar"));
 */
export const Window: {
  partitionBy(...columns: Columns): WindowSpec;
  orderBy(...columns: Columns): WindowSpec;
  rowsBetween(start: number, end: number): WindowSpec;
  rangeBetween(start: number, end: number): WindowSpec;
  /** The first row of the partition. */
  readonly unboundedPreceding: number;
  /** The last row of the partition. */
  readonly unboundedFollowing: number;
  readonly currentRow: number;
} = {
  partitionBy: (...columns) => new WindowSpec().partitionBy(...columns),
  orderBy: (...columns) => new WindowSpec().orderBy(...columns),
  rowsBetween: (start, end) => new WindowSpec().rowsBetween(start, end),
  rangeBetween: (start, end) => new WindowSpec().rangeBetween(start, end),
  unboundedPreceding: Number.NEGATIVE_INFINITY,
  unboundedFollowing: Number.POSITIVE_INFINITY,
  currentRow: 0,
};
