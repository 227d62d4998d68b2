import {
  type ColumnModel,
  daysBetween,
  hotValues,
  secondsBetween,
  sequentialFrom,
  tailOf,
  textOf,
  uniformNumbers,
  uniformValues,
  zipfOf,
} from "../modelled/index.js";

/** A value of a modelled column. */
export type ModelledValue = string | number | boolean;

/**
 * Values that are equally likely: those of a list, or numbers from one to another, both included.
 *
 * @param step between two numbers, 1 when left out; columns of whole numbers are longs, others doubles
 * @throws SparkError INVALID_MODELLED_TABLE for an empty list or a range without numbers
 * @example [modelled.uniform(["mobile", "desktop"]), modelled.uniform(1, 100), modelled.uniform(0.5, 99.5, 0.01)]
 */
export function uniform<T extends ModelledValue>(values: readonly T[]): ColumnModel<T>;
export function uniform(from: number, to: number, step?: number): ColumnModel<number>;
export function uniform(first: readonly ModelledValue[] | number, to?: number, step = 1): ColumnModel<ModelledValue> {
  if (typeof first === "number") return uniformNumbers(first, to ?? Number.NaN, step);
  return uniformValues(first);
}

/**
 * Heavy hitters with exact shares of the rows; what is left goes over the values of another column.
 *
 * @param shares by value; an array of pairs for values that are not texts
 * @param rest of the other rows; may be left out when the shares add up to 1
 * @throws SparkError INVALID_MODELLED_TABLE for shares outside 0 … 1, or that do not add up
 * @example
 * modelled.hot({ US: 0.4, DE: 0.1 }, modelled.tail(200, "country"));
 * modelled.hot([[7, 0.3]], modelled.uniform(1, 1_000_000));
 */
export function hot<K extends string, T = K>(
  shares: Readonly<Record<K, number>>,
  rest?: ColumnModel<T>,
): ColumnModel<K | T>;
export function hot<V extends ModelledValue, T = V>(
  shares: readonly (readonly [V, number])[],
  rest?: ColumnModel<T>,
): ColumnModel<V | T>;
export function hot(
  shares: Readonly<Record<string, number>> | readonly (readonly [ModelledValue, number])[],
  rest?: ColumnModel,
): ColumnModel {
  const pairs = Array.isArray(shares)
    ? (shares as readonly (readonly [ModelledValue, number])[])
    : Object.entries(shares as Readonly<Record<string, number>>);
  return hotValues<unknown, unknown>(pairs, rest);
}

/**
 * `n` made-up names that are equally likely: `value-1`, `value-2`, …. Tables with the same prefix have the same names, so that they can be joined.
 *
 * @param prefix `"value"` when left out
 * @throws SparkError INVALID_MODELLED_TABLE for less than one name
 * @example modelled.tail(200, "country")
 */
export function tail(n: number, prefix = "value"): ColumnModel<string> {
  return tailOf(n, prefix);
}

/**
 * Ids 1 … n of which the k-th has a share proportional to 1 / k^exponent: few hot ones and a long tail.
 *
 * @param exponent above 0; 1 is about the skew of words and of users
 * @throws SparkError INVALID_MODELLED_TABLE for an exponent that is not positive, or no ids
 * @example modelled.zipf(1.1, 50_000_000)
 */
export function zipf(exponent: number, n: number): ColumnModel<number> {
  return zipfOf(exponent, n);
}

/**
 * A number of its own for each row, counted from `start` (1). The numbers are spread over the partitions as if the rows had been shuffled.
 * @example modelled.sequential()
 */
export function sequential(start = 1): ColumnModel<number> {
  return sequentialFrom(start);
}

/**
 * Texts of so many characters that hardly repeat: what makes rows wide.
 * @throws SparkError INVALID_MODELLED_TABLE for less than one character
 * @example modelled.text(200)
 */
export function text(characters: number): ColumnModel<string> {
  return textOf(characters);
}

/** The same value in every row. @example modelled.constant("EUR") */
export function constant<T extends ModelledValue>(value: T): ColumnModel<T> {
  return uniformValues([value]);
}

/**
 * Days that are equally likely, both ends included.
 * @throws SparkError INVALID_MODELLED_TABLE unless both are dates, the earlier one first
 * @example modelled.days("2026-01-01", "2026-03-31")
 */
export function days(from: string, to: string): ColumnModel<string> {
  return daysBetween(from, to);
}

/**
 * Moments that are equally likely, to the second, both ends included.
 * @throws SparkError INVALID_MODELLED_TABLE unless both are moments, the earlier one first
 * @example modelled.seconds("2026-01-01 00:00:00", "2026-01-01 23:59:59")
 */
export function seconds(from: string, to: string): ColumnModel<string> {
  return secondsBetween(from, to);
}
