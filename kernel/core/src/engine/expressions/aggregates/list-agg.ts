import type { SlotFunction } from "./slot-function.js";

/** All texts joined by a delimiter, in the order in which they are met; null for none. */
export function listAgg(delimiter: string | null): SlotFunction {
  return {
    initial: () => [[]],
    update: (slots, at, value) => {
      const [text] = value as [string | null];
      if (text !== null) (slots[at] as string[]).push(text);
    },
    merge: (slots, at, other, otherAt) => {
      (slots[at] as string[]).push(...(other[otherAt] as string[]));
    },
    evaluate: (slots, at) => {
      const texts = slots[at] as string[];
      return texts.length === 0 ? null : texts.join(delimiter ?? "");
    },
  };
}
