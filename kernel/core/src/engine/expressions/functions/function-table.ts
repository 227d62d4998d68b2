import type { ScalarFunction } from "../../../plans/expressions/index.js";
import type { DataType } from "../../../types/data-type.js";
import { type TimeZone, timeZone, UTC } from "../../../types/time-zone.js";
import type { CompileContext, Evaluator } from "../evaluator.js";

/** What an evaluator may look at besides its arguments' values. */
export interface FunctionCall {
  /** The call itself, for functions that look at constants or at a lambda. */
  readonly call: ScalarFunction;
  readonly argTypes: readonly DataType[];
  readonly resultType: DataType;
  readonly context: CompileContext;
}

/** The zone whose clocks count in a call. */
export const zoneOf = ({ timeZone: name = UTC }: ScalarFunction): TimeZone => timeZone(name);

/** A function of values that are not null; a null argument gives null without calling it. */
export type ValueFunction = (...args: never[]) => unknown;

/** How functions compute, by the names of `plans/expressions/functions`. */
export type FunctionImplementations = Readonly<Record<string, (call: FunctionCall) => ValueFunction>>;

/** The same for functions that see nulls or keep state: they get their compiled arguments. */
export type SpecialImplementations = Readonly<
  Record<string, (args: readonly Evaluator[], call: FunctionCall) => Evaluator>
>;

/** An implementation that needs to know nothing of types. */
export const plain = (f: ValueFunction) => (): ValueFunction => f;
