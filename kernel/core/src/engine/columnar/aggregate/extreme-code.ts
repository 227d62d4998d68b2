import { isLongLike, vectorKind } from "../../../types/column-vector.js";
import type { DataType, LongValue } from "../../../types/data-type.js";
import { comparatorOf, lessCode } from "../code/comparison-code.js";
import type { FunctionCode } from "../code/function-code.js";
import { NEVER, presentValue, type ValueCode } from "../code/value-code.js";
import type { AggregateCode, GroupSlots } from "./aggregate-code.js";
import type { GroupState } from "./group-state.js";
import { anyVector, nullsWhere, numberVector } from "./slot-vectors.js";

/** min or max: numbers in a slot of their own kind and a flag, all other values as they are held. */
export function extremeCode(type: DataType, wantsMax: boolean): AggregateCode {
  const kind = vectorKind(type);
  return kind === "int" || kind === "double" ? numberCode(type, kind, wantsMax) : heldCode(type, wantsMax);
}

function numberCode(type: DataType, kind: "int" | "double", wantsMax: boolean): AggregateCode {
  const replace = (value: ValueCode, slots: GroupSlots, fn: FunctionCode): void => {
    const [current, v] = [slots.at(0), value.value];
    const better = wantsMax ? lessCode(current, v, type, fn) : lessCode(v, current, type, fn);
    if (isLongLike(type)) {
      // Only numbers that a double does not hold are kept apart, as NaN.
      const numbers = `${value.mayBeBig ? `typeof ${v} === "number" && ` : ""}${current} === ${current}`;
      fn.block(`if (${slots.at(1)} === 1 && ${numbers})`, () => fn.line(`if (${better}) ${current} = ${v};`));
      fn.block("else", () => {
        const slow = fn.constant(wantsMax ? largerExactly : smallerExactly);
        fn.line(`${slow}(state, ${slots.first}, ${slots.group}, ${v}, ${slots.at(1)} === 1);`);
        fn.line(`${slots.at(1)} = 1;`);
      });
      return;
    }
    fn.block(`if (${slots.at(1)} === 0 || ${better})`, () => {
      fn.line(`${current} = ${v};`);
      fn.line(`${slots.at(1)} = 1;`);
    });
  };
  const values = (state: GroupState, first: number) => numberVector(state, first, nullsWhere(state, first + 1, 1));
  return {
    slots: [
      { kind, initial: 0 },
      { kind: "flag", initial: 0 },
    ],
    update: replace,
    merge: ([value], slots, fn) => whenPresent(value!, fn, () => replace(value!, slots, fn)),
    buffers: (state, first) => [values(state, first)],
    result: values,
  };
}

function heldCode(type: DataType, wantsMax: boolean): AggregateCode {
  const replace = (value: ValueCode, slots: GroupSlots, fn: FunctionCode): void => {
    const [held, current] = [fn.fresh("v"), fn.fresh("v")];
    fn.line(`const ${held} = ${presentValue(value)}, ${current} = ${slots.at(0)};`);
    const order = `${fn.constant(comparatorOf(type))}(${held}, ${current})`;
    fn.line(`if (${current} === null || ${order} ${wantsMax ? ">" : "<"} 0) ${slots.at(0)} = ${held};`);
  };
  return {
    slots: [{ kind: "any", initial: null }],
    update: replace,
    merge: ([value], slots, fn) => whenPresent(value!, fn, () => replace(value!, slots, fn)),
    buffers: (state, first) => [anyVector(state, first)],
    result: (state, first) => anyVector(state, first),
  };
}

function whenPresent(value: ValueCode, fn: FunctionCode, write: () => void): void {
  if (value.isNull === NEVER) write();
  else fn.block(`if (!${value.isNull})`, write);
}

type Replace = (state: GroupState, slot: number, group: number, value: LongValue, isSet: boolean) => void;

const smallerExactly: Replace = (state, slot, group, value, isSet) => {
  if (!isSet || value < (state.exactValue(slot, group) as LongValue)) state.setExact(slot, group, value);
};

const largerExactly: Replace = (state, slot, group, value, isSet) => {
  if (!isSet || value > (state.exactValue(slot, group) as LongValue)) state.setExact(slot, group, value);
};
