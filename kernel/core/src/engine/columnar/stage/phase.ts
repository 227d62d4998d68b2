import type { VectorBatch } from "../../../types/vector-batch.js";
import type { JoinTable } from "../join/join-table.js";
import type { ColumnInfo, Segment, SegmentInput } from "./segment.js";
import type { FunctionState, StageTask } from "./task-state.js";

/** A part of a generated stage: what goes in comes out by batches; the parts before it run as it asks for more. */
export interface Phase {
  run(input: Iterable<SegmentInput>, task: StageTask): Iterable<VectorBatch>;
  /** Its generated function; none where it has no need of one. */
  readonly segment: Segment | undefined;
  /** The columns of the build sides in its function. */
  readonly tableColumns: readonly (readonly ColumnInfo[])[];
}

/** The build side of a join in a segment. */
export interface SegmentTable {
  readonly columns: readonly ColumnInfo[];
  of(task: StageTask): JoinTable;
}

/** Rows pass a generated function. */
export function streamPhase(segment: Segment, tables: readonly SegmentTable[]): Phase {
  return {
    segment,
    tableColumns: tables.map(({ columns }) => columns),
    run: function* (input, task) {
      const state = newState(
        segment,
        tables.map((table) => table.of(task)),
      );
      const apply = segment.start(state, task);
      try {
        for (const batch of input) {
          const output = apply(batch);
          if (output !== undefined && output.numRows > 0) yield output;
        }
      } finally {
        segment.report(state.counts, task.context);
      }
    },
  };
}

export function newState(
  segment: Segment,
  tables: FunctionState["tables"],
  groups?: FunctionState["groups"],
): FunctionState {
  return { counts: new Array<number>(segment.numCounters).fill(0), tables, groups };
}
