import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import type { BuildSide } from "../../plans/physical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { compileProjection } from "../expressions/index.js";
import { groupKey } from "./group-key.js";
import type { JoinMatching } from "./join-matching.js";
import { addToMetric, type Kernel, type KernelOptions, type Rows } from "./kernel.js";

/** The build side of a hash join: rows by key. Rows with a null in the key are left out: they match nothing. */
export interface HashedRelation {
  get(keys: InternalRow): readonly InternalRow[] | undefined;
  /** All rows, also those with null keys. */
  readonly rows: readonly InternalRow[];
}

export function buildHashedRelation(
  rows: readonly InternalRow[],
  keys: readonly Expression[],
  input: readonly AttributeReference[],
  ansi: boolean,
): HashedRelation {
  const keysOf = keyProjection(keys, input, ansi);
  const table = new Map<unknown, InternalRow[]>();
  for (const row of rows) {
    const values = keysOf(row);
    if (values.includes(null)) continue;
    const id = groupKey(values);
    const bucket = table.get(id);
    if (bucket === undefined) table.set(id, [row]);
    else bucket.push(row);
  }
  return { rows, get: (values) => (values.includes(null) ? undefined : table.get(groupKey(values))) };
}

/** The values of join keys of a row. */
export function keyProjection(
  keys: readonly Expression[],
  input: readonly AttributeReference[],
  ansi: boolean,
): (row: InternalRow) => InternalRow {
  return compileProjection(
    keys.map((key) => bindReferences(key, input)),
    { ansi },
  );
}

export interface HashJoinOptions extends KernelOptions {
  readonly buildSide: BuildSide;
  readonly streamKeys: readonly Expression[];
  readonly streamInput: readonly AttributeReference[];
  readonly matching: JoinMatching;
}

/** Streams one side past the hash table of the other. */
export function hashJoinRows(
  options: HashJoinOptions,
): (stream: Rows, relation: HashedRelation, context: Parameters<Kernel>[1]) => Rows {
  const { matching, buildSide, outputRows } = options;
  const keysOf = keyProjection(options.streamKeys, options.streamInput, options.ansi);
  const join =
    buildSide === "BuildRight"
      ? (row: InternalRow, found: readonly InternalRow[] | undefined): Rows =>
          found === undefined ? matching.leftOnly([row]) : matching.matched([row], found)
      : (row: InternalRow, found: readonly InternalRow[] | undefined): Rows =>
          found === undefined ? matching.rightOnly([row]) : matching.matched(found, [row]);
  return function* (stream, relation, context) {
    let streamed = 0;
    let count = 0;
    try {
      for (const row of stream) {
        streamed++;
        for (const joined of join(row, relation.get(keysOf(row)))) {
          count++;
          yield joined;
        }
      }
    } finally {
      context.metrics.charge("joinRows", streamed + count);
      addToMetric(context, outputRows, count);
    }
  };
}
