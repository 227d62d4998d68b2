import { firstResultDifference } from "./compare-result.js";
import { type GraphNode, isomorphism } from "./isomorphism.js";
import type { ObservedJob } from "./observe.js";
import type { GoldenRecord, RecordedJob, RecordedStage } from "./record.js";

/** What is held against a record beside the stage graphs and the result, which always are. */
export interface Aspects {
  /** Records read and written, task by task. */
  readonly records?: boolean;
  /** Each stage's chain of RDDs: operation scopes, classes, partitions, cached marks. */
  readonly chains?: boolean;
}

export interface Difference {
  readonly aspect: "jobs" | "graph" | "records" | "chains" | "result";
  readonly text: string;
}

const GRAPH_ONLY: Aspects = {};

/**
 * How a run of ours differs from what Spark did: jobs in order, each job's stage graph up to isomorphism (edges, task
 * counts, kind, ran or skipped), the result, and the aspects asked for. Empty when they are equal.
 *
 * Ids of stages are never compared (B3). Jobs that ran at once may come in any order; all others must come in order.
 */
export function compare(
  record: GoldenRecord,
  observed: readonly ObservedJob[],
  result: unknown,
  aspects: Aspects = GRAPH_ONLY,
): Difference[] {
  const differences: Difference[] = [];
  const jobs = asRecorded(record, observed);
  if (jobs.length !== record.jobs.length) {
    const text = `${jobs.length} jobs, Spark had ${record.jobs.length}\n  Spark: ${outline(record.jobs)}\n  here:  ${outline(jobs)}`;
    differences.push({ aspect: "jobs", text });
  } else {
    for (const [from, to] of concurrentGroups(jobs)) {
      for (const [expected, actual] of pairUp(record.jobs.slice(from, to), jobs.slice(from, to), aspects)) {
        differences.push(...compareJob(expected, actual, aspects));
      }
    }
  }
  const text = firstResultDifference(record.result, result);
  if (text !== undefined) differences.push({ aspect: "result", text });
  return differences;
}

/** Our jobs without what the record does not tell: those of `aqe/` have no written output. */
function asRecorded(record: GoldenRecord, jobs: readonly ObservedJob[]): readonly ObservedJob[] {
  if (record.jobs.some((job) => job.stages.some((stage) => stage.recordsWritten !== undefined))) return jobs;
  return jobs.map((job) => ({
    ...job,
    stages: job.stages.map(({ recordsWritten: _, ...stage }) => stage),
  }));
}

/** Ranges [from, to) of jobs that overlap in time; a job that ran alone is a range of its own. */
function concurrentGroups(jobs: readonly ObservedJob[]): [number, number][] {
  const groups: [number, number][] = [];
  let lastEnd = Number.NEGATIVE_INFINITY;
  jobs.forEach((job, i) => {
    if (groups.length > 0 && job.startMs < lastEnd) groups[groups.length - 1]![1] = i + 1;
    else groups.push([i, i + 1]);
    lastEnd = Math.max(lastEnd, job.endMs);
  });
  return groups;
}

/** Pairs each job of Spark's with one of ours: a fully equal one where there is one, else one with an equal graph, else the next. */
function pairUp(expected: readonly RecordedJob[], actual: readonly ObservedJob[], aspects: Aspects) {
  const pairs = new Map<RecordedJob, ObservedJob>();
  const free = new Set(actual);
  const tests = [aspects, GRAPH_ONLY].map(
    (wanted) => (e: RecordedJob, a: ObservedJob) => matchStages(e, a, wanted) !== undefined,
  );
  for (const test of [...tests, () => true]) {
    for (const job of expected) {
      if (pairs.has(job)) continue;
      const match = [...free].find((candidate) => test(job, candidate));
      if (match === undefined) continue;
      pairs.set(job, match);
      free.delete(match);
    }
  }
  return expected.map((job): [RecordedJob, ObservedJob] => [job, pairs.get(job)!]);
}

function compareJob(expected: RecordedJob, actual: ObservedJob, aspects: Aspects): Difference[] {
  const where = `job ${expected.id}`;
  const differences: Difference[] = [];
  if (expected.result !== actual.result) {
    differences.push({ aspect: "jobs", text: `${where}: ${actual.result}, Spark had ${expected.result}` });
  }
  const mapping = matchStages(expected, actual, aspects) ?? matchStages(expected, actual, GRAPH_ONLY);
  if (mapping === undefined) {
    const text = `${where}: another stage graph\n  Spark: ${outline([expected])}\n  here:  ${outline([actual])}`;
    return [...differences, { aspect: "graph", text }];
  }
  for (const stage of expected.stages) {
    const other = actual.stages.find((candidate) => candidate.id === mapping.get(stage.id))!;
    for (const aspect of ["records", "chains"] as const) {
      if (!aspects[aspect]) continue;
      const [wanted, got] = [FACTS[aspect](stage), FACTS[aspect](other)];
      if (wanted === got) continue;
      const text = `${where}, stage ${stage.id}: other ${aspect}\n  Spark: ${wanted}\n  here:  ${got}`;
      differences.push({ aspect, text });
    }
  }
  return differences;
}

function matchStages(expected: RecordedJob, actual: RecordedJob, aspects: Aspects): Map<number, number> | undefined {
  return isomorphism(expected.stages.map(toNode(aspects)), actual.stages.map(toNode(aspects)));
}

const toNode =
  (aspects: Aspects) =>
  (stage: RecordedStage): GraphNode => ({
    id: stage.id,
    parents: stage.parents,
    label: [
      `${stage.status} ${stage.numTasks} ${stage.kind ?? ""}`,
      aspects.records ? FACTS.records(stage) : "",
      aspects.chains ? FACTS.chains(stage) : "",
    ].join("\n"),
  });

const FACTS = {
  records: (stage: RecordedStage): string =>
    `input ${JSON.stringify(stage.recordsRead)} shuffle read ${JSON.stringify(stage.shuffleRecordsRead)} ` +
    `shuffle written ${JSON.stringify(stage.shuffleRecordsWritten)} output ${JSON.stringify(stage.recordsWritten)}`,
  chains: (stage: RecordedStage): string => {
    const position = new Map(stage.rdds.map((rdd, i) => [rdd.id, i]));
    const text = stage.rdds.map((rdd) => {
      const parents = rdd.parents.flatMap((id) => position.get(id) ?? []);
      return `${rdd.scope}/${rdd.rdd}[${rdd.partitions}]${rdd.cached ? " cached" : ""}<-(${parents})`;
    });
    return text.join(" ");
  },
};

/** `{1:[4 map] 2:[8 result <-1]} {3:(4) …}`: tasks in brackets, in parentheses when skipped. */
function outline(jobs: readonly RecordedJob[]): string {
  const stageText = (stage: RecordedStage) => {
    const kind = stage.kind === undefined ? "" : stage.kind === "ResultTask" ? " result" : " map";
    const parents = stage.parents.length === 0 ? "" : ` <-${stage.parents}`;
    const inside = `${stage.numTasks}${kind}${parents}`;
    return `${stage.id}:${stage.status === "ran" ? `[${inside}]` : `(${inside})`}`;
  };
  return jobs.map((job) => `{${job.stages.map(stageText).join(" ")}}`).join(" ");
}
