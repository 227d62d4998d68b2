import type { DataType } from "../../types/data-type.js";
import type { ExprId } from "./expr-id.js";
import type { WindowExpression, WindowFunction } from "./window-expression.js";

/**
 * Catalyst's expressions as immutable plain trees, tagged by `kind` (the name of Spark's class, or of the family where one
 * shape serves many classes). Build them with `builders.ts`, walk them with `tree.ts`, never change one in place.
 *
 * Comparison `!=` is `Not(=)`, as in Spark. Ordinary functions (lower, coalesce, like, year, …) are all
 * {@link ScalarFunction}; `functions.ts` says what each takes and returns.
 */
export type Expression =
  | UnresolvedAttribute
  | UnresolvedStar
  | UnresolvedFunction
  | UnresolvedSqlText
  | AttributeReference
  | BoundReference
  | Literal
  | Alias
  | Cast
  | BinaryArithmetic
  | UnaryMinus
  | BinaryComparison
  | And
  | Or
  | Not
  | IsNull
  | IsNotNull
  | In
  | CaseWhen
  | ScalarFunction
  | ScalaUDF
  | LambdaFunction
  | LambdaVariable
  | GetStructField
  | UnresolvedExtractValue
  | Generator
  | SortOrder
  | AggregateExpression
  | WindowFunction
  | WindowExpression;

/**
 * The call that the user wrote, in column names, of an expression that stands for it: `nvl(a, b)` of `coalesce(a, b)` (Spark's
 * RuntimeReplaceable).
 */
export type WrittenAs = string;

/** The session's zone when the expression was analyzed (`TimeZoneAwareExpression.timeZoneId`); UTC when undefined. */
export type TimeZoneId = string;

export type ExpressionKind = Expression["kind"];

/** A node with a name and an identity: what a plan's output is made of. */
export type NamedExpression = AttributeReference | Alias;

/** A column name as written: `["country"]`, `["o", "country"]`. */
export interface UnresolvedAttribute {
  readonly kind: "UnresolvedAttribute";
  readonly parts: readonly string[];
}

/** `*`, or `o.*` with qualifier `["o"]`. */
export interface UnresolvedStar {
  readonly kind: "UnresolvedStar";
  readonly qualifier: readonly string[];
}

/** A call by name, as `expr("lower(a)")` or the DSL's functions make it; `resolveFunction` turns it into its real node. */
export interface UnresolvedFunction {
  readonly kind: "UnresolvedFunction";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** `FILTER (WHERE …)`. */
  readonly filter?: Expression | undefined;
}

/** SQL text that the analyzer parses through the host's SqlParserPort: `expr("a + 1")`, `cast("decimal(10,2)")` stays a type. */
export interface UnresolvedSqlText {
  readonly kind: "UnresolvedSqlText";
  readonly text: string;
}

export interface AttributeReference {
  readonly kind: "AttributeReference";
  readonly name: string;
  readonly dataType: DataType;
  readonly nullable: boolean;
  readonly exprId: ExprId;
  /** Relation name or alias parts that may precede the name; empty when there is none. */
  readonly qualifier: readonly string[];
}

/** A column of the input row by its position; what `compile` understands. */
export interface BoundReference {
  readonly kind: "BoundReference";
  readonly ordinal: number;
  readonly dataType: DataType;
  readonly nullable: boolean;
}

/** A constant, held as `types/data-type.ts` says. */
export interface Literal {
  readonly kind: "Literal";
  readonly value: unknown;
  readonly dataType: DataType;
  /** In which timestamps are shown. */
  readonly timeZone?: TimeZoneId;
  /** Until it is analyzed: a timestamp that SQL text has without a zone. Its value is what the session's clocks show, as if they showed UTC. */
  readonly isLocal?: true;
}

export interface Alias {
  readonly kind: "Alias";
  readonly child: Expression;
  readonly name: string;
  /** All names, of a generator that makes several columns. */
  readonly names?: readonly string[];
  /** {@link NO_EXPR_ID} until the analyzer assigns one. */
  readonly exprId: ExprId;
}

