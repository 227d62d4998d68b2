import type { CentralMomentName } from "../../../plans/expressions/index.js";
import type { ColumnVector } from "../../../types/column-vector.js";
import { centralMoment } from "../../expressions/aggregates/central-moments.js";
import type { AggregateCode } from "./aggregate-code.js";
import type { GroupState } from "./group-state.js";
import { numberVector } from "./slot-vectors.js";

/** Slots n, avg and m2, as Spark's CentralMomentAgg keeps them; the same steps as the row-wise function, in the same order. */
export function momentsCode(name: CentralMomentName): AggregateCode {
  const { evaluate } = centralMoment(name);
  const zero = { kind: "double", initial: 0 } as const;
  return {
    slots: [zero, zero, zero],
    update: (value, slots, fn) => {
      const [n, avg, m2] = [slots.at(0), slots.at(1), slots.at(2)];
      const delta = fn.fresh("delta");
      fn.line(`const ${delta} = ${value.value} - ${avg}, ${delta}n = ${delta} / (${n} + 1);`);
      fn.line(`${n}++;`);
      fn.line(`${avg} += ${delta}n;`);
      fn.line(`${m2} += ${delta} * (${delta} - ${delta}n);`);
    },
    merge: ([otherN, otherAvg, otherM2], slots, fn) => {
      const [n, avg, m2] = [slots.at(0), slots.at(1), slots.at(2)];
      const [n2, delta] = [otherN!.value, fn.fresh("delta")];
      fn.line(`const ${delta} = ${otherAvg!.value} - ${avg}, ${delta}n = ${n} + ${n2};`);
      fn.line(`const ${delta}s = ${delta}n === 0 ? 0 : ${delta} / ${delta}n;`);
      fn.line(`${avg} += ${delta}s * ${n2};`);
      fn.line(`${m2} = ${m2} + ${otherM2!.value} + ${delta} * ${delta}s * ${n} * ${n2};`);
      fn.line(`${n} = ${delta}n;`);
    },
    buffers: (state, first) => [0, 1, 2].map((i) => numberVector(state, first + i)),
    result: (state, first) => evaluated(state, first, evaluate),
  };
}

function evaluated(
  state: GroupState,
  first: number,
  evaluate: (slots: readonly unknown[], at: number) => unknown,
): ColumnVector {
  const values = new Float64Array(state.count);
  let nulls: Uint8Array | undefined;
  const [n, avg, m2] = [0, 1, 2].map((i) => state.columns[first + i] as Float64Array);
  for (let group = 0; group < state.count; group++) {
    const value = evaluate([n![group], avg![group], m2![group]], 0);
    if (value === null) {
      nulls ??= new Uint8Array(state.count);
      nulls[group] = 1;
    } else values[group] = value as number;
  }
  return { kind: "double", values, nulls };
}
