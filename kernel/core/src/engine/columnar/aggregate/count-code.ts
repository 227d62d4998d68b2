import type { AggregateCode } from "./aggregate-code.js";
import { numberVector } from "./slot-vectors.js";

export function countCode(): AggregateCode {
  return {
    slots: [{ kind: "double", initial: 0 }],
    update: (_value, slots, fn) => fn.line(`${slots.at(0)}++;`),
    merge: ([count], slots, fn) => fn.line(`${slots.at(0)} += ${count!.value};`),
    buffers: (state, first) => [numberVector(state, first)],
    result: (state, first) => numberVector(state, first),
  };
}
