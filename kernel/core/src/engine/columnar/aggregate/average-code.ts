import { aggregateSpec } from "../../../plans/expressions/index.js";
import type { ColumnVector } from "../../../types/column-vector.js";
import type { DataType, DecimalType, LongValue } from "../../../types/data-type.js";
import { divideDecimals, fitDecimal } from "../../expressions/arithmetic.js";
import { NEVER } from "../code/value-code.js";
import type { AggregateCode } from "./aggregate-code.js";
import type { GroupState } from "./group-state.js";
import { numberVector } from "./slot-vectors.js";
import { addWholeCode, decimalAdder } from "./sum-code.js";

/** Slots sum and count, as the buffer has them. */
export function averageCode(input: DataType, type: DataType, ansi: boolean): AggregateCode {
  if (input.kind === "decimal") return decimalAverageCode(input, type as DecimalType, ansi);
  return {
    slots: [
      { kind: "double", initial: 0 },
      { kind: "double", initial: 0 },
    ],
    update: (value, slots, fn) => {
      fn.line(`${slots.at(0)} += ${value.mayBeBig ? `Number(${value.value})` : value.value};`);
      fn.line(`${slots.at(1)}++;`);
    },
    merge: ([sum, count], slots, fn) => {
      fn.line(`${slots.at(0)} += ${sum!.value};`);
      fn.line(`${slots.at(1)} += ${count!.value};`);
    },
    buffers: (state, first) => [numberVector(state, first), numberVector(state, first + 1)],
    result: (state, first) => quotients(state, first, (sum, count) => (sum as number) / count),
  };
}

function decimalAverageCode(input: DecimalType, type: DecimalType, ansi: boolean): AggregateCode {
  const { holds, exactly } = decimalAdder(aggregateSpec("sum").dataType(input) as DecimalType, ansi);
  const divide = (sum: unknown, count: number): unknown =>
    fitDecimal(divideDecimals(sum as LongValue, input.scale, count, 0, type.scale), type, ansi);
  return {
    slots: [
      { kind: "double", initial: 0 },
      { kind: "double", initial: 0 },
    ],
    update: (value, slots, fn) => {
      addWholeCode(value, slots, holds, exactly, fn);
      fn.line(`${slots.at(1)}++;`);
    },
    merge: ([sum, count], slots, fn) => {
      fn.line(`${slots.at(1)} += ${count!.value};`);
      if (sum!.isNull === NEVER) addWholeCode(sum!, slots, holds, exactly, fn);
      else {
        fn.line(`if (${sum!.isNull}) state.setExact(${slots.first}, ${slots.group}, null);`);
        fn.block("else", () => addWholeCode(sum!, slots, holds, exactly, fn));
      }
    },
    buffers: (state, first) => [numberVector(state, first), numberVector(state, first + 1)],
    result: (state, first) => quotients(state, first, divide),
  };
}

/** Null where nothing was counted, or the sum has overflowed. */
function quotients(state: GroupState, first: number, divide: (sum: unknown, count: number) => unknown): ColumnVector {
  const counts = state.columns[first + 1] as Float64Array;
  const values = new Float64Array(state.count);
  let exact: unknown[] | undefined;
  let nulls: Uint8Array | undefined;
  for (let group = 0; group < state.count; group++) {
    const sum = state.exactValue(first, group);
    const value = counts[group] === 0 || sum === null ? null : divide(sum, counts[group]!);
    if (typeof value === "bigint")
      exact ??= Array.from(values.subarray(0, group), (v, i) => (nulls?.[i] === 1 ? null : v));
    if (exact !== undefined) exact[group] = value;
    else if (value === null) {
      nulls ??= new Uint8Array(state.count);
      nulls[group] = 1;
    } else values[group] = value as number;
  }
  return exact === undefined ? { kind: "double", values, nulls } : { kind: "any", values: exact };
}
