import { expect, test } from "vitest";
import type { SparkListenerJobStart } from "../../events/listener.js";
import { ListenerBus } from "../../events/listener-bus.js";
import { CoGroupedRDD } from "../../rdd/co-grouped-rdd.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import { ParallelCollectionRDD } from "../../rdd/parallel-collection-rdd.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import { RDDContext } from "../../rdd/rdd-context.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../../rdd/shuffled-rdd.js";
import { StorageLevel } from "../../rdd/storage-level.js";
import { MapOutputTracker } from "../map-output-tracker.js";
import type { TaskSet } from "../task/task-set.js";
import { DAGScheduler } from "./dag-scheduler.js";

type Pairs = RDDLineage<readonly [number, number]>;

/** A DAGScheduler whose task sets the test completes by hand; the clock stands still. */
class Harness {
  readonly taskSets: TaskSet[] = [];
  readonly cancelled: number[] = [];
  readonly log: string[] = [];
  readonly jobs: SparkListenerJobStart[] = [];
  readonly results: unknown[] = [];
  readonly failures: string[] = [];
  readonly cached: Set<unknown> = new Set();
  readonly context = new RDDContext();
  readonly dag: DAGScheduler;

  constructor() {
    const bus = new ListenerBus();
    bus.add({
      onJobStart: (event) => {
        this.jobs.push(event);
        this.log.push(`job ${event.jobId} started`);
      },
      onStageSubmitted: ({ stage }) => this.log.push(`stage ${stage.stageId}.${stage.attempt} submitted`),
      onStageCompleted: ({ stage, failureReason }) =>
        this.log.push(`stage ${stage.stageId} ${failureReason === undefined ? "completed" : "failed"}`),
      onJobEnd: ({ jobId, failure }) => this.log.push(`job ${jobId} ${failure === undefined ? "succeeded" : "failed"}`),
    });
    this.dag = new DAGScheduler({
      mapOutputs: new MapOutputTracker(),
      bus,
      now: () => 0,
      blockExecutor: (rdd) => (this.cached.has(rdd) ? 0 : -1),
      cacheLocation: () => -1,
      submitTasks: (taskSet) => this.taskSets.push(taskSet),
      cancelTasks: (stageId) => this.cancelled.push(stageId),
      accumulables: () => new Map(),
    });
  }

  source(partitions: number): Pairs {
    return new ParallelCollectionRDD<readonly [number, number]>(this.context, [], partitions);
  }

  shuffled(parent: Pairs, partitions: number): Pairs {
    return new ShuffledRDD<number, number, number>(parent, new HashPartitioner(partitions));
  }

  submit(rdd: RDDLineage<never> | Pairs): number {
    const request = {
      rdd: rdd as RDDLineage<unknown>,
      task: () => 0,
      callSite: { short: "count", method: "count" },
      cause: "action" as const,
    };
    return this.dag.submitJob(request, (failure, results) => {
      if (failure === undefined) this.results.push(results);
      else this.failures.push(failure.message);
    });
  }

  /** Completes every task of the task set that was submitted last for a stage. */
  complete(stageId: number): void {
    const { stage, partitions } = this.taskSets.find((set) => set.stageId === stageId)!;
    for (const partition of partitions) {
      if (stage.kind === "ShuffleMapTask") {
        this.dag.mapTaskSucceeded(stage, partition, { executorId: 0, host: "host-1", blocks: new Map() });
      } else this.dag.resultTaskSucceeded(stage, partition, `r${partition}`);
    }
  }

  get submitted(): number[] {
    return this.taskSets.map((set) => set.stageId);
  }
}

test("a chain runs from the source upward, one stage after the other", () => {
  //  source(2) → shuffle(3) → shuffle(4) → count
  const t = new Harness();
  t.submit(t.shuffled(t.shuffled(t.source(2), 3), 4));
  expect(t.jobs[0]!.stages.map((stage) => [stage.stageId, stage.numTasks, stage.parentIds])).toEqual([
    [0, 2, []],
    [1, 3, [0]],
    [2, 4, [1]],
  ]);
  expect(t.submitted).toEqual([0]);
  t.complete(0);
  expect(t.submitted).toEqual([0, 1]);
  t.complete(1);
  t.complete(2);
  expect(t.results).toEqual([["r0", "r1", "r2", "r3"]]);
  expect(t.log.slice(-2)).toEqual(["stage 2 completed", "job 0 succeeded"]);
  expect(t.dag.hasActiveJobs).toBe(false);
});

