import { dataTypeOf, type Expression } from "../../plans/expressions/index.js";
import { castFunction, tryCastFunction } from "../../types/cast.js";
import { arithmeticOperation } from "./arithmetic.js";
import {
  type CompileContext,
  cellOf,
  type Evaluator,
  type EvaluatorOptions,
  nullSafe1,
  nullSafe2,
} from "./evaluator.js";
import { compileFunction } from "./functions/index.js";
import { tried } from "./functions/try-functions.js";
import { compileAnd, compileCase, compileComparison, compileIn, compileOr } from "./predicates.js";
import { compileUDF } from "./udf.js";

/**
 * Compiles a resolved, coerced expression whose attributes are bound to positions into a function of a row.
 *
 * Nulls and three-valued logic are SQL's. A function that depends on the row's place (monotonically_increasing_id) keeps
 * a counter: compile it anew for each partition.
 *
 * @example
 * const evaluate = compile(arithmetic("+", boundReference(0, LongType, true), longLiteral(1)));
 * evaluate([41]); // 42
 * @throws SparkError from the returned function, under ANSI: DIVIDE_BY_ZERO, ARITHMETIC_OVERFLOW, CAST_INVALID_INPUT, …
 */
export function compile(e: Expression, options: EvaluatorOptions = {}): Evaluator {
  return compileNode(e, { ansi: options.ansi ?? true, partition: options.partition ?? 0, cells: new Map() });
}

/** A condition that keeps a row only when it is true, not when it is null. */
export function compilePredicate(e: Expression, options: EvaluatorOptions = {}): (row: readonly unknown[]) => boolean {
  const evaluate = compile(e, options);
  return (row) => evaluate(row) === true;
}

/** Several expressions at once: a row to a row. */
export function compileProjection(
  list: readonly Expression[],
  options: EvaluatorOptions = {},
): (row: readonly unknown[]) => unknown[] {
  const evaluators = list.map((e) => compile(e, options));
  return (row) => {
    const result = new Array<unknown>(evaluators.length);
    for (let i = 0; i < evaluators.length; i++) result[i] = evaluators[i]!(row);
    return result;
  };
}

function compileNode(e: Expression, context: CompileContext): Evaluator {
  const of = (child: Expression): Evaluator => compileNode(child, context);
  switch (e.kind) {
    case "Literal": {
      const { value } = e;
      return () => value;
    }
    case "BoundReference": {
      const { ordinal } = e;
      return (row) => row[ordinal];
    }
    case "Alias":
    case "SortOrder":
      return of(e.child);
    case "Cast": {
      const [from, to] = [dataTypeOf(e.child), dataTypeOf(e)];
      if (e.isTry === true) return tried(nullSafe1(of(e.child), tryCastFunction(from, to, e.timeZone)));
      return nullSafe1(of(e.child), castFunction(from, to, context.ansi, e.timeZone));
    }
    case "LambdaFunction":
      return of(e.body);
    case "LambdaVariable": {
      const cell = cellOf(context, e.exprId);
      return () => cell.value;
    }
    case "ScalaUDF":
      return compileUDF(e, e.args.map(of));
    case "BinaryArithmetic": {
      const operation = arithmeticOperation(e.op, dataTypeOf(e.left), dataTypeOf(e.right), context.ansi);
      return nullSafe2(of(e.left), of(e.right), operation);
    }
    case "UnaryMinus": {
      const type = dataTypeOf(e.child);
      // Decimals keep their type: negation never needs another digit.
      if (type.kind === "decimal") return nullSafe1(of(e.child), (value: number | bigint) => negated(value));
      if (type.kind === "double" || type.kind === "float") return nullSafe1(of(e.child), (value: number) => -value);
      const subtract = arithmeticOperation("-", type, type, context.ansi) as (a: unknown, b: unknown) => unknown;
      return nullSafe1(of(e.child), (value) => subtract(0, value));
    }
    case "BinaryComparison":
      return compileComparison(e, of(e.left), of(e.right));
    case "And":
      return compileAnd(of(e.left), of(e.right));
    case "Or":
      return compileOr(of(e.left), of(e.right));
    case "Not":
      return nullSafe1(of(e.child), (value: boolean) => !value);
    case "IsNull": {
      const child = of(e.child);
      return (row) => child(row) === null;
    }
    case "IsNotNull": {
      const child = of(e.child);
      return (row) => child(row) !== null;
    }
    case "In":
      return compileIn(e, of(e.value), e.list.map(of));
    case "CaseWhen":
      return compileCase(e, of);
    case "ScalarFunction":
      return compileFunction(e, e.args.map(of), context);
    case "GetStructField": {
      const { ordinal } = e;
      return nullSafe1(of(e.child), (struct: unknown[]) => struct[ordinal]);
    }
    default:
      throw new Error(`${e.kind} cannot be evaluated row by row: the plan is not finished.`);
  }
}

function negated(value: number | bigint): number | bigint {
  return typeof value === "bigint" ? -value : 0 - value;
}
