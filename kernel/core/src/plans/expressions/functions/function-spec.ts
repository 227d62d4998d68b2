import { type DataType, DoubleType, StringType } from "../../../types/data-type.js";
import { UTC } from "../../../types/time-zone.js";
import { findWiderCommonType } from "../../../types/type-coercion.js";
import type { Expression, ScalarFunction } from "../expression.js";
import { type AbstractType, NUMERIC } from "./abstract-types.js";

/** What an argument is cast to or must be; undefined takes it as it is. */
export type InputType = DataType | AbstractType | undefined;

/** The wanted types of a call's arguments, from the types that they have. */
export type InputRule = (types: readonly DataType[], ansi: boolean) => readonly InputType[];

/** The type of the result, from the (coerced) arguments. */
export type ResultRule = (types: readonly DataType[], args: readonly Expression[]) => DataType;

/** All that planning knows of a function. How it computes is in `engine/expressions/functions`, under the same name. */
export interface FunctionSpec {
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly inputs: InputRule;
  readonly dataType: ResultRule;
  /**
   * When the result can be null: `anyArg` = null as soon as one argument is (the engine then never calls the evaluator
   * with a null); `allArgs` = null only if all are; else always or never, and the evaluator sees the nulls.
   */
  readonly nullable: "anyArg" | "allArgs" | boolean | NullableRule;
  /** Arguments that stand for missing ones, counted from the end of the full list: `round(x)` is `round(x, 0)`. */
  readonly defaults?: readonly Expression[];
  /** The call in plan text, from the arguments' texts; `name(a, b)` when absent. */
  readonly planText?: (args: readonly string[], call: ScalarFunction) => string;
  /** The call in a column name; `name(a, b)` when absent. */
  readonly sql?: (args: readonly string[], call: ScalarFunction) => string;
  /** Arguments that must be known while planning, by position. */
  readonly constants?: readonly number[];
  /** @throws AnalysisException when the arguments' types do not go together */
  readonly check?: (call: ScalarFunction, types: readonly DataType[]) => void;
  /** Of a higher-order function: the types of each lambda's parameters, from those of the other arguments. */
  readonly lambdas?: (types: readonly DataType[]) => readonly (readonly LambdaParameter[])[];
  /** True where the result depends on the session's zone, which plans then show: `hour(ts, Some(UTC))`. */
  readonly zoned?: true;
  /** False for a function that gives another value each time. */
  readonly deterministic?: false;
}

/** A parameter that a higher-order function passes to its lambda. */
export interface LambdaParameter {
  readonly dataType: DataType;
  readonly nullable: boolean;
}

/** Whether the result can be null, from whether each argument can, their types and themselves. */
export type NullableRule = (
  nullable: readonly boolean[],
  types: readonly DataType[],
  args: readonly Expression[],
) => boolean;

/** Null exactly when the first argument is. */
export const asFirst: NullableRule = ([first]) => first === true;

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

/**
 * An entry of the table.
 * @param inputs the types of the arguments, one each, or a rule for them
 * @param result the type of the result, or a rule for it
 * @param extra what differs from a function that is null as soon as an argument is
 * @example
 * fn([StringType, IntegerType], StringType, { defaults: [intLiteral(1)] });
 */
export function fn(
  inputs: readonly InputType[] | InputRule,
  result: DataType | ResultRule,
  extra: Partial<FunctionSpec> = {},
): FunctionSpec {
  const list = typeof inputs === "function" ? undefined : inputs;
  const maxArgs = extra.maxArgs ?? list?.length ?? Number.POSITIVE_INFINITY;
  return {
    maxArgs,
    minArgs: list === undefined ? 0 : list.length - (extra.defaults?.length ?? 0),
    inputs: list === undefined ? (inputs as InputRule) : castTo(...list),
    dataType: typeof result === "function" ? result : returns(result),
    nullable: "anyArg",
    ...extra,
  };
}

/** Leaves all arguments as they are. */
export const asTheyAre: InputRule = (types) => types.map(() => undefined);

/** Casts argument i to the i-th type; the last one serves all that follow. */
export function castTo(...targets: readonly InputType[]): InputRule {
  return (types) => types.map((_, i) => targets[Math.min(i, targets.length - 1)]);
}

/** All arguments get one common type. */
export const commonType: InputRule = (types, ansi) => {
  const wider = findWiderCommonType(types, ansi);
  return types.map(() => wider);
};

/** Numbers stay as they are; a string or null becomes a double. */
export const numericInput: InputRule = (types) => types.map(() => NUMERIC);

export const returns = (type: DataType) => (): DataType => type;

/** The zone of a call as plans show it. @example someZone({ timeZone: "Europe/Berlin" }); // "Some(Europe/Berlin)" */
export const someZone = ({ timeZone = UTC }: Pick<ScalarFunction, "timeZone">): string => `Some(${timeZone})`;

/** The type of the first argument. */
export const firstType = (types: readonly DataType[]): DataType => types[0]!;

/** `NAME(a, b)`, for functions whose name Spark writes in another way than they are called. */
export const named =
  (name: string) =>
  (args: readonly string[]): string =>
    `${name}(${args.join(", ")})`;

/** `(a op b)`. */
export const infix =
  (op: string) =>
  (args: readonly string[]): string =>
    `(${args[0]} ${op} ${args[1]})`;

/** A null-intolerant function of strings. */
export function stringFunction(args: number, result: DataType, extra: Partial<FunctionSpec> = {}): FunctionSpec {
  const inputs = castTo(StringType);
  return { minArgs: args, maxArgs: args, inputs, dataType: returns(result), nullable: "anyArg", ...extra };
}

/** A null-intolerant function of doubles, whose name Spark prints in capitals. */
export function doubleFunction(args: number, name: string, extra: Partial<FunctionSpec> = {}): FunctionSpec {
  const text = named(name);
  const inputs = castTo(DoubleType);
  const dataType = returns(DoubleType);
  return { minArgs: args, maxArgs: args, inputs, dataType, nullable: "anyArg", planText: text, sql: text, ...extra };
}
