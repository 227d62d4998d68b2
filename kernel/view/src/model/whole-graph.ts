import type { RunDocument, SparkPlanInfo } from "@stageplay/core";
import type { JobModel, RunModel, StageEdge, StageModel } from "./run-model-types.js";

/**
 * All jobs of a run as one graph: a skipped stage is the stage whose output it reuses, so an arrow goes from where the rows were really
 * written; broadcasts go to the stages that join with them. What an earlier run wrote stays a skipped stage of its own.
 *
 * @example
 * dagLayout(wholeGraph(model)).boxes.length; // stages that ran, plus those of earlier runs that were reused
 */
export function wholeGraph({ run, jobs, stages }: Pick<RunModel, "run" | "jobs" | "stages">): JobModel {
  const last = new Map<number, StageModel>();
  for (const stage of stages) last.set(stage.stageId, stage);
  const original = (stageId: number): number => {
    const reused = last.get(stageId)?.facts.reusesStage;
    return reused !== undefined && reused !== stageId && last.has(reused) ? original(reused) : stageId;
  };
  const edges = new Map<string, StageEdge>();
  const add = (edge: StageEdge): void => void edges.set(`${edge.from} ${edge.to}`, edge);
  for (const edge of jobs.flatMap((job) => job.edges)) {
    const to = original(edge.to);
    if (to !== edge.to) continue; // the original has this arrow itself
    const from = original(edge.from);
    const isAlias = from !== edge.from;
    add({ ...edge, from, to, reused: edge.reused && !isAlias });
  }
  const drawn = neededStages([...last.values()], original, edges);
  for (const edge of broadcasts(run, jobs, drawn)) add(edge);
  const ids = new Set(drawn.map(({ stageId }) => stageId));
  return {
    jobId: -1,
    title: "all jobs of this run",
    cause: "action",
    status: jobs.some(({ status }) => status === "running") ? "running" : "succeeded",
    startMs: 0,
    stages: drawn,
    edges: [...edges.values()].filter(({ from, to }) => ids.has(from) && ids.has(to)),
  };
}

/** Everything that is no alias; of what earlier runs wrote only what a stage of this run reads. */
function neededStages(
  stages: readonly StageModel[],
  original: (stageId: number) => number,
  edges: ReadonlyMap<string, StageEdge>,
): readonly StageModel[] {
  const skipped = new Set(stages.filter(({ status }) => status === "skipped").map(({ stageId }) => stageId));
  const read = new Set([...edges.values()].filter(({ to }) => !skipped.has(to)).map(({ from }) => from));
  return stages.filter(({ stageId }) => original(stageId) === stageId && (!skipped.has(stageId) || read.has(stageId)));
}

/** From the stage that collects a broadcast to those that join with it, found by the plan's own nodes. */
function broadcasts(run: RunDocument, jobs: readonly JobModel[], stages: readonly StageModel[]): readonly StageEdge[] {
  const executionOf = new Map(run.jobs.map(({ jobId, executionId }) => [jobId, executionId]));
  const causes = new Map(jobs.map(({ jobId, cause }) => [jobId, cause]));
  return run.sqlExecutions.flatMap(({ executionId, planInfo }) => {
    const own = stages.filter(({ jobId }) => executionOf.get(jobId) === executionId);
    const having = (node: SparkPlanInfo): readonly StageModel[] =>
      own.filter(({ operators }) => operators.some(({ detail }) => detail === node.simpleString));
    return broadcastJoins(planInfo).flatMap(({ exchange, join }) =>
      having(exchange)
        .filter(({ jobId }) => causes.get(jobId) === "broadcast")
        .flatMap((from) =>
          having(join)
            .filter((to) => to !== from)
            .map((to): StageEdge => ({ from: from.stageId, to: to.stageId, reused: false, broadcast: true })),
        ),
    );
  });
}

interface BroadcastJoin {
  readonly exchange: SparkPlanInfo;
  /** The operator that reads it. */
  readonly join: SparkPlanInfo;
}

const WRAPPER = /^(InputAdapter|BroadcastQueryStage|WholeStageCodegen \(\d+\))$/;

function broadcastJoins(node: SparkPlanInfo, reader: SparkPlanInfo = node): readonly BroadcastJoin[] {
  const own = node.nodeName === "BroadcastExchange" ? [{ exchange: node, join: reader }] : [];
  const below = WRAPPER.test(node.nodeName.trim()) ? reader : node;
  return [...own, ...node.children.flatMap((child) => broadcastJoins(child, below))];
}
