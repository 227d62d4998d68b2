import type { ExecutorId } from "../base/brand.js";
import { type ModelledPart, ModelledRows } from "../rdd/modelled-rows.js";
import { SharedMapOutput } from "../rdd/shared-map-output.js";
import type { MapOutput, ShuffleBlock } from "../rdd/shuffle-write.js";
import type { MapStatuses } from "../scheduler/map-output-tracker.js";
import { BatchedRows } from "../types/batched-rows.js";
import type { InternalRow } from "../types/data-type.js";

/** Map tasks that wrote the same in the same place. */
export interface OutputGroup {
  readonly output: MapOutput;
  readonly executorId: ExecutorId;
  readonly host: string;
  /** The first of the maps. */
  readonly mapIndex: number;
  readonly times: number;
}

/** Map outputs of modelled shuffles by what was written where, so that reading costs what differs, not what there is. */
export class OutputGroups {
  private readonly known: WeakMap<MapStatuses, readonly OutputGroup[]> = new WeakMap();

  /** None when all of the outputs are of real rows. */
  of(statuses: MapStatuses, startMap: number, endMap: number): readonly OutputGroup[] {
    const end = Math.min(endMap, statuses.length);
    if (startMap > 0 || end < statuses.length) return grouped(statuses, startMap, end);
    const groups = this.known.get(statuses) ?? grouped(statuses, 0, end);
    this.known.set(statuses, groups);
    return groups;
  }
}

const NO_GROUPS: readonly OutputGroup[] = [];

function grouped(statuses: MapStatuses, start: number, end: number): readonly OutputGroup[] {
  let mapIndex = start;
  while (mapIndex < end && !(statuses[mapIndex]!.blocks instanceof SharedMapOutput)) mapIndex++;
  if (mapIndex === end) return NO_GROUPS;
  const groups = new Map<MapOutput, Map<ExecutorId, { -readonly [K in keyof OutputGroup]: OutputGroup[K] }>>();
  for (let map = start; map < end; map++) {
    const { blocks: output, executorId, host } = statuses[map]!;
    let places = groups.get(output);
    if (places === undefined) {
      places = new Map();
      groups.set(output, places);
    }
    const group = places.get(executorId);
    if (group === undefined) places.set(executorId, { output, executorId, host, mapIndex: map, times: 1 });
    else group.times++;
  }
  return [...groups.values()].flatMap((places) => [...places.values()]);
}

/** What the blocks of some reducers come to: one model, or real rows where none of them is modelled. */
export function rowsOfGroups(groups: readonly OutputGroup[], start: number, end: number): Iterable<unknown> {
  const parts: { rows: ModelledRows; times: number }[] = [];
  const byRows = new Map<ModelledRows, { rows: ModelledRows; times: number }>();
  const real: InternalRow[] = [];
  for (const { output, times } of groups) {
    for (const { records } of blocksBetween(output, start, end)) {
      if (!(records instanceof ModelledRows)) {
        for (let i = 0; i < times; i++) for (const row of records as Iterable<InternalRow>) real.push(row);
        continue;
      }
      const known = byRows.get(records);
      if (known !== undefined) known.times += times;
      else {
        const part = { rows: records, times };
        byRows.set(records, part);
        parts.push(part);
      }
    }
  }
  const [first] = parts;
  if (first === undefined)
    return new BatchedRows(
      () => [],
      () => real,
    );
  const all: readonly ModelledPart[] =
    real.length === 0 ? parts : [...parts, { rows: first.rows.measured(real), times: 1 }];
  return first.rows.merged(all);
}

/** What an output has for some reducers, by looking at the fewer of the two. */
export function* blocksBetween(output: MapOutput, start: number, end: number): Iterable<ShuffleBlock> {
  if (output.size < end - start) {
    for (const [reducer, block] of output) if (reducer >= start && reducer < end) yield block;
    return;
  }
  for (let reducer = start; reducer < end; reducer++) {
    const block = output.get(reducer);
    if (block !== undefined) yield block;
  }
}
