import {
  type AggregateExpression,
  aggregateSpec,
  dataTypeOf,
  type Expression,
  relativeErrorOf,
} from "../../../plans/expressions/index.js";
import { castFunction } from "../../../types/cast.js";
import { type DataType, type DecimalType, DoubleType, NullType } from "../../../types/data-type.js";
import { compile, compilePredicate } from "../compile.js";
import type { Evaluator, EvaluatorOptions } from "../evaluator.js";
import { average, decimalAverage } from "./average.js";
import { bits, PRODUCT } from "./bits-and-product.js";
import { centralMoment } from "./central-moments.js";
import { COLLECT_LIST, collectSet } from "./collect.js";
import { COUNT, extreme } from "./count-and-extremes.js";
import { mode, percentile } from "./counted-values.js";
import { extremeBy } from "./extreme-by.js";
import { firstValue, lastValue } from "./first-last.js";
import { higherMoment } from "./higher-moments.js";
import { hyperLogLog } from "./hyper-log-log.js";
import { listAgg } from "./list-agg.js";
import { percentileApprox } from "./percentile-approx.js";
import { pivotFirst } from "./pivot-first.js";
import type { AggregateEvaluator, SlotFunction } from "./slot-function.js";
import { decimalSum, sum, trySum } from "./sum.js";
import { twoColumnMoment } from "./two-column-moments.js";

export type { AggregateEvaluator } from "./slot-function.js";

/**
 * Compiles an aggregate whose arguments are bound to the input row (in final mode only types matter: give them bound or as
 * they are). DISTINCT is the planner's business: it removes duplicates in an operator below.
 * @throws SparkError (from update and merge, under ANSI) ARITHMETIC_OVERFLOW
 */
export function compileAggregate(e: AggregateExpression, options: EvaluatorOptions = {}): AggregateEvaluator {
  const ansi = options.ansi ?? true;
  const inputType = e.args[0] === undefined ? NullType : dataTypeOf(e.args[0]);
  const buffer = aggregateSpec(e.name).buffer(inputType, e.args.map(dataTypeOf), e.args);
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

/** Computes arguments and filter for a row, then updates the slots. */
function rowUpdate(e: AggregateExpression, f: SlotFunction, options: EvaluatorOptions): AggregateEvaluator["update"] {
  const args = e.args.map((arg) => compile(arg, options));
  const value = inputOf(e, args);
  if (e.filter === undefined) return (slots, at, row) => f.update(slots, at, value(row));
  const keep = compilePredicate(e.filter, options);
  return (slots, at, row) => {
    if (keep(row)) f.update(slots, at, value(row));
  };
}

/** What a function's `update` gets: the only argument's value, or all values. */
function inputOf(e: AggregateExpression, args: readonly Evaluator[]): Evaluator {
  const first = args[0] ?? (() => null);
  if (aggregateSpec(e.name).args === undefined || (e.name === "count" && args.length <= 1)) return first;
  // count(a, b) counts the rows where no argument is null.
  if (e.name === "count") return (row) => (args.some((arg) => arg(row) === null) ? null : true);
  return (row) => args.map((arg) => arg(row));
}

function slotFunctionOf(e: AggregateExpression, type: DataType, ansi: boolean): SlotFunction {
  switch (e.name) {
    case "count":
      return COUNT;
    case "sum":
      return type.kind === "decimal" ? decimalSum(dataTypeOf(e) as DecimalType, ansi) : sum(dataTypeOf(e), ansi);
    case "try_sum":
      return trySum(dataTypeOf(e));
    case "avg":
    case "try_avg":
      return type.kind === "decimal"
        ? decimalAverage(type, dataTypeOf(e) as DecimalType, ansi && e.name === "avg")
        : average(type);
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
    case "skewness":
    case "kurtosis":
      return higherMoment(e.name);
    case "corr":
    case "covar_samp":
    case "covar_pop":
      return twoColumnMoment(e.name);
    case "bit_and":
    case "bit_or":
    case "bit_xor":
      return bits(e.name, type);
    case "product":
      return PRODUCT;
    case "max_by":
      return extremeBy(dataTypeOf(e.args[1]!), 1);
    case "min_by":
      return extremeBy(dataTypeOf(e.args[1]!), -1);
    case "mode":
      return mode(type);
    case "percentile":
      return percentile(type, partsOf(e.args[1]!), isArray(e.args[1]!));
    case "percentile_approx":
      return percentileApprox(type, partsOf(e.args[1]!), isArray(e.args[1]!), Number(constantOf(e.args[2]!)));
    case "listagg":
      return listAgg(constantOf(e.args[1]!) as string | null);
    case "approx_count_distinct":
      return hyperLogLog(type, relativeErrorOf(e));
    case "pivotfirst":
      return pivotFirst(dataTypeOf(e.args[1]!), e.args.slice(2).map(constantOf));
    default:
      return centralMoment(e.name);
  }
}

/** The value of an argument that is known while planning. */
function constantOf(e: Expression): unknown {
  return compile(e)([]);
}

const isArray = (e: Expression): boolean => dataTypeOf(e).kind === "array";

/** The percentages of a percentile, one or several, as numbers. */
function partsOf(e: Expression): readonly number[] {
  const type = dataTypeOf(e);
  const element = type.kind === "array" ? type.elementType : type;
  const toDouble = castFunction(element, DoubleType) as (value: unknown) => number;
  const value = constantOf(e);
  return (type.kind === "array" ? (value as unknown[]) : [value]).map(toDouble);
}
