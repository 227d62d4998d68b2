/** Which blocks of a shuffle one task reads: how adaptive execution re-cuts a written shuffle (H5–H8). Ranges end before `end…`. */
export type ShufflePartitionSpec =
  | CoalescedPartitionSpec
  | PartialReducerPartitionSpec
  | PartialMapperPartitionSpec
  | CoalescedMapperPartitionSpec;

/** All blocks of some reducers. */
export interface CoalescedPartitionSpec {
  readonly kind: "CoalescedPartitionSpec";
  readonly startReducer: number;
  readonly endReducer: number;
}

/** The blocks of one reducer that some maps wrote: a piece of a skewed partition. */
export interface PartialReducerPartitionSpec {
  readonly kind: "PartialReducerPartitionSpec";
  readonly reducer: number;
  readonly startMap: number;
  readonly endMap: number;
}

/** Some blocks of one map, read where it ran. */
export interface PartialMapperPartitionSpec {
  readonly kind: "PartialMapperPartitionSpec";
  readonly map: number;
  readonly startReducer: number;
  readonly endReducer: number;
}

/** All blocks of some maps. */
export interface CoalescedMapperPartitionSpec {
  readonly kind: "CoalescedMapperPartitionSpec";
  readonly startMap: number;
  readonly endMap: number;
  readonly numReducers: number;
}

/** Reducers and maps, the ends not included. */
export interface BlockRange {
  readonly startReducer: number;
  readonly endReducer: number;
  readonly startMap: number;
  readonly endMap: number;
}

/** The blocks that a spec names. */
export function blockRange(spec: ShufflePartitionSpec): BlockRange {
  switch (spec.kind) {
    case "CoalescedPartitionSpec":
      return { ...spec, startMap: 0, endMap: Number.POSITIVE_INFINITY };
    case "PartialReducerPartitionSpec":
      return { ...spec, startReducer: spec.reducer, endReducer: spec.reducer + 1 };
    case "PartialMapperPartitionSpec":
      return { ...spec, startMap: spec.map, endMap: spec.map + 1 };
    case "CoalescedMapperPartitionSpec":
      return { ...spec, startReducer: 0, endReducer: spec.numReducers };
  }
}

/** All blocks of one reducer. */
export function wholeReducer(reducer: number): BlockRange {
  return { startReducer: reducer, endReducer: reducer + 1, startMap: 0, endMap: Number.POSITIVE_INFINITY };
}
