import { type AggregateExpression, aggregateSpec, dataTypeOf } from "../../../plans/expressions/index.js";
import { type DataType, type DecimalType, type InternalRow, NullType } from "../../../types/data-type.js";
import { compile, compilePredicate } from "../compile.js";
import type { EvaluatorOptions } from "../evaluator.js";
import { average, decimalAverage } from "./average.js";
import { centralMoment } from "./central-moments.js";
import { COLLECT_LIST, collectSet } from "./collect.js";
import { COUNT, extreme } from "./count-and-extremes.js";
import { firstValue, lastValue } from "./first-last.js";
import type { AggregateEvaluator, SlotFunction } from "./slot-function.js";
import { decimalSum, sum } from "./sum.js";

export type { AggregateEvaluator } from "./slot-function.js";

/**
 * Compiles an aggregate whose arguments are bound to the input row (in final mode only types matter: give them bound or as
 * they are). DISTINCT is the planner's business: it removes duplicates in an operator below.
 * @throws SparkError (from update and merge, under ANSI) ARITHMETIC_OVERFLOW
 */
export function compileAggregate(e: AggregateExpression, options: EvaluatorOptions = {}): AggregateEvaluator {
  const ansi = options.ansi ?? true;
  const inputType = e.args[0] === undefined ? NullType : dataTypeOf(e.args[0]);
  const buffer = aggregateSpec(e.name).buffer(inputType);
  const slotFunction = slotFunctionOf(e, inputType, ansi);
  const update = e.mode === "partial" || e.mode === "complete" ? rowUpdate(e, slotFunction, options) : notFromRows;
  return {
    buffer,
    init: (slots, at) => {
      slotFunction.initial().forEach((value, i) => {
        slots[at + i] = value;
      });
    },
    update,
    merge: slotFunction.merge,
    evaluate: slotFunction.evaluate,
  };
}

function notFromRows(): never {
  throw new Error("An aggregate in a merging mode takes buffers, not rows.");
}

/** Computes argument and filter for a row, then updates the slots. */
function rowUpdate(e: AggregateExpression, f: SlotFunction, options: EvaluatorOptions): AggregateEvaluator["update"] {
  const args = e.args.map((arg) => compile(arg, options));
  const first = args[0] ?? (() => null);
  // count(a, b) counts the rows where no argument is null.
  const value = args.length <= 1 ? first : (row: InternalRow) => (args.some((arg) => arg(row) === null) ? null : true);
  if (e.filter === undefined) return (slots, at, row) => f.update(slots, at, value(row));
  const keep = compilePredicate(e.filter, options);
  return (slots, at, row) => {
    if (keep(row)) f.update(slots, at, value(row));
  };
}

function slotFunctionOf(e: AggregateExpression, type: DataType, ansi: boolean): SlotFunction {
  switch (e.name) {
    case "count":
      return COUNT;
    case "sum":
      return type.kind === "decimal" ? decimalSum(dataTypeOf(e) as DecimalType, ansi) : sum(dataTypeOf(e), ansi);
    case "avg":
      return type.kind === "decimal" ? decimalAverage(type, dataTypeOf(e) as DecimalType, ansi) : average(type);
    case "min":
      return extreme(type, -1);
    case "max":
      return extreme(type, 1);
    case "first":
      return firstValue(e.ignoreNulls);
    case "last":
      return lastValue(e.ignoreNulls);
    case "collect_list":
      return COLLECT_LIST;
    case "collect_set":
      return collectSet(type);
    default:
      return centralMoment(e.name);
  }
}
