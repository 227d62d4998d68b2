import type { Bytes } from "../base/brand.js";
import { hashPartitionId } from "../engine/expressions/index.js";
import { dataTypeOf, type Expression, type SortOrder } from "../plans/expressions/index.js";
import { SharedMapOutput } from "../rdd/shared-map-output.js";
import type { ShuffleBlock } from "../rdd/shuffle-write.js";
import type { InternalRow } from "../types/data-type.js";
import { cellsOf } from "./cells.js";
import type { PartitionModel } from "./partition-model.js";
import { partOf, type Segment, valuesAt } from "./segment.js";
import { normalised, thinned } from "./variable.js";

/** Where an exchange sends rows, by the values of its keys. */
export interface KeyPlacement {
  readonly numPartitions: number;
  readonly keys: readonly Expression[];
  readonly partitionOf: (key: InternalRow) => number;
  /** Values that are near one another may be in one partition: a range exchange. Otherwise a long tail is spread evenly. */
  readonly byRange: boolean;
}

/** Hash partitioning by the real hash of the values (G17). */
export function hashPlacement(keys: readonly Expression[], numPartitions: number): KeyPlacement {
  return { numPartitions, keys, partitionOf: hashPartitionId(keys.map(dataTypeOf), numPartitions), byRange: false };
}

/** Range partitioning by bounds that a sample gave (G7). */
export function rangePlacement(order: readonly SortOrder[], partitioner: KeyRanges): KeyPlacement {
  return {
    numPartitions: partitioner.numPartitions,
    keys: order.map((o) => o.child),
    partitionOf: (key) => partitioner.getPartition(key),
    byRange: true,
  };
}

interface KeyRanges {
  readonly numPartitions: number;
  getPartition(key: unknown): number;
}

/** Places of a long tail's values that are sent one by one, for each partition. */
const PLACES_PER_PARTITION = 4;

/** A value with less than this part of an average partition's rows makes no partition larger than another. */
const RARE = 0.02;

/** The rows of each partition after a shuffle by keys; missing where there are none. */
export function placed(model: PartitionModel, placement: KeyPlacement): ReadonlyMap<number, PartitionModel> {
  const keys = placement.keys.map((e) => model.resolved(e));
  const { own, others } = model.split(keys);
  const { numPartitions, partitionOf } = placement;
  const parts = new Map<number, Segment[]>();
  const send = (partition: number, segment: Segment): void => {
    const part = parts.get(partition);
    if (part === undefined) parts.set(partition, [segment]);
    else part.push(segment);
  };
  for (const { segment, key } of cellsOf(own, keys, model.ansi, RARE / numPartitions)) {
    if (key !== undefined) send(partitionOf(key), segment);
    else if (placement.byRange) spreadByRange(segment, placement, keys, model, send);
    else {
      const even = { ...segment, n: segment.n / numPartitions, share: segment.share / numPartitions };
      for (let i = 0; i < numPartitions; i++) send(i, { ...even, subset: partOf(segment, numPartitions, i) });
    }
  }
  const placedParts = new Map<number, PartitionModel>();
  for (const [partition, there] of parts) {
    const { segments, kept } = normalised(there);
    if (kept === 0) continue;
    const rest = others.map((variable) => thinned(variable, model.rows, kept));
    const variables = [{ slots: own.slots, segments }, ...rest];
    placedParts.set(partition, model.with({ rows: model.rows * kept, variables }));
  }
  return placedParts;
}

/** A tail whose values go where their order says: some are looked at, each for those around it. */
function spreadByRange(
  segment: Segment,
  { numPartitions, partitionOf }: KeyPlacement,
  keys: readonly Expression[],
  model: PartitionModel,
  send: (partition: number, segment: Segment) => void,
): void {
  const looked = PLACES_PER_PARTITION * numPartitions;
  const { own } = model.split(keys);
  const at = model.evaluator(keys, own.slots);
  const counts = new Map<number, { first: number; last: number; count: number }>();
  for (let i = 0; i < looked; i++) {
    const partition = partitionOf(at(valuesAt(segment, (i + 0.5) / looked)));
    const known = counts.get(partition);
    if (known === undefined) counts.set(partition, { first: i, last: i, count: 1 });
    else {
      known.last = i;
      known.count++;
    }
  }
  for (const [partition, { first, last, count }] of counts) {
    const part = count / looked;
    const isRun = last - first + 1 === count;
    send(partition, {
      ...segment,
      components: isRun ? narrowed(segment, first / looked, (last + 1) / looked) : segment.components,
      n: segment.n * part,
      share: segment.share * part,
      ...(!isRun && { subset: partOf(segment, numPartitions, partition) }),
    });
  }
}

/** The components between two places, where there is one span. */
function narrowed({ components }: Segment, start: number, end: number): Segment["components"] {
  if (components.filter((c) => c.kind === "span").length !== 1) return components;
  return components.map((c) => {
    if (c.kind !== "span") return c;
    const count = c.to - c.from;
    return {
      ...c,
      from: c.from + Math.floor(count * start),
      to: c.from + Math.max(Math.floor(count * start) + 1, Math.floor(count * end)),
    };
  });
}

/** Rows spread evenly: round robin. */
export function spreadEvenly(model: PartitionModel, numPartitions: number): ReadonlyMap<number, PartitionModel> {
  if (model.rows === 0) return new Map();
  const part = model.with({ rows: model.rows / numPartitions, variables: model.thinnedVariables(1 / numPartitions) });
  return new Map(Array.from({ length: numPartitions }, (_, i) => [i, part]));
}

/** Fixed cost of a block: stream header and compression frame. */
const BLOCK_HEADER_BYTES = 40;

/**
 * What a map task writes; the same for all tasks whose input is the same.
 * @param compressed share of a row's bytes that is left in the file
 */
export function mapOutput(
  parts: ReadonlyMap<number, PartitionModel>,
  compressed: number,
  rowBytes: Bytes,
): SharedMapOutput {
  const blocks = new Map<number, ShuffleBlock>();
  for (const [reducer, part] of [...parts].sort(([a], [b]) => a - b)) {
    if (part.rows <= 0) continue;
    const dataBytes = part.rows * (hasHeld(part) ? part.rowBytes : rowBytes);
    blocks.set(reducer, {
      numRecords: part.rows,
      records: part,
      dataBytes,
      bytes: Math.round(BLOCK_HEADER_BYTES * Math.min(1, part.rows) + dataBytes * compressed),
    });
  }
  return new SharedMapOutput(blocks);
}

/** Rows whose width depends on where they go: groups that keep values. */
export function hasHeld({ variables }: PartitionModel): boolean {
  return variables.some(({ segments }) =>
    segments.some(({ components }) => components.some((c) => c.kind === "value" && c.bytes !== undefined)),
  );
}
