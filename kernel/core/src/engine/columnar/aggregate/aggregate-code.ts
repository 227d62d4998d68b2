import type { AggregateExpression } from "../../../plans/expressions/index.js";
import { dataTypeOf } from "../../../plans/expressions/index.js";
import type { ColumnVector } from "../../../types/column-vector.js";
import { type DataType, NullType } from "../../../types/data-type.js";
import type { FunctionCode } from "../code/function-code.js";
import type { ValueCode } from "../code/value-code.js";
import { averageCode } from "./average-code.js";
import { countCode } from "./count-code.js";
import { extremeCode } from "./extreme-code.js";
import { firstLastCode } from "./first-last-code.js";
import type { GroupState, SlotLayout } from "./group-state.js";
import { momentsCode } from "./moments-code.js";
import { sumCode } from "./sum-code.js";

/** Where an aggregate's code writes: its own slots of a group. */
export interface GroupSlots {
  readonly group: string;
  /** Index of the aggregate's first slot in the state. */
  readonly first: number;
  /** `slot3[group]` */
  at(slot: number): string;
}

/** An aggregate function as generated code over slots, and what becomes of the slots. Buffers are the columns of `aggregateSpec(…).buffer`. */
export interface AggregateCode {
  readonly slots: readonly SlotLayout[];
  /** Writes what a value that is not null does to the slots. */
  update(value: ValueCode, slots: GroupSlots, fn: FunctionCode): void;
  /** Whether update is to be called for nulls too. */
  readonly seesNulls?: boolean;
  /** Writes what another buffer does to the slots. */
  merge(buffer: readonly ValueCode[], slots: GroupSlots, fn: FunctionCode): void;
  buffers(state: GroupState, first: number): readonly ColumnVector[];
  result(state: GroupState, first: number): ColumnVector;
}

/** The code of an aggregate function; undefined for those that are only computed row by row. */
export function aggregateCode(e: AggregateExpression, ansi: boolean): AggregateCode | undefined {
  const input: DataType = e.args[0] === undefined ? NullType : dataTypeOf(e.args[0]);
  switch (e.name) {
    case "count":
      return countCode();
    case "sum":
      return sumCode(input, dataTypeOf(e), ansi);
    case "avg":
      return averageCode(input, dataTypeOf(e), ansi);
    case "min":
    case "max":
      return extremeCode(input, e.name === "max");
    case "first":
    case "last":
      return firstLastCode(input, e.name === "last", e.ignoreNulls);
    case "stddev":
    case "stddev_samp":
    case "stddev_pop":
    case "variance":
    case "var_samp":
    case "var_pop":
      return momentsCode(e.name);
    default:
      return undefined;
  }
}
