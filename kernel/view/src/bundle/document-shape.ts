import { CONTROL_MESSAGES } from "@stageplay/core";
import {
  count,
  fields,
  finite,
  flag,
  listOf,
  nested,
  oneOf,
  optional,
  recordOf,
  type Shape,
  text,
  tupleOf,
} from "./shape.js";

const callSite = fields({ short: text, method: text, file: optional(text), line: optional(finite) });
const provenance = oneOf("measured", "modelled", "recorded");

const totals = fields({
  inputBytes: finite,
  inputRecords: finite,
  outputBytes: finite,
  outputRecords: finite,
  shuffleReadBytes: finite,
  shuffleReadRecords: finite,
  shuffleWriteBytes: finite,
  shuffleWriteRecords: finite,
  memorySpillBytes: finite,
  diskSpillBytes: finite,
  gcMs: finite,
});

const rdd = fields({
  id: finite,
  name: text,
  scope: optional(fields({ id: text, name: text })),
  callSite: text,
  parentIds: listOf(finite),
  numPartitions: finite,
  cached: flag,
  storageLevel: text,
  barrier: optional(flag),
});

const stage = fields({
  stageId: count,
  attempt: count,
  jobId: count,
  name: text,
  callSite,
  kind: oneOf("ShuffleMapTask", "ResultTask"),
  shuffleId: optional(finite),
  numReducers: optional(count),
  shuffleWriter: optional(oneOf("BypassMergeSort", "Serialized", "Sort")),
  numTasks: count,
  taskBytes: optional(finite),
  parentIds: listOf(count),
  rdds: listOf(rdd),
  status: oneOf("pending", "active", "complete", "skipped", "failed"),
  submittedMs: optional(finite),
  tasksSubmittedMs: optional(finite),
  completedMs: optional(finite),
  isBarrier: optional(flag),
  prefersPlaces: optional(flag),
  failureReason: optional(text),
  reusesStage: optional(count),
  totals,
});

const job = fields({
  jobId: count,
  callSite,
  cause: text,
  description: optional(text),
  executionId: optional(finite),
  startMs: finite,
  endMs: optional(finite),
  failure: optional(text),
  stageIds: listOf(count),
});

const planInfo = nested((self) =>
  fields({
    nodeName: text,
    simpleString: text,
    children: listOf(self),
    metrics: listOf(fields({ name: text, accumulatorId: finite, metricType: text })),
    ownTime: optional(listOf(finite)),
  }),
);

const traceStep = fields({
  phase: oneOf("Analysis", "Optimization", "Planning", "Preparation", "Adaptive execution"),
  batch: text,
  rule: text,
  iteration: count,
  reason: optional(text),
  diff: listOf(fields({ mark: oneOf(" ", "-", "+", "!"), text })),
});

const sqlExecution = fields({
  executionId: finite,
  description: text,
  callSite,
  startMs: finite,
  endMs: optional(finite),
  errorMessage: text,
  physicalPlan: text,
  planInfo,
  initialPlanInfo: optional(planInfo),
  planTrace: optional(listOf(traceStep)),
  metrics: recordOf(finite),
  nodeStages: optional(listOf(listOf(count))),
  spreads: optional(
    recordOf(
      fields({
        min: finite,
        med: finite,
        max: finite,
        task: optional(fields({ stageId: count, stageAttempt: count, taskId: count })),
      }),
    ),
  ),
});

const findingPlace = {
  jobId: optional(finite),
  stageId: optional(count),
  stageAttempt: optional(count),
  task: optional(count),
  executionId: optional(finite),
  operator: optional(text),
};

const prediction = fields({
  id: optional(text),
  claims: optional(listOf(text)),
  jobId: finite,
  callSite: optional(callSite),
  seal: text,
  fields: listOf(
    fields({
      name: text,
      expected: text,
      actual: text,
      correct: flag,
      state: oneOf("right", "partly", "wrong", "open"),
      score: finite,
      parts: optional(
        listOf(fields({ label: text, expected: text, actual: text, correct: flag, stageId: optional(count) })),
      ),
      note: optional(text),
      rule: optional(fields({ items: listOf(text), text })),
      places: optional(
        listOf(fields({ ...findingPlace, text, parentId: optional(count), callSite: optional(callSite) })),
      ),
    }),
  ),
  correct: flag,
  score: finite,
  explanation: optional(text),
  extraJobs: listOf(fields({ jobId: count, cause: text, stages: text, text, callSite })),
  misconceptions: listOf(fields({ id: text, name: text, wrong: text, tryThis: text, fields: listOf(text) })),
});

