import { type AttributeReference, bindReferences, dataTypeOf, type Expression } from "../../plans/expressions/index.js";
import type { BuildSide, ShuffledHashJoinExec } from "../../plans/physical/index.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
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

/** Bytes of whole numbers, which Spark packs into one long where they fit together. */
const WHOLE_NUMBER_BYTES: Partial<Record<DataType["kind"], number>> = { byte: 1, short: 2, integer: 4, long: 8 };

/** Whether the build side of a shuffled hash join is a map by one whole number; rows without a partner, which outer sides give, need the other one. */
export function buildsByLong({ joinType, buildSide, leftKeys }: ShuffledHashJoinExec): boolean {
  const keepsBuild = joinType === "FullOuter" || joinType === (buildSide === "BuildRight" ? "RightOuter" : "LeftOuter");
  const bytes = leftKeys.reduce((sum, key) => sum + (WHOLE_NUMBER_BYTES[dataTypeOf(key).kind] ?? Number.NaN), 0);
  return !keepsBuild && bytes <= 8;
}

export interface HashJoinOptions extends KernelOptions {
  readonly buildSide: BuildSide;
  readonly streamKeys: readonly Expression[];
  readonly streamInput: readonly AttributeReference[];
  readonly matching: JoinMatching;
  /** Rows of the build side without a partner come too, after all others: outer joins that build their outer side (G3). */
  readonly keepsBuild?: boolean;
}

/** Streams one side past the hash table of the other. */
export function hashJoinRows(
  options: HashJoinOptions,
): (stream: Rows, relation: HashedRelation, context: Parameters<Kernel>[1]) => Rows {
  const { buildSide, matching, outputRows, time } = options;
  const keysOf = keyProjection(options.streamKeys, options.streamInput, options.ansi);
  const join = buildSide === "BuildRight" ? streamLeft(matching) : streamRight(matching);
  return function* (stream, relation, context) {
    let streamed = 0;
    let count = 0;
    const partnered = options.keepsBuild ? new Set<InternalRow>() : undefined;
    try {
      for (const row of stream) {
        streamed++;
        for (const joined of join.row(row, relation.get(keysOf(row)), partnered)) {
          count++;
          yield joined;
        }
      }
      if (partnered === undefined) return;
      for (const row of join.rest(relation.rows.filter((row) => !partnered.has(row)))) {
        count++;
        yield row;
      }
    } finally {
      context.metrics.chargeTo(time, "joinRows", streamed + count);
      addToMetric(context, outputRows, count);
    }
  };
}

/** How a streamed row, and at last the rows of the build side, become rows of the join. */
interface Streaming {
  /** @param partnered gets the build side's rows that found a partner */
  row(row: InternalRow, found: readonly InternalRow[] | undefined, partnered: Set<InternalRow> | undefined): Rows;
  rest(rows: readonly InternalRow[]): Rows;
}

function streamLeft({ matches, matched, leftOnly, rightOnly }: JoinMatching): Streaming {
  return {
    row: (row, found, partnered) => {
      const own = partnered === undefined ? found : noted(found, partnered, (r) => matches(row, r));
      return own === undefined ? leftOnly([row]) : matched([row], own);
    },
    rest: rightOnly,
  };
}

function streamRight({ matches, matched, leftOnly, rightOnly }: JoinMatching): Streaming {
  return {
    row: (row, found, partnered) => {
      const own = partnered === undefined ? found : noted(found, partnered, (l) => matches(l, row));
      return own === undefined ? rightOnly([row]) : matched(own, [row]);
    },
    rest: leftOnly,
  };
}

/** The partners among the rows of one key, noted as such; undefined when there are none. */
function noted(
  found: readonly InternalRow[] | undefined,
  partnered: Set<InternalRow>,
  matches: (row: InternalRow) => boolean,
): readonly InternalRow[] | undefined {
  const partners = found?.filter(matches) ?? [];
  for (const row of partners) partnered.add(row);
  return partners.length === 0 ? undefined : partners;
}
