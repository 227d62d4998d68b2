import type { DataType, DecimalType, LongValue } from "../../../types/data-type.js";
import { addLong } from "../../../types/long-value.js";
import { checkedSum } from "../../expressions/aggregates/sum.js";
import { isSafe, SAFE } from "../code/arithmetic-code.js";
import type { FunctionCode } from "../code/function-code.js";
import { NEVER, type ValueCode } from "../code/value-code.js";
import type { AggregateCode, GroupSlots } from "./aggregate-code.js";
import type { GroupState } from "./group-state.js";
import { flagVector, nullsWhere, numberVector } from "./slot-vectors.js";

type AddExactly = (state: GroupState, slot: number, group: number, value: LongValue) => void;

/** Longs, doubles (slots sum and whether there was a value), decimals (slots sum and isEmpty, as their buffer). */
export function sumCode(input: DataType, type: DataType, ansi: boolean): AggregateCode {
  if (type.kind === "decimal") return decimalSumCode(type, ansi);
  // −0 is what leaves every other double as it is, −0 included.
  const initial = type.kind === "long" ? 0 : -0;
  const add = (value: ValueCode, slots: GroupSlots, fn: FunctionCode): void => {
    if (type.kind === "long") addWholeCode(value, slots, isSafe, ansi ? addLongAnsi : addLongWrapping, fn);
    else
      fn.line(`${slots.at(0)} += ${value.mayBeBig && input.kind === "long" ? `Number(${value.value})` : value.value};`);
    fn.line(`${slots.at(1)} = 1;`);
  };
  return {
    slots: [
      { kind: "double", initial },
      { kind: "flag", initial: 0 },
    ],
    update: add,
    merge: ([sum], slots, fn) => {
      if (sum!.isNull === NEVER) add(sum!, slots, fn);
      else fn.block(`if (!${sum!.isNull})`, () => add(sum!, slots, fn));
    },
    buffers: (state, first) => [numberVector(state, first, nullsWhere(state, first + 1, 1))],
    result: (state, first) => numberVector(state, first, nullsWhere(state, first + 1, 1)),
  };
}

/** Adds a whole number to slot 0: as doubles while the sum holds, exactly otherwise. */
export function addWholeCode(
  value: ValueCode,
  slots: GroupSlots,
  holds: (sum: string) => string,
  exactly: AddExactly,
  fn: FunctionCode,
): void {
  const sum = fn.fresh("sum");
  const added = `${slots.at(0)} + ${value.value}`;
  fn.line(`const ${sum} = ${value.mayBeBig ? `typeof ${value.value} === "number" ? ${added} : NaN` : added};`);
  fn.line(`if (${holds(sum)}) ${slots.at(0)} = ${sum};`);
  fn.line(`else ${fn.constant(exactly)}(state, ${slots.first}, ${slots.group}, ${value.value});`);
}

const addLongAnsi: AddExactly = (state, slot, group, value) =>
  state.setExact(slot, group, addLong(state.exactValue(slot, group) as LongValue, value, true));

const addLongWrapping: AddExactly = (state, slot, group, value) =>
  state.setExact(slot, group, addLong(state.exactValue(slot, group) as LongValue, value, false));

/** A sum that overflowed is null, and stays it. */
export function decimalAdder(
  type: DecimalType,
  ansi: boolean,
): { readonly holds: (sum: string) => string; readonly exactly: AddExactly } {
  const bound = type.precision > 15 ? SAFE : String(10 ** type.precision - 1);
  const key = `${type.precision} ${ansi}`;
  const exactly: AddExactly =
    adders.get(key) ??
    ((state, slot, group, value) => {
      const sum = state.exactValue(slot, group) as LongValue | null;
      if (sum !== null) state.setExact(slot, group, checkedSum(BigInt(sum) + BigInt(value), type, ansi));
    });
  adders.set(key, exactly);
  return { holds: (sum) => `${sum} >= -${bound} && ${sum} <= ${bound}`, exactly };
}

/** One function a type, so that equal expressions share their source. */
const adders = new Map<string, AddExactly>();

function decimalSumCode(type: DecimalType, ansi: boolean): AggregateCode {
  const { holds, exactly } = decimalAdder(type, ansi);
  const add = (value: ValueCode, slots: GroupSlots, fn: FunctionCode): void => {
    addWholeCode(value, slots, holds, exactly, fn);
    fn.line(`${slots.at(1)} = 0;`);
  };
  return {
    slots: [
      { kind: "double", initial: 0 },
      { kind: "flag", initial: 1 },
    ],
    update: add,
    merge: ([sum, isEmpty], slots, fn) => {
      fn.block(`if (!${isEmpty!.value})`, () => {
        if (sum!.isNull === NEVER) add(sum!, slots, fn);
        else {
          fn.block(`if (${sum!.isNull})`, () => {
            fn.line(`state.setExact(${slots.first}, ${slots.group}, null);`);
            fn.line(`${slots.at(1)} = 0;`);
          });
          fn.block("else", () => add(sum!, slots, fn));
        }
      });
    },
    buffers: (state, first) => [numberVector(state, first), flagVector(state, first + 1)],
    result: (state, first) => numberVector(state, first, nullsWhere(state, first + 1, 0)),
  };
}
