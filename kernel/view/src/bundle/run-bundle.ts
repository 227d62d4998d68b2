/** MIME type of the bundle in a cell's output. */
export const RUN_MIME = "application/vnd.stageplay.run.v1+json";

/**
 * A run as it is kept in a notebook: plain JSON, small enough for it (at most {@link byteLimit} characters).
 *
 * The document is JSON as it is, or packed (deflated, base64) when it is long. Tasks are columns; each column is one
 * string, because .ipynb files write one array element a line.
 */
export interface RunBundle {
  readonly version: 1;
  /** The run document without its tasks; exactly one of `document` and `packed` is there. */
  readonly document?: unknown;
  readonly packed?: string;
  /** Jobs of the run, when the document kept only the last ones. */
  readonly jobsTotal?: number;
  readonly tasks: BundledTasks;
  /** Exact per-stage counts, quantiles and the active-tasks curve, packed; only when tasks or metrics were left out. */
  readonly facts?: string;
}

export interface BundledTasks {
  /** Task attempts of the run. */
  readonly total: number;
  /** Task id of the run's first attempt; with every attempt drawn, row i has id `firstTaskId + i`. */
  readonly firstTaskId: number;
  /** Attempts that the columns hold. */
  readonly drawn: number;
  /** Attempts that have metrics: rows 0, `metricsStep`, 2 · `metricsStep`, … of the drawn ones. */
  readonly sampled: number;
  readonly metricsStep: number;
  /** Launch and finish are rounded to this many milliseconds; 0 when they are exact. */
  readonly timeResolutionMs: number;
  /** Executor and core of each lane. */
  readonly lanes: readonly (readonly [executor: number, core: number])[];
  /** Base64 of an encoded column by name; an absent column is all zeros. */
  readonly columns: Readonly<Record<string, string>>;
  /** Distinct failure texts; column `reason` holds 1 + the index, 0 for none. */
  readonly reasons: readonly string[];
}

/** Most characters that a bundle of so many task attempts may have: 300 kB for 100,000, and never more than 1 MB. */
export function byteLimit(tasks: number): number {
  if (tasks <= 10_000) return 1_000_000;
  return Math.min(1_000_000, Math.max(300_000, tasks * 3));
}

/**
 * A bundle that cannot be read: not ours, of another version, or damaged. The message says what is wrong with which part.
 */
export class RunBundleError extends RangeError {
  override readonly name = "RunBundleError";
}
