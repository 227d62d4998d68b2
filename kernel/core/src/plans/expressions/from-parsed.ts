import { SparkError } from "../../errors/spark-error.js";
import type { ParsedExpression, ParsedSortItem } from "../../ports.js";
import { arrayType, LongType } from "../../types/data-type.js";
import {
  alias,
  and,
  arithmetic,
  caseWhen,
  cast,
  comparison,
  equalTo,
  inList,
  isNotNull,
  isNull,
  lambdaVariable,
  literal,
  longLiteral,
  not,
  or,
  sortOrder,
  stringLiteral,
  unaryMinus,
  unresolvedAttribute,
  unresolvedFunction,
  unresolvedStar,
} from "./builders.js";
import type { ArithmeticOperator, ComparisonOperator, Expression } from "./expression.js";

/** Turns the host parser's neutral tree into (unresolved) expressions. */
export function fromParsed(parsed: ParsedExpression): Expression {
  switch (parsed.node) {
    case "column":
      return unresolvedAttribute(...parsed.parts);
    case "star":
      return unresolvedStar(parsed.qualifier);
    case "literal":
      return { ...literal(parsed.value, parsed.dataType), ...(parsed.isLocal === true && { isLocal: true }) };
    case "call":
      return fromCall(parsed);
    case "lambda": {
      const params = parsed.params.map((name) => lambdaVariable(name));
      return { kind: "LambdaFunction", body: fromParsed(parsed.body), params };
    }
    case "interval":
      throw unsupportedInterval(parsed.text);
    case "operator":
      return intervalArithmetic(parsed) ?? fromOperator(parsed.op.toLowerCase(), parsed.args.map(fromParsed));
    case "cast": {
      const made = cast(fromParsed(parsed.child), parsed.dataType);
      return parsed.isTry === true ? { ...made, isTry: true } : made;
    }
    case "case": {
      const branches = parsed.branches.map(([when, then]) => [fromParsed(when), fromParsed(then)] as const);
      return caseWhen(branches, parsed.otherwise && fromParsed(parsed.otherwise));
    }
    case "alias":
      return alias(fromParsed(parsed.child), parsed.name);
    case "window":
      return {
        kind: "WindowExpression",
        windowFunction: fromParsed(parsed.function),
        partitionSpec: parsed.partitionBy.map(fromParsed),
        orderSpec: parsed.orderBy.map(sortFromParsed),
        frame: parsed.frame,
      };
  }
}

export function sortFromParsed({ expression, ascending, nullsFirst }: ParsedSortItem): Expression {
  return sortOrder(fromParsed(expression), ascending, nullsFirst);
}

function fromOperator(op: string, args: readonly Expression[]): Expression {
  const [a, b, c] = args as readonly [Expression, Expression, Expression];
  switch (op) {
    case "-":
      return args.length === 1 ? negated(a) : arithmetic(op, a, b);
    case "+":
      return args.length === 1 ? a : arithmetic(op, a, b);
    case "*":
    case "/":
    case "%":
      return arithmetic(op satisfies ArithmeticOperator, a, b);
    case "||":
      return unresolvedFunction("concat", args);
    case "==":
      return equalTo(a, b);
    case "=":
    case "<=>":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(op satisfies ComparisonOperator, a, b);
    case "!=":
    case "<>":
      return not(equalTo(a, b));
    case "and":
      return and(a, b);
    case "or":
      return or(a, b);
    case "not":
    case "!":
      return not(a);
    case "like":
    case "rlike":
    case "&":
    case "|":
    case "^":
    case "~":
      return unresolvedFunction(op, args);
    case "in":
      return inList(a, args.slice(1));
    case "between":
      return between(a, b, c);
    case "isnull":
      return isNull(a);
    case "isnotnull":
      return isNotNull(a);
    default:
      throw new SparkError({
        condition: "UNSUPPORTED_FEATURE",
        message: `The operator ${op} is not supported.`,
        nextStep: "Write the expression without it.",
      });
  }
}

function fromCall(parsed: Extract<ParsedExpression, { node: "call" }>): Expression {
  const { name, distinct = false, filter } = parsed;
  const args = parsed.args.map((arg) =>
    arg.node === "interval" && name === "sequence" ? intervalStep(arg) : fromParsed(arg),
  );
  return unresolvedFunction(name, args, { distinct, ...(filter === undefined ? {} : { filter: fromParsed(filter) }) });
}

/** `a BETWEEN b AND c` as SQL has it: two comparisons that column names show as one. */
function between(a: Expression, b: Expression, c: Expression): Expression {
  return { kind: "And", left: comparison(">=", a, b), right: comparison("<=", a, c), isBetween: true };
}

type ParsedInterval = Extract<ParsedExpression, { node: "interval" }>;

/** The step of a sequence of dates: months, days and microseconds. */
function intervalStep({ months, days, micros }: ParsedInterval): Expression {
  return literal([months, days, micros], arrayType(LongType, false));
}

/** `d + INTERVAL 1 MONTH`, `INTERVAL 1 MONTH + d`, `d - INTERVAL 1 MONTH`. */
function intervalArithmetic({ op, args }: Extract<ParsedExpression, { node: "operator" }>): Expression | undefined {
  const [left, right] = args;
  if ((op !== "+" && op !== "-") || left === undefined || right === undefined) return undefined;
  if (right.node === "interval") return addInterval(fromParsed(left), right, op);
  return left.node === "interval" && op === "+" ? addInterval(fromParsed(right), left, op) : undefined;
}

function addInterval(source: Expression, { months, days, micros, text }: ParsedInterval, op: "+" | "-"): Expression {
  const sign = op === "+" ? 1 : -1;
  const parts = [months, days, micros].map((n) => longLiteral(sign * n + 0));
  // Hours make a point in time of a day.
  const name = micros === 0 ? "add_interval" : "add_time";
  return unresolvedFunction(name, [source, ...parts, stringLiteral(`${op} ${text}`)]);
}

function unsupportedInterval(text: string): SparkError {
  return new SparkError({
    condition: "UNSUPPORTED_FEATURE",
    message: `The feature is not supported: an interval on its own (${text}).`,
    nextStep: "Add it to a date or timestamp: order_date + INTERVAL 1 MONTH.",
  });
}

/** A minus before a number is part of the number, as in Spark's parser. */
function negated(e: Expression): Expression {
  const numeric = e.kind === "Literal" && (typeof e.value === "number" || typeof e.value === "bigint");
  if (!numeric) return unaryMinus(e);
  return typeof e.value === "bigint" ? literal(-e.value, e.dataType) : literal(0 - (e.value as number), e.dataType);
}
