import { SparkError } from "../../errors/spark-error.js";
import type { ParsedExpression, ParsedSortItem } from "../../ports.js";
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
  literal,
  not,
  or,
  sortOrder,
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
      return literal(parsed.value, parsed.dataType);
    case "call":
      return unresolvedFunction(parsed.name, parsed.args.map(fromParsed), { distinct: parsed.distinct ?? false });
    case "operator":
      return fromOperator(parsed.op.toLowerCase(), parsed.args.map(fromParsed));
    case "cast":
      return cast(fromParsed(parsed.child), parsed.dataType);
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
      return unresolvedFunction(op, [a, b]);
    case "in":
      return inList(a, args.slice(1));
    case "between":
      return and(comparison(">=", a, b), comparison("<=", a, c));
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

/** A minus before a number is part of the number, as in Spark's parser. */
function negated(e: Expression): Expression {
  const numeric = e.kind === "Literal" && (typeof e.value === "number" || typeof e.value === "bigint");
  if (!numeric) return unaryMinus(e);
  return typeof e.value === "bigint" ? literal(-e.value, e.dataType) : literal(0 - (e.value as number), e.dataType);
}
