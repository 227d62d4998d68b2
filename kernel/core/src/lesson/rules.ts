import type { JobCause } from "../events/listener.js";
import type { SparkRule } from "../events/prediction-verdict.js";

/** The rules of Spark that a wrong answer may have missed, in plain words. */
export const RULES = {
  shuffleCuts: {
    items: ["A1", "B2"],
    text: "Spark cuts a stage where rows must change partition, and nowhere else: so many shuffles, and one stage more. Row-local steps stay in one stage.",
  },
  countIsAggregate: {
    items: ["G5", "G6"],
    text: "count() of a DataFrame is an aggregate: each task counts its rows, and one more stage of a single task adds the counts up.",
  },
  skippedCounts: {
    items: ["B8"],
    text: "A skipped stage belongs to the job and is counted: its shuffle files were there already, so it did not run.",
  },
  adaptiveSkips: {
    items: ["H2", "B4"],
    text: "Adaptive execution has run each shuffle in a job of its own. The later job lists those stages again, and skips them.",
  },
  samplingSkips: {
    items: ["A7", "G7"],
    text: "The job that samples for the sort has run the stages below already, so the job after it skips them.",
  },
  cachedAncestors: {
    items: ["B5"],
    text: "Stages above a cached RDD are made all the same, and skipped: reading the cache needs none of them.",
  },
  nothingSkipped: {
    items: ["B6"],
    text: "A stage runs when some of its output is missing. All of these had output to make.",
  },
  narrowUnion: {
    items: ["A13"],
    text: "A union cuts nothing: its partitions are those of all its inputs, one after the other.",
  },
  narrowCoalesce: {
    items: ["A12"],
    text: "coalesce puts partitions together without a shuffle, and so the whole stage has as few tasks; repartition shuffles, and cuts.",
  },
  broadcastCuts: {
    items: ["G3"],
    text: "A broadcast join cuts nothing: the small side was collected in a job of its own and sent to every executor.",
  },
  coPartitioned: {
    items: ["A5", "G5"],
    text: "Rows that lie in the right partitions already are not shuffled again: no cut there.",
  },
  topK: {
    items: ["G8"],
    text: "A sort with a small limit keeps the first rows of each partition and merges them in the driver: no shuffle.",
  },
  takeScans: {
    items: ["A9"],
    text: "take, show and their like look at one partition first, and at more, in further jobs, only when rows are missing.",
  },
  rangeBounds: {
    items: ["A7"],
    text: "A global sort makes at most one task for each distinct range of keys that its sample found.",
  },
  coalescedPartitions: {
    items: ["H5"],
    text: "Adaptive execution puts small shuffle partitions together, by the sizes that the map stage reported.",
  },
  singlePartition: {
    items: ["G5"],
    text: "An aggregate without keys, or a limit in the middle of a query, needs all rows in one partition: one task.",
  },
  shufflePartitions: {
    items: ["G5"],
    text: "A query's shuffle has as many partitions as spark.sql.shuffle.partitions says, however many tasks wrote it.",
  },
  defaultPartitioner: {
    items: ["A4"],
    text: "A shuffle of RDDs has as many partitions as was asked for; else as its largest input, or as spark.default.parallelism when that is set.",
  },
  sourcePartitions: { items: ["A3", "G14"], text: "The first stage has one task for each partition of the source." },
  oneJob: { items: ["A10"], text: "An action is one job when nothing makes Spark add others." },
  slots: {
    items: ["C2"],
    text: "A slot runs one task at a time: tasks over slots, rounded up, are the waves. Slots = executors × (cores ÷ spark.task.cpus).",
  },
  retries: {
    items: ["C6", "C7"],
    text: "Every attempt counts. A failed task is tried again alone, in the same stage attempt, up to spark.task.maxFailures times.",
  },
  fetchFailure: {
    items: ["B11", "B7"],
    text: "After a failed fetch Spark runs again what was lost of the parent stage, and what had not finished of the child: not the whole job.",
  },
  speculation: {
    items: ["C10"],
    text: "Speculation starts copies of slow tasks on other hosts; each copy is an attempt, and the slower one is killed.",
  },
  onceEach: { items: ["B7", "B8"], text: "Each task of a stage that runs is one attempt; skipped stages run none." },
  locality: {
    items: ["C4", "B10"],
    text: "Cached blocks give PROCESS_LOCAL, blocks and shuffle files on the host NODE_LOCAL; tasks that prefer no place are reported as PROCESS_LOCAL.",
  },
  shuffleSize: {
    items: ["A2", "F5"],
    text: "A shuffle writes its records after the map side has combined them, compressed. What is not combined is written row by row.",
  },
  skew: {
    items: ["C10"],
    text: "A stage lasts as long as its slowest task. One that takes far longer has more data, or a slower machine.",
  },
  noStraggler: { items: ["C10"], text: "No task of the job ran for more than twice the median of its stage." },
  failures: {
    items: ["C7", "C8"],
    text: "A task that fails spark.task.maxFailures times ends its job, and the action fails with it.",
  },
  succeeded: {
    items: ["C7"],
    text: "Failed tasks are tried again, and the action succeeds when each has succeeded once.",
  },
  exchanges: {
    items: ["G5"],
    text: "An Exchange stands where an operator needs rows that are not laid out as its input has them; broadcasts are BroadcastExchange.",
  },
  time: {
    items: ["C2", "K"],
    text: "Time follows from waves × the time of a task, and from what the driver does in between. Times are modelled.",
  },
} as const;

/** Why Spark runs jobs beside the one that was asked for. */
export const EXTRA_JOB_RULES: Readonly<Record<JobCause, SparkRule>> = {
  action: { items: ["A10"], text: "Some actions are several jobs: takeSample counts first, for instance." },
  "take ramp-up": RULES.takeScans,
  "range sampling": {
    items: ["A7", "G7"],
    text: "A global sort samples its input in a job of its own, to find the bounds between its tasks.",
  },
  "schema inference": {
    items: ["G16"],
    text: "A reader without a schema looks into the files for one, in a job of its own.",
  },
  broadcast: {
    items: ["G3", "E8"],
    text: "The small side of a broadcast join is collected to the driver in a job of its own.",
  },
  "query stage": {
    items: ["H2"],
    text: "Adaptive execution runs each shuffle, and each broadcast, as a job of its own, and the result as the last one.",
  },
  cache: { items: ["G10"], text: "An adaptive plan fills a cached table in a job of its own before it reads it." },
  "partition sizes": {
    items: ["A8"],
    text: "zipWithIndex counts the elements of all partitions but the last, in a job of its own.",
  },
  checkpoint: { items: ["A14"], text: "A checkpoint is written in a job of its own, after the one that asked for it." },
};
