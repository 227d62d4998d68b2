import type { SlotFunction } from "./slot-function.js";

/** Slots value and valueSet: the flag keeps a first null apart from no value at all. */
export function firstValue(ignoreNulls: boolean): SlotFunction {
  return {
    initial: () => [null, false],
    update: (slots, at, value) => {
      if (slots[at + 1] === true || (ignoreNulls && value === null)) return;
      slots[at] = value;
      slots[at + 1] = true;
    },
    merge: (slots, at, other, otherAt) => {
      if (slots[at + 1] === true || other[otherAt + 1] !== true) return;
      slots[at] = other[otherAt];
      slots[at + 1] = true;
    },
    evaluate: (slots, at) => slots[at],
  };
}

export function lastValue(ignoreNulls: boolean): SlotFunction {
  return {
    initial: () => [null, false],
    update: (slots, at, value) => {
      if (ignoreNulls && value === null) return;
      slots[at] = value;
      slots[at + 1] = true;
    },
    merge: (slots, at, other, otherAt) => {
      if (other[otherAt + 1] !== true) return;
      slots[at] = other[otherAt];
      slots[at + 1] = true;
    },
    evaluate: (slots, at) => slots[at],
  };
}
