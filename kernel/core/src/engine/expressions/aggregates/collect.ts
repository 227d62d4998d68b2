import type { DataType } from "../../../types/data-type.js";
import { equality, IDENTICAL_WHEN_EQUAL } from "../predicates.js";
import type { SlotFunction } from "./slot-function.js";

/** One slot holding an array that this buffer owns; nulls are left out. */
export const COLLECT_LIST: SlotFunction = {
  initial: () => [[]],
  update: (slots, at, value) => {
    if (value !== null) (slots[at] as unknown[]).push(value);
  },
  merge: (slots, at, other, otherAt) => {
    for (const value of other[otherAt] as unknown[]) (slots[at] as unknown[]).push(value);
  },
  evaluate: (slots, at) => slots[at],
};

/** Like COLLECT_LIST, each value once, in order of first appearance. */
export function collectSet(type: DataType): SlotFunction {
  const addOnce = IDENTICAL_WHEN_EQUAL.has(type.kind) ? addByIdentity() : addByEquality(type);
  return {
    ...COLLECT_LIST,
    update: (slots, at, value) => {
      if (value !== null) addOnce(slots[at] as unknown[], value);
    },
    merge: (slots, at, other, otherAt) => {
      for (const value of other[otherAt] as unknown[]) addOnce(slots[at] as unknown[], value);
    },
  };
}

type Add = (list: unknown[], value: unknown) => void;

function addByEquality(type: DataType): Add {
  const equal = equality(type);
  return (list, value) => {
    if (!list.some((present) => equal(present, value))) list.push(value);
  };
}

/** Remembers beside each list what is in it. */
function addByIdentity(): Add {
  const sets = new WeakMap<unknown[], Set<unknown>>();
  return (list, value) => {
    let present = sets.get(list);
    if (present === undefined) {
      present = new Set(list);
      sets.set(list, present);
    }
    if (present.has(value)) return;
    present.add(value);
    list.push(value);
  };
}