const messageName = oneOf(...Object.keys(CONTROL_MESSAGES));
const messages = fields({
  times: fields({ dispatchMs: finite, launchMs: finite, reportMs: finite, heartbeatMs: finite }),
  sent: listOf(tupleOf(finite, messageName, finite, finite, finite, text, finite)),
  totals: recordOf(count),
  silences: listOf(
    fields({ executorId: finite, fromMs: finite, untilMs: optional(finite), cause: oneOf("cut off", "frozen") }),
  ),
});

const finding = fields({
  id: text,
  title: text,
  severity: oneOf("serious", "warning", "note"),
  seen: text,
  cause: text,
  fix: text,
  change: optional(text),
  callSite: optional(callSite),
  places: listOf(fields(findingPlace)),
  occurrences: count,
  costMs: finite,
  savesMs: optional(finite),
});

/** A RunDocument without its tasks. */
export const documentShape: Shape = fields({
  appId: text,
  appName: text,
  runId: finite,
  cell: optional(finite),
  profile: fields({
    sparkVersion: text,
    aqe: flag,
    seed: finite,
    costProfile: text,
    rows: provenance,
    bytes: provenance,
    times: provenance,
  }),
  conf: recordOf(text),
  executors: listOf(
    fields({
      executorId: finite,
      host: text,
      cores: count,
      addedMs: finite,
      removedMs: optional(finite),
      removedReason: optional(text),
      requestedMs: optional(finite),
      stoppedMs: optional(finite),
      decommissionedMs: optional(finite),
    }),
  ),
  requests: optional(listOf(fields({ requestedMs: finite, cores: count, droppedMs: optional(finite) }))),
  exclusions: optional(
    listOf(
      fields({
        executorId: optional(finite),
        host: optional(text),
        stageId: optional(count),
        stageAttempt: optional(count),
        fromMs: finite,
        untilMs: optional(finite),
      }),
    ),
  ),
  jobs: listOf(job),
  stages: listOf(stage),
  sqlExecutions: listOf(sqlExecution),
  storageMemory: optional(fields({ timeMs: listOf(finite), bytes: listOf(finite) })),
  faults: listOf(fields({ timeMs: finite, description: text, short: optional(text), executorId: optional(finite) })),
  predictions: listOf(prediction),
  advice: optional(listOf(finding)),
  messages: optional(messages),
  startMs: finite,
  endMs: finite,
});

/** The tasks part of a bundle. */
export const tasksShape: Shape = fields({
  total: count,
  firstTaskId: count,
  drawn: count,
  sampled: count,
  metricsStep: count,
  timeResolutionMs: finite,
  lanes: listOf(listOf(finite)),
  columns: recordOf(text),
  reasons: listOf(text),
});

const fiveNumbers = fields({ min: finite, p25: finite, median: finite, p75: finite, max: finite });

/** {@link TaskFacts}. */
export const factsShape: Shape = fields({
  stages: recordOf(
    fields({
      counts: fields({ running: count, succeeded: count, failed: count, killed: count }),
      durations: optional(fiveNumbers),
      metrics: recordOf(fiveNumbers),
    }),
  ),
  activity: fields({
    timeMs: listOf(finite),
    count: listOf(count),
  }),
  coreTime: fields({
    totalUs: finite,
    parts: recordOf(finite),
    largest: optional(fields({ name: text, line: text, jobId: count, stage: optional(text) })),
  }),
  criticalPath: listOf(
    fields({
      kind: text,
      fromMs: finite,
      us: finite,
      text,
      links: count,
      jobId: optional(count),
      stage: optional(text),
      partition: optional(count),
      taskId: optional(count),
    }),
  ),
});
