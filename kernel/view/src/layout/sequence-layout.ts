import { type SequenceLane, sequenceLanes } from "../model/sequence-lanes.js";
import type { SequenceRow } from "../model/sequence-rows.js";
import type { SequenceMessage, SequenceModel } from "../model/sequence-types.js";

const ROW_HEIGHT = { group: 26, message: 32, fault: 24, rest: 22 } as const;
/** From lane to lane at least: executors have short names, parts of the driver have long ones. */
const LEAST_GAP = { executor: 62, other: 74 } as const;
/** Where there is room, lanes stand up to so many times as far apart. */
const MOST_STRETCH = 1.9;
const TIME_WIDTH = 78;
const BRACKET_WIDTH = 16;
const MOST_BRACKETS = 3;

export interface PlacedLane {
  readonly lane: SequenceLane;
  readonly x: number;
  /** Room that is its own, half of it on each side. */
  readonly width: number;
}

export interface PlacedRow {
  readonly row: SequenceRow;
  readonly y: number;
  readonly height: number;
  /** Of a message: lanes that it leaves and reaches; both are several when many are told by one arrow. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** `executor 7`, where its lane stands for others too. */
  readonly who?: string;
}

/** The rows in which something is said about a stage attempt, as a bar at the side. */
export interface PlacedStage {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Where everything in the picture of the messages stands. */
export interface SequenceLayout {
  readonly width: number;
  readonly height: number;
  /** Where the times begin, beside the stages' bars. */
  readonly left: number;
  /** Right end of the times. */
  readonly timeX: number;
  readonly lanes: readonly PlacedLane[];
  readonly rows: readonly PlacedRow[];
  readonly stages: readonly PlacedStage[];
}

/** Places lanes side by side in the given width, wider if they would be too near, and rows from top to bottom. */
export function sequenceLayout(model: SequenceModel, rows: readonly SequenceRow[], width: number): SequenceLayout {
  const lanes = sequenceLanes(model);
  const tops: number[] = [];
  let height = 4;
  for (const { kind } of rows) {
    tops.push(height);
    height += ROW_HEIGHT[kind];
  }
  const spans = stageSpans(rows);
  const columns = spans.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const left = columns * BRACKET_WIDTH;
  const timeX = left + TIME_WIDTH;
  const placed = placedLanes(lanes, timeX, width);
  return {
    width: Math.max(width, ...placed.map((lane) => lane.x + lane.width / 2)),
    height: height + 4,
    left,
    timeX,
    lanes: placed,
    rows: rows.map((row, i) => ({ row, y: tops[i]!, height: ROW_HEIGHT[row.kind], ...placedEnds(placed, row) })),
    stages: spans.map(({ label, column, first, last }) => ({
      label,
      x: 2 + column * BRACKET_WIDTH,
      y: tops[first]! + 2,
      height: tops[last]! + ROW_HEIGHT.message - tops[first]! - 4,
    })),
  };
}

function placedLanes(lanes: readonly SequenceLane[], left: number, width: number): readonly PlacedLane[] {
  const least = lanes.map(({ executors }) => (executors === undefined ? LEAST_GAP.other : LEAST_GAP.executor));
  const room =
    (width - left) /
    Math.max(
      1,
      least.reduce((sum, gap) => sum + gap, 0),
    );
  const stretch = Math.min(MOST_STRETCH, Math.max(1, room));
  let x = left;
  return lanes.map((lane, i) => {
    const own = least[i]! * stretch;
    x += own;
    return { lane, x: x - own / 2, width: own };
  });
}

function placedEnds(lanes: readonly PlacedLane[], row: SequenceRow): Pick<PlacedRow, "from" | "to" | "who"> {
  if (row.kind !== "message") return { from: [], to: [] };
  const { message } = row;
  const [executor, other] = message.executors;
  const isAmongOthers = lanes.some(
    ({ lane }) => (lane.executors?.size ?? 0) > 1 && lane.executors!.has(executor ?? -1),
  );
  return {
    from: ends(lanes, message, message.from),
    to: ends(lanes, message, message.to),
    ...(isAmongOthers && other === undefined ? { who: `executor ${executor}` } : {}),
  };
}

function ends(lanes: readonly PlacedLane[], { executors }: SequenceMessage, end: string): readonly number[] {
  const isOne = !end.startsWith("executor ");
  const found = lanes.filter(({ lane }) =>
    isOne ? lane.component === end : executors.some((id) => lane.executors?.has(id) === true),
  );
  return found.map(({ x }) => x);
}

interface StageSpan {
  readonly label: string;
  readonly first: number;
  last: number;
  readonly column: number;
}

/** From the first row about each stage attempt to the last, in as few columns as keep them apart. */
function stageSpans(rows: readonly SequenceRow[]): readonly StageSpan[] {
  const spans = new Map<string, { label: string; first: number; last: number }>();
  for (const [i, row] of rows.entries()) {
    if (row.kind !== "message" || row.message.stage === undefined) continue;
    const label = row.message.stage;
    const known = spans.get(label);
    if (known === undefined) spans.set(label, { label, first: i, last: i });
    else known.last = i;
  }
  const lastOf: number[] = [];
  return [...spans.values()].flatMap((span) => {
    const free = lastOf.findIndex((last) => last < span.first);
    const column = free === -1 ? lastOf.length : free;
    // Beyond, bars would take the room of the picture; the rows themselves name their stages.
    if (column >= MOST_BRACKETS) return [];
    lastOf[column] = span.last;
    return [{ ...span, column }];
  });
}
