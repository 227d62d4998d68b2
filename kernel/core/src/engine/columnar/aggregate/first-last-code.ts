import type { DataType } from "../../../types/data-type.js";
import { boxed } from "../code/value-code.js";
import type { AggregateCode } from "./aggregate-code.js";
import { anyVector, flagVector } from "./slot-vectors.js";

/** Slots value and valueSet: the flag keeps a first null apart from no value at all. */
export function firstLastCode(_type: DataType, wantsLast: boolean, ignoreNulls: boolean): AggregateCode {
  return {
    slots: [
      { kind: "any", initial: null },
      { kind: "flag", initial: 0 },
    ],
    seesNulls: !ignoreNulls,
    update: (value, slots, fn) => {
      fn.block(wantsLast ? "take:" : `if (${slots.at(1)} === 0)`, () => {
        fn.line(`${slots.at(0)} = ${boxed(value)};`);
        fn.line(`${slots.at(1)} = 1;`);
      });
    },
    merge: ([value, isSet], slots, fn) => {
      fn.block(`if (${isSet!.value}${wantsLast ? "" : ` && ${slots.at(1)} === 0`})`, () => {
        fn.line(`${slots.at(0)} = ${boxed(value!)};`);
        fn.line(`${slots.at(1)} = 1;`);
      });
    },
    buffers: (state, first) => [anyVector(state, first), flagVector(state, first + 1)],
    result: (state, first) => anyVector(state, first),
  };
}
