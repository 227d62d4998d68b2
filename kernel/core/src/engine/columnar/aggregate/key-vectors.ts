import { type ColumnVector, isLongLike, type NullMask, vectorKind } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import { StringDictionary } from "../../../types/string-dictionary.js";
import type { GroupState } from "./group-state.js";

/** The keys of all groups, as columns. */
export function keyVectors(groups: GroupState, types: readonly DataType[]): readonly ColumnVector[] {
  return types.map((type, key) => keyVector(groups, type, key, nullsOf(groups, key, types.length)));
}

function nullsOf(groups: GroupState, key: number, keys: number): NullMask {
  const bits = groups.columns[keys] as Int32Array;
  const bit = 2 ** (key % 31);
  let nulls: Uint8Array | undefined;
  for (let group = 0; group < groups.count; group++) {
    if ((bits[group]! & bit) === 0) continue;
    nulls ??= new Uint8Array(groups.count);
    nulls[group] = 1;
  }
  return nulls;
}

function keyVector(groups: GroupState, type: DataType, key: number, nulls: NullMask): ColumnVector {
  const { count } = groups;
  const interner = groups.interners[key]!;
  const numbers = groups.columns[key] as Int32Array | Float64Array;
  const kind = vectorKind(type);
  switch (kind) {
    case "int":
      return { kind, values: (numbers as Int32Array).subarray(0, count), nulls };
    case "boolean":
      return { kind, values: Uint8Array.from(numbers.subarray(0, count)), nulls };
    case "string": {
      const dictionary = interner.dictionary ?? new StringDictionary();
      return { kind, values: (numbers as Int32Array).subarray(0, count), dictionary, nulls };
    }
    case "double":
      if (!isLongLike(type) || !interner.hasBigs)
        return { kind, values: (numbers as Float64Array).subarray(0, count), nulls };
      return held(count, nulls, (group) => interner.longOf(numbers[group]!));
    default:
      return held(count, nulls, (group) => interner.values[numbers[group]!]);
  }
}

function held(count: number, nulls: NullMask, read: (group: number) => unknown): ColumnVector {
  return { kind: "any", values: Array.from({ length: count }, (_, i) => (nulls?.[i] === 1 ? null : read(i))) };
}
