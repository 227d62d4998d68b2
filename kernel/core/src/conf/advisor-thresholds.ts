import { type ConfigEntry, entry } from "./config-entry.js";

/** From which value on the advisor speaks. */
export interface Threshold {
  /** In the key's own notation: `512m`, `3s`, `0.1`. */
  readonly value: string;
  readonly type: "double" | "bytes" | "time";
  /** What it is and in which unit; the source is Spark's documentation or, where that names no number, common practice. */
  readonly doc: string;
}

const ratio = (value: string, doc: string): Threshold => ({ value, type: "double", doc });
const bytes = (value: string, doc: string): Threshold => ({ value, type: "bytes", doc });
const time = (value: string, doc: string): Threshold => ({ value, type: "time", doc });

/**
 * Every number that the advisor compares with, by finding: `spark.stageplay.advisor.<finding>.<threshold>` changes it.
 *
 * @example
 * spark.conf.set("spark.stageplay.advisor.skewed-partition.ratio", 4);
 */
export const ADVISOR_THRESHOLDS: Readonly<Record<string, Readonly<Record<string, Threshold>>>> = {
  "skewed-partition": {
    ratio: ratio("10", "Largest partition over the median, in bytes or records (Spark splits from 5 times on, H6)."),
    gap: ratio("5", "Largest partition over the third quartile."),
    records: ratio("1000", "Records below which a partition is not worth a word; a MiB of bytes likewise."),
  },
  "slow-node": {
    ratio: ratio("2", "Median time of a host's tasks over that of the others."),
    tasks: ratio("2", "Tasks of the host that it takes to tell."),
    time: time("50ms", "Median time by which its tasks are longer."),
    load: ratio("1.5", "Median bytes over that of the others, up to which they count as alike."),
  },
  "too-few-partitions": {
    bytes: bytes("512m", "Bytes of a task (practice: 100 to 200 MB)."),
    share: ratio("0.1", "Part of the run that the stage must take."),
    time: time("1s", "Time that the stage must take."),
  },
  "too-many-partitions": {
    time: time("100ms", "Median time of a task (Spark's tuning guide: tasks may be as short as 200 ms)."),
    waves: ratio("5", "Tasks over slots."),
    bytes: bytes("10m", "Median shuffle bytes read by a task (AQE aims at 64 MB, H5)."),
    tasks: ratio("200", "Tasks from which on so little of each counts."),
    share: ratio("0.02", "Starting and ending such tasks over the stage's core time, below which it does not matter."),
  },
  spill: { bytes: bytes("0", "Bytes spilled to disk by a stage, above which it counts.") },
  gc: {
    share: ratio("0.1", "Garbage collection over run time of a stage (Spark's UI turns red here)."),
    serious: ratio("0.2", "The same, from which on it is serious."),
    time: time("500ms", "Garbage collection of a stage, in core time, below which it is not worth a word."),
  },
  "cache-crowds-execution": {
    evicted: ratio("0", "Cached blocks evicted by a stage that spills, above which it counts (E2)."),
  },
  "cache-unused": { reads: ratio("1", "Times that a cached RDD was used, up to which the cache gained nothing.") },
  recomputed: {
    times: ratio("2", "Times that the same lineage was computed in full."),
    time: time("100ms", "Core time of computing it again."),
  },
  "collect-large": {
    share: ratio("0.5", "Bytes of results over the driver's heap or spark.driver.maxResultSize (C11)."),
  },
  "broadcast-large": {
    bytes: bytes("200m", "Bytes of a broadcast side."),
    share: ratio("0.3", "Bytes of a broadcast side over the driver's heap."),
  },
  "broadcast-missed": { bytes: bytes("0", "Shuffled bytes of the larger side, above which it counts.") },
  "many-small-jobs": {
    jobs: ratio("20", "Jobs from one line."),
    time: time("1s", "Duration of a job, below which it is small."),
  },
  "driver-bound": {
    share: ratio("0.5", "Core time in which slots wait for the driver, over all core time."),
    time: time("2s", "Time of the run, below which it is not worth a word."),
  },
  "task-payload": {
    time: time("1s", "Deserialization of a task."),
    bytes: bytes("1000k", "Serialized size of a task (Spark's own warning, C12)."),
  },
  "locality-wait": {
    share: ratio("0.1", "Core time of a stage that is idle for locality."),
    time: time("1s", "Core time of it, below which it is not worth a word."),
  },
  "locality-pointless": { time: time("3s", "spark.locality.wait, above which it was raised (C5).") },
  "needless-repartition": { records: ratio("0", "Records that were shuffled, above which it counts.") },
  "needless-sort": { records: ratio("0", "Records that were sorted, above which it counts.") },
  "distinct-wide": {
    columns: ratio("2", "Columns of the key."),
    records: ratio("1000", "Records that went in, below which it is not worth a word."),
    kept: ratio("1", "Records out over records in, from which on nothing was dropped."),
  },
  "wrong-join-side": {
    ratio: ratio("2", "Records of the built side over those of the other."),
    shrink: ratio("0.1", "Records that a later join leaves of an earlier one's."),
    records: ratio("1000", "Records of the larger side, below which it is not worth a word."),
  },
  "groupbykey-reduce": {
    share: ratio("0.25", "Bytes that leave the fold over bytes that were shuffled for it."),
  },
  "fetch-failed": { attempts: ratio("1", "Tasks that could not fetch.") },
  "retries-one-node": {
    failures: ratio("3", "Failed attempts."),
    share: ratio("0.8", "Part of them on one host."),
  },
  "side-effect-retry": { attempts: ratio("2", "Attempts of one task that ran its side effects.") },
  "executors-idle": {
    share: ratio("0.5", "Part of the executors without a task."),
    time: time("1s", "Time of the stage."),
  },
  "container-killed": { times: ratio("1", "Executors that were killed for their memory.") },
};

const PREFIX = "spark.stageplay.advisor";
/** Findings that are left out, by id, with commas between. */
export const SILENCE_KEY: string = `${PREFIX}.silence`;

export const thresholdKey = (finding: string, threshold: string): string => `${PREFIX}.${finding}.${threshold}`;

/** The same as keys of the configuration. */
export const ADVISOR_ENTRIES: readonly ConfigEntry[] = [
  entry(SILENCE_KEY, "string", "", "Findings of the advisor to leave out, by id, with commas between; * for all."),
  ...Object.entries(ADVISOR_THRESHOLDS).flatMap(([finding, thresholds]) =>
    Object.entries(thresholds).map(([name, { value, type, doc }]) =>
      entry(thresholdKey(finding, name), type, value, doc, { min: 0 }),
    ),
  ),
];
