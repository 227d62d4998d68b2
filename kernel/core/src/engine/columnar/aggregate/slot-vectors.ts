import type { ColumnVector, NullMask } from "../../../types/column-vector.js";
import type { GroupState } from "./group-state.js";

/** Numbers of a slot, one a group; exact values where a double does not hold them. */
export function numberVector(state: GroupState, slot: number, nulls?: NullMask): ColumnVector {
  const { count } = state;
  if (state.hasExact(slot)) {
    const values = Array.from({ length: count }, (_, group) =>
      nulls?.[group] === 1 ? null : state.exactValue(slot, group),
    );
    return { kind: "any", values };
  }
  const values = state.columns[slot]!;
  if (values instanceof Int32Array) return { kind: "int", values: values.subarray(0, count), nulls };
  return { kind: "double", values: (values as Float64Array).subarray(0, count), nulls };
}

/** Held values of a slot, one a group. */
export function anyVector(state: GroupState, slot: number): ColumnVector {
  return { kind: "any", values: (state.columns[slot] as unknown[]).slice(0, state.count) };
}

export function flagVector(state: GroupState, slot: number): ColumnVector {
  return { kind: "boolean", values: (state.columns[slot] as Uint8Array).subarray(0, state.count), nulls: undefined };
}

/** Null where the flag of a group is not `present`. */
export function nullsWhere(state: GroupState, slot: number, present: 0 | 1): NullMask {
  const flags = state.columns[slot] as Uint8Array;
  let nulls: Uint8Array | undefined;
  for (let group = 0; group < state.count; group++) {
    if (flags[group] === present) continue;
    nulls ??= new Uint8Array(state.count);
    nulls[group] = 1;
  }
  return nulls;
}
