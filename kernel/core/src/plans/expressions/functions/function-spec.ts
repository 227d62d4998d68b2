import { type DataType, DoubleType, StringType } from "../../../types/data-type.js";
import { findWiderCommonType, isNumeric } from "../../../types/type-coercion.js";
import type { Expression } from "../expression.js";

/** What a function's arguments are cast to; undefined leaves an argument as it is. */
export type InputRule = (types: readonly DataType[], ansi: boolean) => readonly (DataType | undefined)[];

/** All that planning knows of a function. How it computes is in `engine/expressions/functions`, under the same name. */
export interface FunctionSpec {
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly inputs: InputRule;
  readonly dataType: (types: readonly DataType[], args: readonly Expression[]) => DataType;
  /**
   * When the result can be null: `anyArg` = null as soon as one argument is (the engine then never calls the evaluator
   * with a null); `allArgs` = null only if all are; else always or never, and the evaluator sees the nulls.
   */
  readonly nullable: "anyArg" | "allArgs" | boolean;
  /** Arguments that stand for missing ones, counted from the end of the full list: `round(x)` is `round(x, 0)`. */
  readonly defaults?: readonly Expression[];
  /** The call in plan text, from the arguments' texts; `name(a, b)` when absent. */
  readonly planText?: (args: readonly string[]) => string;
  /** The call in a column name; `name(a, b)` when absent. */
  readonly sql?: (args: readonly string[]) => string;
}

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

/** Leaves all arguments as they are. */
export const asTheyAre: InputRule = (types) => types.map(() => undefined);

/** Casts argument i to the i-th type; the last one serves all that follow. */
export function castTo(...targets: readonly (DataType | undefined)[]): InputRule {
  return (types) => types.map((_, i) => targets[Math.min(i, targets.length - 1)]);
}

/** All arguments get one common type. */
export const commonType: InputRule = (types, ansi) => {
  const wider = findWiderCommonType(types, ansi);
  return types.map(() => wider);
};

/** Numbers stay as they are; a string or null becomes a double. */
export const numericInput: InputRule = (types) => types.map((t) => (isNumeric(t) ? undefined : DoubleType));

export const returns = (type: DataType) => (): DataType => type;

/** The type of the first argument. */
export const firstType = (types: readonly DataType[]): DataType => types[0]!;

const upperName =
  (name: string) =>
  (args: readonly string[]): string =>
    `${name}(${args.join(", ")})`;

/** A null-intolerant function of strings. */
export function stringFunction(args: number, result: DataType, extra: Partial<FunctionSpec> = {}): FunctionSpec {
  const inputs = castTo(StringType);
  return { minArgs: args, maxArgs: args, inputs, dataType: returns(result), nullable: "anyArg", ...extra };
}

/** A null-intolerant function of doubles, whose name Spark prints in capitals. */
export function doubleFunction(args: number, name: string): FunctionSpec {
  const text = upperName(name);
  const inputs = castTo(DoubleType);
  const dataType = returns(DoubleType);
  return { minArgs: args, maxArgs: args, inputs, dataType, nullable: "anyArg", planText: text, sql: text };
}

export { upperName };
