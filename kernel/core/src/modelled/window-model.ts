import {
  type Alias,
  type AttributeReference,
  attributeReference,
  dataTypeOf,
  type Expression,
  type WindowExpression,
} from "../plans/expressions/index.js";
import type { WindowExec, WindowGroupLimitExec } from "../plans/physical/index.js";
import { aggregateResult } from "./aggregate-result.js";
import { totalState } from "./aggregate-state.js";
import { argumentState } from "./argument-state.js";
import { cellsOf } from "./cells.js";
import { WHOLE_NUMBERS } from "./family.js";
import type { PartitionModel } from "./partition-model.js";
import { type Component, distinctOf, type Segment } from "./segment.js";
import { normalised } from "./variable.js";

/** Rows of a window partition: of the largest, and what a function over it gives. */
export interface Windowed {
  readonly model: PartitionModel;
  readonly largestRows: number;
}

/** A segment of the rows whose window partitions are alike. */
interface WindowSegment {
  readonly segment: Segment;
  /** Rows of each of its window partitions. */
  readonly each: number;
}

const RANKS: ReadonlySet<string> = new Set(["row_number", "rank", "dense_rank"]);

/** Adds the columns of window functions: positions are evenly spread within each window partition, aggregates are those of the whole of it. */
export function windowed(plan: WindowExec, input: PartitionModel): Windowed {
  const { segments, own, others } = partitions(plan.partitionSpec, input);
  const columns = plan.windowExpressions.map((e) => ({
    id: (e as Alias).exprId,
    window: (e as Alias).child as WindowExpression,
    type: dataTypeOf(e),
    name: (e as Alias).name,
  }));
  const isRank = ({ window }: (typeof columns)[number]): boolean =>
    window.windowFunction.kind === "WindowFunction" && RANKS.has(window.windowFunction.name);
  const width = own.slots.length;
  const firstRank = columns.findIndex(isRank);
  const made = segments.map(({ segment, each }): Segment => {
    const added = columns.map((column, i): Component => {
      if (isRank(column)) {
        const position: Component = {
          kind: "span",
          family: WHOLE_NUMBERS,
          from: 1,
          to: Math.max(1, Math.round(each)) + 1,
        };
        return i === firstRank ? position : { kind: "from", of: width + firstRank };
      }
      return functionOver(column.window.windowFunction, column.type, input, segment, each, { own, others });
    });
    return {
      ...segment,
      components: [...segment.components, ...added],
      n: segment.n * (firstRank < 0 ? 1 : Math.max(1, Math.round(each))),
    };
  });
  const slots = columns.map(({ id, name, type }): AttributeReference => attributeReference(name, type, true, id));
  const largestRows = segments.reduce((most, { each }) => Math.max(most, each), 0);
  const output = [...input.output, ...slots];
  const variables = [{ slots: [...own.slots, ...slots], segments: made }, ...others];
  return { model: input.with({ output, variables }), largestRows };
}

/** The first rows of each window partition (G9). */
export function groupLimited(plan: WindowGroupLimitExec, input: PartitionModel): PartitionModel {
  const { segments, own, others } = partitions(plan.partitionSpec, input);
  const { segments: kept, kept: share } = normalised(
    segments.map(({ segment, each }) => ({
      ...segment,
      share: segment.share * Math.min(1, plan.limit / Math.max(1, each)),
    })),
  );
  return input.with({ rows: input.rows * share, variables: [{ slots: own.slots, segments: kept }, ...others] });
}

function partitions(spec: readonly Expression[], input: PartitionModel) {
  const keys = spec.map((e) => input.resolved(e));
  const { own, others } = input.split(keys);
  const cells = cellsOf(own, keys, input.ansi);
  const segments = cells.map(({ segment, key }): WindowSegment => {
    const rows = input.rows * segment.share;
    const distinct = key === undefined ? distinctOf(segment, input.rows) : Math.min(1, rows);
    return { segment, each: distinct === 0 ? 0 : rows / distinct };
  });
  return { segments, own, others };
}

function functionOver(
  f: Expression,
  type: AttributeReference["dataType"],
  input: PartitionModel,
  segment: Segment,
  each: number,
  { own, others }: ReturnType<PartitionModel["split"]>,
): Component {
  if (f.kind === "AggregateExpression") {
    return aggregateResult(f, totalState(argumentState(f, input, own, others, segment), each), type);
  }
  return {
    kind: "value",
    value: type.kind === "double" ? 0.5 : type.kind === "integer" || type.kind === "long" ? 1 : null,
  };
}
