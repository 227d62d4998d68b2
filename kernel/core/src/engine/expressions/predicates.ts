import type { BinaryComparison, CaseWhen, In } from "../../plans/expressions/index.js";
import { dataTypeOf } from "../../plans/expressions/index.js";
import type { DataType } from "../../types/data-type.js";
import { type Evaluator, nullSafe2 } from "./evaluator.js";
import { comparator } from "./ordering.js";

type Equality = (a: unknown, b: unknown) => boolean;

/** Types whose equal values are `===` in their held form. */
export const IDENTICAL_WHEN_EQUAL: ReadonlySet<string> = new Set([
  "boolean",
  "byte",
  "short",
  "integer",
  "long",
  "decimal",
  "date",
  "timestamp",
  "string",
]);

/** SQL equality of two values that are not null. */
export function equality(type: DataType): Equality {
  if (IDENTICAL_WHEN_EQUAL.has(type.kind)) return (a, b) => a === b;
  const compare = comparator(type) as (a: unknown, b: unknown) => number;
  return (a, b) => compare(a, b) === 0;
}

export function compileComparison(e: BinaryComparison, left: Evaluator, right: Evaluator): Evaluator {
  const type = dataTypeOf(e.left);
  const equal = equality(type);
  const compare = comparator(type) as (a: unknown, b: unknown) => number;
  switch (e.op) {
    case "=":
      return nullSafe2(left, right, equal);
    case "<=>":
      return (row) => {
        const [a, b] = [left(row), right(row)];
        return a === null || b === null ? a === b : equal(a, b);
      };
    case "<":
      return nullSafe2(left, right, (a, b) => compare(a, b) < 0);
    case "<=":
      return nullSafe2(left, right, (a, b) => compare(a, b) <= 0);
    case ">":
      return nullSafe2(left, right, (a, b) => compare(a, b) > 0);
    case ">=":
      return nullSafe2(left, right, (a, b) => compare(a, b) >= 0);
  }
}

/** Three-valued AND: false wins over null. */
export function compileAnd(left: Evaluator, right: Evaluator): Evaluator {
  return (row) => {
    const a = left(row);
    if (a === false) return false;
    const b = right(row);
    return b === false ? false : a === null || b === null ? null : true;
  };
}

/** Three-valued OR: true wins over null. */
export function compileOr(left: Evaluator, right: Evaluator): Evaluator {
  return (row) => {
    const a = left(row);
    if (a === true) return true;
    const b = right(row);
    return b === true ? true : a === null || b === null ? null : false;
  };
}

/** IN: null when nothing is equal and a null took part. */
export function compileIn(e: In, value: Evaluator, list: readonly Evaluator[]): Evaluator {
  const equal = equality(dataTypeOf(e.value));
  return (row) => {
    const wanted = value(row);
    if (wanted === null) return null;
    let sawNull = false;
    for (const item of list) {
      const candidate = item(row);
      if (candidate === null) sawNull = true;
      else if (equal(wanted, candidate)) return true;
    }
    return sawNull ? null : false;
  };
}

export function compileCase(e: CaseWhen, compileChild: (child: CaseWhen["values"][number]) => Evaluator): Evaluator {
  const conditions = e.conditions.map(compileChild);
  const values = e.values.map(compileChild);
  const otherwise = e.otherwise === undefined ? () => null : compileChild(e.otherwise);
  return (row) => {
    for (let i = 0; i < conditions.length; i++) {
      if (conditions[i]!(row) === true) return values[i]!(row);
    }
    return otherwise(row);
  };
}