export interface Cast {
  readonly kind: "Cast";
  readonly child: Expression;
  /** A type, or its SQL name (`"decimal(10,2)"`) until the analyzer has parsed it. */
  readonly dataType: DataType | string;
  /** False for a cast that type coercion put in: such a cast does not show in column names. */
  readonly userSpecified: boolean;
  /** `try_cast`: null where a cast fails. */
  readonly isTry?: boolean;
  readonly writtenAs?: WrittenAs;
  readonly timeZone?: TimeZoneId;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

export interface BinaryArithmetic {
  readonly kind: "BinaryArithmetic";
  readonly op: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryMinus {
  readonly kind: "UnaryMinus";
  readonly child: Expression;
  readonly writtenAs?: WrittenAs;
}

export type ComparisonOperator = "=" | "<=>" | "<" | "<=" | ">" | ">=";

export interface BinaryComparison {
  readonly kind: "BinaryComparison";
  readonly op: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly writtenAs?: WrittenAs;
}

export interface And {
  readonly kind: "And";
  readonly left: Expression;
  readonly right: Expression;
  /** SQL's `a BETWEEN b AND c`, which column names show as one. */
  readonly isBetween?: true;
}

export interface Or {
  readonly kind: "Or";
  readonly left: Expression;
  readonly right: Expression;
}

export interface Not {
  readonly kind: "Not";
  readonly child: Expression;
}

export interface IsNull {
  readonly kind: "IsNull";
  readonly child: Expression;
}

export interface IsNotNull {
  readonly kind: "IsNotNull";
  readonly child: Expression;
}

export interface In {
  readonly kind: "In";
  readonly value: Expression;
  readonly list: readonly Expression[];
  /** The optimizer has made a set of a long list of constants (Spark's InSet). */
  readonly asSet?: true;
}

/** `CASE WHEN conditions[i] THEN values[i] … ELSE otherwise END`. */
export interface CaseWhen {
  readonly kind: "CaseWhen";
  readonly conditions: readonly Expression[];
  readonly values: readonly Expression[];
  readonly otherwise: Expression | undefined;
  readonly writtenAs?: WrittenAs;
}

/** A call of a function of the table in `functions.ts`; `name` is its key there. */
export interface ScalarFunction {
  readonly kind: "ScalarFunction";
  readonly name: string;
  readonly args: readonly Expression[];
  /** The other name that the user called it by, where Spark shows that one (`pow`, `char_length`). */
  readonly alias?: string;
  readonly writtenAs?: WrittenAs;
  readonly timeZone?: TimeZoneId;
}

/** A function of the user's program, `udf(…)`. */
export interface ScalaUDF {
  readonly kind: "ScalaUDF";
  /** Shown in plans; `UDF` when undefined. */
  readonly name: string | undefined;
  /** From values as `collect()` gives them to one as `createDataFrame` takes it. */
  readonly f: (...args: unknown[]) => unknown;
  /** The same number for the same function: two functions without a name are not one. */
  readonly id: number;
  readonly args: readonly Expression[];
  readonly dataType: DataType | string;
  readonly deterministic: boolean;
  /** Of the timestamps that it gets and gives as text. */
  readonly timeZone?: TimeZoneId;
}

/** `x -> x + 1`, an argument of `transform`, `filter`, `aggregate` and their kin. */
export interface LambdaFunction {
  readonly kind: "LambdaFunction";
  readonly body: Expression;
  readonly params: readonly LambdaVariable[];
}

/** A parameter of a {@link LambdaFunction}; its type is the analyzer's to find. */
export interface LambdaVariable {
  readonly kind: "LambdaVariable";
  readonly name: string;
  readonly dataType: DataType;
  readonly nullable: boolean;
  readonly exprId: ExprId;
}

/** Field `ordinal` of a struct. */
export interface GetStructField {
  readonly kind: "GetStructField";
  readonly child: Expression;
  readonly ordinal: number;
  readonly name: string;
}

/** `col("a").getField("b")`, `col("a").getItem(0)`: becomes GetStructField, or the functions `getarrayitem`, `getmapvalue`. */
export interface UnresolvedExtractValue {
  readonly kind: "UnresolvedExtractValue";
  readonly child: Expression;
  readonly extraction: Expression;
}

/** A function of many rows (and columns) for one, evaluated by the plan's Generate operator. */
export interface Generator {
  readonly kind: "Generator";
  readonly name: GeneratorName;
  /** One row with nulls where there is no element. */
  readonly outer: boolean;
  readonly args: readonly Expression[];
}

export type GeneratorName = "explode" | "posexplode" | "inline" | "stack" | "json_tuple" | "replicaterows";

export interface SortOrder {
  readonly kind: "SortOrder";
  readonly child: Expression;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

export type AggregateFunctionName =
  | "count"
  | "sum"
  | "avg"
  | "min"
  | "max"
  | "first"
  | "last"
  | "collect_list"
  | "collect_set"
  | CentralMomentName
  | HigherMomentName
  | TwoColumnMomentName
  | PercentileName
  | "try_sum"
  | "try_avg"
  | "product"
  | "bit_and"
  | "bit_or"
  | "bit_xor"
  | "max_by"
  | "min_by"
  | "mode"
  | "listagg"
  | "approx_count_distinct"
  | "pivotfirst";

/** Spreads of numbers. */
export type CentralMomentName = "stddev" | "stddev_samp" | "stddev_pop" | "variance" | "var_samp" | "var_pop";

/** The shape of a distribution. */
export type HigherMomentName = "skewness" | "kurtosis";

/** How two columns of numbers go together. */
export type TwoColumnMomentName = "corr" | "covar_samp" | "covar_pop";

/** Values at a place of the sorted ones. */
export type PercentileName = "percentile" | "percentile_approx";

/**
 * What an aggregate does in its operator (G5): `partial` updates buffers from rows, `partialMerge` merges buffers into
 * buffers, `final` merges buffers and gives the result, `complete` goes from rows to the result.
 */
export type AggregateMode = "partial" | "partialMerge" | "final" | "complete";

export interface AggregateExpression {
  readonly kind: "AggregateExpression";
  readonly name: AggregateFunctionName;
  /** The other name that the user called it by, where Spark shows that one (`mean`, `std`, `any`). */
  readonly alias?: string;
  readonly writtenAs?: WrittenAs;
  /** `count(*)` holds the literal 1. */
  readonly args: readonly Expression[];
  readonly mode: AggregateMode;
  readonly distinct: boolean;
  /** first/last skip nulls. */
  readonly ignoreNulls: boolean;
  /** `FILTER (WHERE …)`. */
  readonly filter: Expression | undefined;
  /** Identity of the result attribute; {@link NO_EXPR_ID} until the analyzer assigns one. */
  readonly resultId: ExprId;
}
