import { SparkError } from "../../../errors/spark-error.js";
import type { Evaluator } from "../evaluator.js";
import { cellOf } from "../evaluator.js";
import { comparator } from "../ordering.js";
import type { FunctionCall, SpecialImplementations } from "./function-table.js";
import { mapOf } from "./struct-functions.js";

type Row = Parameters<Evaluator>[0];
/** A lambda as a function of its parameters, inside a row. */
type Lambda = (row: Row, ...values: unknown[]) => unknown;

/** The lambda that is argument `at`: its evaluator computes the body, its parameters are cells. */
function lambdaOf({ call, context }: FunctionCall, args: readonly Evaluator[], at: number): Lambda {
  const e = call.args[at];
  const body = args[at]!;
  const cells = e?.kind === "LambdaFunction" ? e.params.map((p) => cellOf(context, p.exprId)) : [];
  return (row, ...values) => {
    for (const [i, cell] of cells.entries()) cell.value = values[i] ?? null;
    return body(row);
  };
}

type Values = readonly unknown[];
type Entries = ReadonlyMap<unknown, unknown>;

/** A function of an array and a lambda; null of null. */
const ofArray =
  (f: (values: Values, lambda: (...values: unknown[]) => unknown) => unknown) =>
  (args: readonly Evaluator[], call: FunctionCall): Evaluator => {
    const lambda = lambdaOf(call, args, 1);
    return (row) => {
      const values = args[0]!(row) as Values | null;
      return values === null ? null : f(values, (...given) => lambda(row, ...given));
    };
  };
const ofMap =
  (f: (map: Entries, lambda: (key: unknown, value: unknown) => unknown) => unknown) =>
  (args: readonly Evaluator[], call: FunctionCall): Evaluator => {
    const lambda = lambdaOf(call, args, 1);
    return (row) => {
      const map = args[0]!(row) as Entries | null;
      return map === null ? null : f(map, (key, value) => lambda(row, key, value));
    };
  };

/** Null when no element decides and one gave null. */
function anyOf(values: Values, test: (value: unknown) => unknown, wanted: boolean): boolean | null {
  let sawNull = false;
  for (const value of values) {
    const result = test(value);
    if (result === wanted) return wanted;
    if (result === null) sawNull = true;
  }
  return sawNull ? null : !wanted;
}

export const LAMBDA_SPECIALS: SpecialImplementations = {
  transform: ofArray((values, f) => values.map((value, i) => f(value, i))),
  filter: ofArray((values, keep) => values.filter((value, i) => keep(value, i) === true)),
  exists: ofArray((values, test) => anyOf(values, test, true)),
  forall: ofArray((values, test) => anyOf(values, test, false)),
  array_sort: (args, call) => {
    const compare = comparator(elementOf(call)) as (a: unknown, b: unknown) => number;
    const lambda = args.length > 1 ? lambdaOf(call, args, 1) : undefined;
    // Nulls come last.
    const natural = (a: unknown, b: unknown): number => (a === null || b === null ? nullsLast(a, b) : compare(a, b));
    return (row) => {
      const values = args[0]!(row) as Values | null;
      if (values === null) return null;
      return [...values].sort(lambda === undefined ? natural : (a, b) => compared(lambda(row, a, b)));
    };
  },
  aggregate: (args, call) => {
    const [array, zero] = args;
    const merge = lambdaOf(call, args, 2);
    const finish = args.length > 3 ? lambdaOf(call, args, 3) : undefined;
    return (row) => {
      const values = array!(row) as Values | null;
      if (values === null) return null;
      const result = values.reduce((sum, value) => merge(row, sum, value), zero!(row));
      return finish === undefined ? result : finish(row, result);
    };
  },
  zip_with: (args, call) => {
    const lambda = lambdaOf(call, args, 2);
    return (row) => {
      const [a, b] = [args[0]!(row) as Values | null, args[1]!(row) as Values | null];
      if (a === null || b === null) return null;
      return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => lambda(row, a[i] ?? null, b[i] ?? null));
    };
  },
  map_filter: ofMap((map, keep) => new Map([...map].filter(([k, v]) => keep(k, v) === true))),
  transform_keys: ofMap((map, f) => mapOf([...map].map(([k, v]) => [f(k, v), v] as const))),
  transform_values: ofMap((map, f) => new Map([...map].map(([k, v]) => [k, f(k, v)] as const))),
  map_zip_with: (args, call) => {
    const lambda = lambdaOf(call, args, 2);
    return (row) => {
      const [a, b] = [args[0]!(row) as Entries | null, args[1]!(row) as Entries | null];
      if (a === null || b === null) return null;
      const keys = new Set([...a.keys(), ...b.keys()]);
      return new Map([...keys].map((key) => [key, lambda(row, key, a.get(key) ?? null, b.get(key) ?? null)] as const));
    };
  },
};

function elementOf({ argTypes }: FunctionCall): FunctionCall["argTypes"][number] {
  const type = argTypes[0]!;
  return type.kind === "array" ? type.elementType : type;
}

const nullsLast = (a: unknown, b: unknown): number => Number(a === null) - Number(b === null);

/** @throws SparkError COMPARATOR_RETURNS_NULL */
function compared(result: unknown): number {
  if (result !== null) return Number(result);
  throw new SparkError({
    condition: "COMPARATOR_RETURNS_NULL",
    message:
      'The comparator has returned a NULL for a comparison. It should return a positive integer for "greater than", 0 for "equal" and a negative integer for "less than".',
    nextStep: "Let the lambda give a number for nulls as well.",
  });
}
