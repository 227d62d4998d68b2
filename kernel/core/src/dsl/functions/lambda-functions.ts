import {
  type Expression,
  lambdaVariable,
  unresolvedAttribute,
  unresolvedFunction,
} from "../../plans/expressions/index.js";
import { Column } from "../column.js";
import { type ColumnOrName, columnOf } from "./call.js";

const NAMES = ["x", "y", "z"];

/** A TypeScript function of columns as a lambda: it is called once, with its parameters, and what it returns is the body. */
function lambda(f: (...columns: Column[]) => Column): Expression {
  const names = NAMES.slice(0, Math.max(1, f.length));
  const body = f(...names.map((name) => new Column(unresolvedAttribute(name))));
  return { kind: "LambdaFunction", body: body.expr, params: names.map(lambdaVariable) };
}

const higherOrder = (name: string, columns: readonly ColumnOrName[], ...lambdas: readonly Expression[]): Column =>
  new Column(unresolvedFunction(name, [...columns.map((c) => columnOf(c).expr), ...lambdas]));

/**
 * Each element changed; the function may take the element's position from 0 as well.
 * @example await df.limit(1).select(transform(array(lit(1), lit(2)), (x) => x.plus(1)).as("a")).first(); // { a: [2, 3] }
 */
export function transform(c: ColumnOrName, f: (element: Column, index: Column) => Column): Column {
  return higherOrder("transform", [c], lambda(f));
}

/** The elements for which the condition is true. @example df.select(filter(array("id", "quantity"), (x) => x.gt(1))) */
export function filter(c: ColumnOrName, f: (element: Column, index: Column) => Column): Column {
  return higherOrder("filter", [c], lambda(f));
}

/** True when the condition is true for an element. */
export function exists(c: ColumnOrName, f: (element: Column) => Column): Column {
  return higherOrder("exists", [c], lambda(f));
}

/** True when the condition is true for all elements. */
export function forall(c: ColumnOrName, f: (element: Column) => Column): Column {
  return higherOrder("forall", [c], lambda(f));
}

/**
 * All elements folded into one value, from an initial one on.
 * @example df.select(aggregate(array("id", "quantity"), lit(0), (sum, x) => sum.plus(x)))
 */
export function aggregate(
  c: ColumnOrName,
  initial: ColumnOrName,
  merge: (accumulator: Column, element: Column) => Column,
  finish?: (accumulator: Column) => Column,
): Column {
  return higherOrder("aggregate", [c, initial], lambda(merge), ...(finish === undefined ? [] : [lambda(finish)]));
}

/** The elements of two arrays joined one by one; the shorter one gives nulls. */
export function zip_with(left: ColumnOrName, right: ColumnOrName, f: (a: Column, b: Column) => Column): Column {
  return higherOrder("zip_with", [left, right], lambda(f));
}

/** The array sorted ascending, nulls last; or by a comparison that gives a negative number, 0 or a positive one. */
export function array_sort(c: ColumnOrName, comparator?: (a: Column, b: Column) => Column): Column {
  return higherOrder("array_sort", [c], ...(comparator === undefined ? [] : [lambda(comparator)]));
}

/** Each key of a map changed. @throws SparkError DUPLICATED_MAP_KEY when it runs */
export function transform_keys(c: ColumnOrName, f: (key: Column, value: Column) => Column): Column {
  return higherOrder("transform_keys", [c], lambda(f));
}

/** Each value of a map changed. */
export function transform_values(c: ColumnOrName, f: (key: Column, value: Column) => Column): Column {
  return higherOrder("transform_values", [c], lambda(f));
}

/** The entries of a map for which the condition is true. */
export function map_filter(c: ColumnOrName, f: (key: Column, value: Column) => Column): Column {
  return higherOrder("map_filter", [c], lambda(f));
}

/** Two maps joined key by key. */
export function map_zip_with(
  left: ColumnOrName,
  right: ColumnOrName,
  f: (key: Column, a: Column, b: Column) => Column,
): Column {
  return higherOrder("map_zip_with", [left, right], lambda(f));
}
