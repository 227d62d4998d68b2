import { TASK_COLUMN_NAMES, TASK_COLUMNS, type TaskColumnName, TaskTable } from "@stageplay/core";
import { stageKey } from "../model/stage-key.js";
import { decodeColumn, encodeExact, encodeQuantised, exactDecimals, readColumn } from "./column-codec.js";
import { type BundledTasks, RunBundleError } from "./run-bundle.js";
import { SampledValues } from "./sampled-values.js";
import { predictSchedule, unpredictSchedule } from "./schedule-codec.js";

/** How each column of the task table is kept; what is not here is a metric, kept for sampled rows. */
const KEPT: Partial<Record<TaskColumnName, "exact" | "lane" | "time">> = {
  stageId: "exact",
  stageAttempt: "exact",
  partition: "exact",
  attempt: "exact",
  locality: "exact",
  speculative: "exact",
  status: "exact",
  executor: "lane",
  core: "lane",
  launchMs: "time",
  finishMs: "time",
};
const EXACT = TASK_COLUMN_NAMES.filter((name) => KEPT[name] === "exact");
const METRICS = TASK_COLUMN_NAMES.filter((name) => KEPT[name] === undefined);

const MOST_REASONS = 100;
const REASON_CHARACTERS = 500;

/** Which rows of a table to keep, and how finely. */
export interface RowDetail {
  /** Rows to keep, ascending. */
  readonly rows: Uint32Array;
  /** A big run: metrics to about one percent, short texts. */
  readonly coarse: boolean;
}

type Columns = Record<string, string>;

/** The columns that every kept row has, besides where and when it ran. */
export function encodeRows(table: TaskTable, detail: RowDetail): { columns: Columns; reasons: string[] } {
  const columns: Columns = {};
  const put = putInto(columns);
  for (const name of EXACT) put(name, takeRows(table, name, detail.rows, 1), encodeExact);
  const { reasons, reason } = numberReasons(table, detail);
  put("reason", reason, encodeExact);
  return { columns, reasons };
}

/**
 * Where and when the rows ran.
 *
 * @param decimals of a millisecond to keep; `"exact"` for all there is.
 */
export function encodeSchedule(
  table: TaskTable,
  rows: Uint32Array,
  decimals: number | "exact",
): Pick<BundledTasks, "lanes" | "timeResolutionMs"> & { readonly columns: Columns } {
  const columns: Columns = {};
  const { lanes, rounded } = putSchedule((name) => takeRows(table, name, rows, 1), putInto(columns), decimals);
  return { columns, lanes, timeResolutionMs: rounded && decimals !== "exact" ? 10 ** -decimals : 0 };
}

function putInto(columns: Columns): Put {
  return (name, values, encode) => {
    if (values.some((value) => value !== 0)) columns[name] = encode(values);
  };
}

/** The metrics of each `step`-th kept row. */
export function encodeMetrics(table: TaskTable, { rows, coarse }: RowDetail, step: number): Columns {
  const columns: Columns = {};
  for (const name of METRICS) {
    const values = takeRows(table, name, rows, step);
    if (values.some((value) => value !== 0))
      columns[name] = coarse ? encodeQuantised(values, decimalsOf(name)) : encodeExact(values);
  }
  return columns;
}

/** Quantised times are kept to a microsecond: simulated tasks may spend less than a millisecond on something. */
const decimalsOf = (name: TaskColumnName): number => (TASK_COLUMNS[name] === "ms" ? 3 : 0);

function takeRows(table: TaskTable, name: TaskColumnName, rows: Uint32Array, step: number): Float64Array {
  const column = table.columns[name];
  const values = new Float64Array(Math.ceil(rows.length / step));
  for (let i = 0; i < values.length; i++) values[i] = column[rows[i * step]!]!;
  return values;
}

/** Distinct failure texts; in a big run only so many, and only their beginnings. */
function numberReasons(table: TaskTable, { rows, coarse }: RowDetail): { reasons: string[]; reason: Float64Array } {
  const index = new Map<string, number>();
  const reason = Float64Array.from(rows, (row) => {
    const whole = table.reasons.get(row);
    if (whole === undefined) return 0;
    const text = coarse ? whole.slice(0, REASON_CHARACTERS) : whole;
    const known = index.get(text);
    if (known !== undefined) return known;
    if (coarse && index.size === MOST_REASONS) return 0;
    index.set(text, index.size + 1);
    return index.size;
  });
  return { reasons: [...index.keys()], reason };
}

type Take = (name: TaskColumnName) => Float64Array;
type Put = (name: string, values: Float64Array, encode: (values: Float64Array) => string) => void;

/**
 * Lane and times: predicted (columns `rank`, `wait`, `duration` in units of 10^-`unit` ms) when the times are decimals,
 * else as doubles (`launch`, `finish`) beside plain lanes. `lane` replaces `rank` where that is shorter.
 */