test("both sides of a join run at once, the join waits for both (B6)", () => {
  //  left(2) ─┐
  //           ├→ cogroup(4) → count
  //  right(3)─┘
  const t = new Harness();
  t.submit(new CoGroupedRDD([t.source(2), t.source(3)], new HashPartitioner(4)) as unknown as Pairs);
  expect(t.submitted).toEqual([0, 1]);
  t.complete(1);
  expect(t.submitted).toEqual([0, 1]);
  t.complete(0);
  expect(t.submitted).toEqual([0, 1, 2]);
});

test("a second job reuses the shuffle files: new stage ids, the map stage is listed and never submitted (B4, B8)", () => {
  const t = new Harness();
  const rdd = t.shuffled(t.source(2), 3);
  t.submit(rdd);
  t.complete(0);
  t.complete(1);
  t.submit(rdd);
  expect(t.jobs[1]!.stages.map((stage) => stage.stageId)).toEqual([2, 3]);
  expect(t.submitted).toEqual([0, 1, 3]);
});

test("a fully cached RDD hides its ancestors from submission, not from creation (B5)", () => {
  const t = new Harness();
  const rdd = t.shuffled(t.source(2), 3);
  rdd.storageLevel = StorageLevel.MEMORY_ONLY;
  t.cached.add(rdd);
  t.submit(rdd);
  expect(t.jobs[0]!.stages).toHaveLength(2);
  expect(t.submitted).toEqual([1]);
});

test("a failed task set aborts its job, cancels what runs and names the cause (B15)", () => {
  const t = new Harness();
  t.submit(new CoGroupedRDD([t.source(2), t.source(3)], new HashPartitioner(4)) as unknown as Pairs);
  t.dag.taskSetFailed(0, "Task 1 in stage 0.0 failed 4 times", new Error("boom"));
  expect(t.cancelled).toEqual([0, 1]);
  expect(t.failures[0]).toMatch(
    /^\[SPARK_JOB_ABORTED\] Job aborted due to stage failure: Task 1 in stage 0\.0 failed 4 times/,
  );
  expect(t.log.slice(-3)).toEqual(["stage 0 failed", "stage 1 failed", "job 0 failed"]);
  t.complete(0); // late messages change nothing
  expect(t.submitted).toEqual([0, 1]);
});

test("a stage that two jobs share survives the failure of neither, and dies with the last (B4, B15)", () => {
  const t = new Harness();
  const shared = t.shuffled(t.source(2), 3);
  t.submit(shared);
  t.submit(t.shuffled(shared, 5));
  expect(t.jobs[1]!.stages.map((stage) => stage.stageId)).toEqual([0, 2, 3]);
  t.complete(0);
  t.complete(1);
  t.complete(2);
  t.complete(3);
  expect(t.results).toHaveLength(2);
  t.submit(shared);
  expect(t.jobs[2]!.stages.map((stage) => stage.stageId)).toEqual([4, 5]);
});

test("a job over no partitions takes an id and has no stages (A10)", () => {
  const t = new Harness();
  const empty = { ...t.source(1), numPartitions: 0 } as unknown as Pairs;
  t.submit(empty);
  expect(t.log).toEqual(["job 0 started", "job 0 succeeded"]);
  expect(t.results).toEqual([[]]);
});

test("a map-stage job ends when its shuffle is written; a later job lists its stage again, skipped, under a new id (B4, B17)", () => {
  //  source(2) → shuffle(3) → count, the shuffle in a job of its own
  const t = new Harness();
  const reduced = t.shuffled(t.source(2), 3);
  const shuffle = reduced.dependencies[0] as ShuffleDependency<unknown>;
  let ended = 0;
  const request = { shuffle, callSite: { short: "count", method: "count" }, cause: "query stage" as const };
  t.dag.submitMapStage(request, () => ended++);
  expect(t.jobs[0]!.stages.map((stage) => [stage.stageId, stage.kind, stage.numTasks])).toEqual([
    [0, "ShuffleMapTask", 2],
  ]);
  t.complete(0);
  expect(ended).toBe(1);
  expect(t.dag.hasActiveJobs).toBe(false);
  t.submit(reduced);
  expect(t.jobs[1]!.stages.map((stage) => [stage.stageId, stage.parentIds])).toEqual([
    [1, []],
    [2, [1]],
  ]);
  expect(t.submitted).toEqual([0, 2]);
});