function putSchedule(
  take: Take,
  put: Put,
  wanted: number | "exact",
): { readonly lanes: BundledTasks["lanes"]; readonly rounded: boolean } {
  const { lanes, lane } = numberLanes(take("executor"), take("core"));
  const launchMs = take("launchMs");
  const finishMs = take("finishMs");
  const exact = decimalsOfBoth(launchMs, finishMs);
  if (exact === undefined && wanted === "exact") {
    put("lane", lane, encodeExact);
    put("launch", launchMs, encodeExact);
    put("finish", finishMs, encodeExact);
    return { lanes, rounded: false };
  }
  const rounded = wanted !== "exact" && (exact === undefined || exact > wanted);
  const decimals = rounded ? wanted : exact!;
  const scale = 10 ** decimals;
  const launch = launchMs.map((ms) => Math.round(ms * scale));
  const duration = finishMs.map((ms, i) => Math.round(ms * scale) - launch[i]!);
  const startsStage = stageStarts(take("stageId"), take("stageAttempt"), launch.length);
  const { rank, wait } = predictSchedule({ lane, launch, duration, startsStage }, lanes.length);
  const ranked = encodeExact(rank);
  const plain = encodeExact(lane);
  // `unit` is a column of one value, so that an all-zero `wait` needs nothing.
  put("unit", new Float64Array([decimals + 1]), encodeExact);
  if (plain.length < ranked.length) put("lane", lane, () => plain);
  else put("rank", rank, () => ranked);
  put("wait", wait, encodeExact);
  put("duration", duration, encodeExact);
  return { lanes, rounded };
}

/** Decimals of a millisecond that give all launches and finishes exactly; undefined when there are none. */
function decimalsOfBoth(launchMs: Float64Array, finishMs: Float64Array): number | undefined {
  const launch = exactDecimals(launchMs);
  const finish = exactDecimals(finishMs);
  return launch === undefined || finish === undefined ? undefined : Math.max(launch, finish);
}

/** Marks the first row of each stage attempt. */
function stageStarts(stageId: ArrayLike<number>, stageAttempt: ArrayLike<number>, rows: number): Uint8Array {
  const starts = new Uint8Array(rows);
  const seen = new Set<string>();
  for (let row = 0; row < rows; row++) {
    // Most rows follow one of their own stage.
    if (row > 0 && stageId[row] === stageId[row - 1] && stageAttempt[row] === stageAttempt[row - 1]) continue;
    const before = seen.size;
    if (seen.add(stageKey(stageId[row]!, stageAttempt[row]!)).size > before) starts[row] = 1;
  }
  return starts;
}

function numberLanes(executor: Float64Array, core: Float64Array): { lanes: [number, number][]; lane: Float64Array } {
  const index = new Map<string, number>();
  const lanes: [number, number][] = [];
  const lane = executor.map((id, i) => {
    const key = `${id}/${core[i]}`;
    let number = index.get(key);
    if (number === undefined) {
      number = lanes.length;
      index.set(key, number);
      lanes.push([id, core[i]!]);
    }
    return number;
  });
  return { lanes, lane };
}

/** @throws RunBundleError when a column is damaged or does not fit the others. */
export function decodeTasks(tasks: BundledTasks): TaskTable {
  const { drawn, sampled, metricsStep, columns } = tasks;
  // What the bundle leaves out is zero. Partitions and metrics are made when somebody looks at them: a first card does not.
  const table = new TaskTable(Math.max(1, drawn), tasks.firstTaskId, "as used");
  table.appendRows(drawn);
  const read = (name: string, length = drawn): Float64Array | undefined => {
    const text = columns[name];
    return text === undefined ? undefined : decodeColumn(text, length, `task column ${name}`);
  };
  const readLater = (name: TaskColumnName, length: number, step: number): void => {
    const text = columns[name];
    if (text === undefined) return;
    table.setRows(name, 0, drawn, new SampledValues(readColumn(text, length, `task column ${name}`), step));
  };
  for (const name of EXACT) {
    if (name === "partition") readLater(name, drawn, 1);
    else if (name in columns) table.use(name).set(read(name)!);
  }
  readSchedule(tasks, read, table);
  for (const name of METRICS) readLater(name, sampled, metricsStep);
  const reason = read("reason");
  for (let row = 0; reason !== undefined && row < drawn; row++) {
    const text = tasks.reasons[reason[row]! - 1];
    if (text !== undefined) table.reasons.set(row, text);
  }
  return table;
}

type Read = (name: string, length?: number) => Float64Array | undefined;

function readSchedule({ lanes, columns, drawn }: BundledTasks, read: Read, table: TaskTable): void {
  const zeros = (): Float64Array => new Float64Array(drawn);
  const { stageId, stageAttempt, launchMs, finishMs, executor, core } = table.columns;
  let lane = read("lane") ?? zeros();
  const unit = read("unit", 1)?.[0] ?? 0;
  if (unit === 0) {
    launchMs.set(read("launch") ?? zeros());
    finishMs.set(read("finish") ?? zeros());
  } else {
    const duration = read("duration") ?? zeros();
    const schedule = unpredictSchedule(
      { rank: "lane" in columns ? undefined : (read("rank") ?? zeros()), lane, wait: read("wait") ?? zeros() },
      { duration, startsStage: stageStarts(stageId, stageAttempt, drawn) },
      lanes.length,
    );
    if (schedule === undefined) throw new RunBundleError("task column rank names a lane that is not there.");
    lane = schedule.lane;
    const scale = 10 ** (unit - 1);
    for (let row = 0; row < drawn; row++) {
      launchMs[row] = schedule.launch[row]! / scale;
      finishMs[row] = (schedule.launch[row]! + duration[row]!) / scale;
    }
  }
  for (let row = 0; row < drawn; row++) {
    const pair = lanes[lane[row]!];
    if (pair === undefined) throw new RunBundleError(`task column lane names lane ${lane[row]} of ${lanes.length}.`);
    executor[row] = pair[0];
    core[row] = pair[1];
  }
}
