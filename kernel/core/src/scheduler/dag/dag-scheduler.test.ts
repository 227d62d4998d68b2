import { expect, test } from "vitest";
import { RuntimeConfig } from "../../conf/runtime-config.js";
import type { SparkListenerJobStart } from "../../events/listener.js";
import { ListenerBus } from "../../events/listener-bus.js";
import { MessageLog } from "../../events/messages/message-log.js";
import { CoGroupedRDD } from "../../rdd/co-grouped-rdd.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import { ParallelCollectionRDD } from "../../rdd/parallel-collection-rdd.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import { RDDContext } from "../../rdd/rdd-context.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../../rdd/shuffled-rdd.js";
import { StorageLevel } from "../../rdd/storage-level.js";
import { MapOutputTracker } from "../map-output-tracker.js";
import { sizePrecision } from "../size-precision.js";
import type { TaskSet } from "../task/task-set.js";
import { DAGScheduler } from "./dag-scheduler.js";
import { PreferredLocations } from "./preferred-locations.js";
import type { ResultStage } from "./stage.js";

type Pairs = RDDLineage<readonly [number, number]>;

/** A DAGScheduler whose task sets the test completes by hand; the clock stands still. */
class Harness {
  readonly taskSets: TaskSet[] = [];
  readonly cancelled: number[] = [];
  readonly log: string[] = [];
  readonly jobs: SparkListenerJobStart[] = [];
  readonly results: unknown[] = [];
  readonly failures: string[] = [];
  /** Tasks that can run at once. */
  slots = 4;
  /** Checks for slots that were asked for: in how many milliseconds, for which job. */
  readonly slotChecks: [number, number][] = [];
  readonly cached: Set<unknown> = new Set();
  readonly context = new RDDContext();
  readonly mapOutputs = new MapOutputTracker();
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
      conf: {
        maxConsecutiveStageAttempts: 4,
        maxStageAttempts: 100,
        ignoreDecommissionFetchFailure: true,
        unregisterOutputOnHost: false,
        barrierCheckIntervalMs: 15_000,
        maxBarrierCheckFailures: 40,
        maxCancelledGroups: 100,
      },
      mapOutputs: this.mapOutputs,
      bus,
      messages: new MessageLog(),
      now: () => 0,
      blockExecutors: (rdd) => (this.cached.has(rdd) ? [0] : []),
      preferredLocations: () =>
        new PreferredLocations({
          sizePrecision: sizePrecision(new RuntimeConfig()),
          mapOutputs: this.mapOutputs,
          cachedOn: () => [],
          hostOf: (executor) => executor,
          hostId: () => 0,
          reduceLocality: true,
        }),
      resubmitAfter: () => this.log.push("resubmission asked for"),
      executorLost: (executor) => this.log.push(`executor ${executor} lost`),
      isDecommissioned: () => false,
      hostNameOf: (executor) => `host-${executor}`,
      barrier: { isDynamicAllocationEnabled: false, maxConcurrentTasks: () => this.slots },
      resubmitJobAfter: (delayMs, jobId) => this.slotChecks.push([delayMs, jobId]),
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

  submit(
    rdd: RDDLineage<never> | Pairs,
    properties: Readonly<Record<string, string>> = {},
    partitions?: readonly number[],
  ): number {
    const request = {
      rdd: rdd as RDDLineage<unknown>,
      task: () => 0,
      callSite: { short: "count", method: "count" },
      cause: "action" as const,
      properties,
      ...(partitions === undefined ? {} : { partitions }),
    };
    return this.dag.submitJob(request, (failure, results) => {
      if (failure === undefined) this.results.push(results);
      else this.failures.push(failure.message);
    });
  }

  /** The task set that was submitted last for a stage. */
  lastSet(stageId: number): TaskSet {
    return this.taskSets.filter((set) => set.stageId === stageId).at(-1)!;
  }

  /** Completes every task of the task set that was submitted last for a stage; map task i on executor i. */
  complete(stageId: number): void {
    const { stage, partitions, stageAttempt, epoch } = this.lastSet(stageId);
    for (const partition of partitions) {
      if (stage.kind === "ShuffleMapTask") {
        const status = { executorId: partition, host: `host-${partition}`, blocks: new Map() };
        this.dag.mapTaskSucceeded(stage, stageAttempt, partition, status, epoch);
      } else this.dag.resultTaskSucceeded(stage, partition, `r${partition}`);
    }
  }

  /** A task of the last set of a stage could not fetch what map `mapIndex` of shuffle 0 wrote. */
  failFetch(stageId: number, mapIndex: number): void {
    const { stage, stageAttempt, epoch } = this.lastSet(stageId);
    const reason = { kind: "FetchFailed", description: "gone", shuffleId: 0, mapIndex, executor: mapIndex } as const;
    this.dag.fetchFailed(stage, stageAttempt, reason, epoch);
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

test("a failed fetch makes the lost outputs again, and then what is missing of its own stage (B11)", () => {
  const t = new Harness();
  t.submit(t.shuffled(t.source(3), 2));
  t.complete(0);
  t.dag.resultTaskSucceeded(t.lastSet(1).stage as ResultStage, 0, "r0");
  t.failFetch(1, 2);
  t.failFetch(1, 2);
  expect(t.log.slice(-3)).toEqual(["stage 1 failed", "resubmission asked for", "executor 2 lost"]);
  t.dag.resubmitFailedStages();
  expect(t.lastSet(0)).toMatchObject({ stageAttempt: 1, partitions: [2] });
  t.complete(0);
  expect(t.lastSet(1)).toMatchObject({ stageAttempt: 1, partitions: [1] });
  t.complete(1);
  expect(t.results).toEqual([["r0", "r1"]]);
});

test("a stage that cannot fetch four times in a row is given up (B11)", () => {
  const t = new Harness();
  t.submit(t.shuffled(t.source(2), 2));
  t.complete(0);
  for (let attempt = 0; attempt < 3; attempt++) {
    t.failFetch(1, 0);
    t.dag.resubmitFailedStages();
    t.complete(0);
  }
  t.failFetch(1, 0);
  expect(t.failures[0]).toMatch(/ResultStage 1 \(count\) has failed the maximum allowable number of times: 4.*gone/);
});

test("outputs of a lost executor are noticed when a child is submitted, and made again (B12)", () => {
  const t = new Harness();
  const reduced = t.shuffled(t.source(3), 2);
  t.submit(reduced);
  t.complete(0);
  t.complete(1);
  t.dag.executorLost(1, t.mapOutputs.epoch, true);
  t.submit(reduced);
  expect(t.lastSet(2).partitions).toEqual([1]);
});

test("what an indeterminate stage wrote is made again as a whole (B13)", () => {
  const t = new Harness();
  const spread = t.shuffled(t.source(2), 3);
  spread.isOrderSensitive = true;
  t.submit(t.shuffled(spread, 2));
  t.complete(0);
  t.complete(1);
  const { stage, stageAttempt, epoch } = t.lastSet(2);
  const lost = { kind: "FetchFailed", description: "gone", shuffleId: 1, mapIndex: 0, executor: 0 } as const;
  t.dag.fetchFailed(stage, stageAttempt, lost, epoch);
  t.dag.resubmitFailedStages();
  t.complete(0);
  expect(t.lastSet(1).partitions).toEqual([0, 1, 2]);
});

test("a result stage that gave results away cannot follow an indeterminate stage that runs again (B13)", () => {
  const t = new Harness();
  const spread = t.shuffled(t.source(2), 3);
  spread.isOrderSensitive = true;
  t.submit(t.shuffled(spread, 2));
  t.complete(0);
  t.complete(1);
  const { stage, stageAttempt, epoch } = t.lastSet(2);
  t.dag.resultTaskSucceeded(stage as ResultStage, 0, "r0");
  const lost = { kind: "FetchFailed", description: "gone", shuffleId: 1, mapIndex: 0, executor: 0 } as const;
  t.dag.fetchFailed(stage, stageAttempt, lost, epoch);
  expect(t.failures[0]).toMatch(/cannot rollback the ResultStage 2/);
});

test("a job whose barrier stage is wider than the cluster is tried again, and then refused before it starts (B14)", () => {
  const t = new Harness();
  const wide = t.source(5);
  wide.isBarrier = true;
  t.submit(wide);
  expect(t.slotChecks).toEqual([[15_000, 0]]);
  for (let i = 1; i < 40; i++) t.dag.resubmitJob(0);
  expect([t.slotChecks.length, t.failures]).toEqual([40, []]);
  t.dag.resubmitJob(0);
  expect(t.failures[0]).toMatch(/BARRIER_JOB_SLOTS_NUMBER_CHECK_FAILED.*SPARK-24819.*5 tasks.*4 slots/s);
  t.submit(wide);
  t.slots = 5;
  t.dag.resubmitJob(1);
  expect(t.lastSet(0)).toMatchObject({ isBarrier: true, partitions: [0, 1, 2, 3, 4] });
  t.submit(wide);
  t.slots = 4;
  t.submit(wide);
  t.dag.cancelJob(3, "by the test");
  t.dag.resubmitJob(3);
  expect(t.failures.at(-1)).toMatch(/SPARK_JOB_CANCELLED.*Job 3/);
});

test("a barrier stage is a chain of one width with one barrier (B14)", () => {
  const t = new Harness();
  const barrier = t.source(3);
  barrier.isBarrier = true;
  t.submit(t.shuffled(barrier, 2));
  expect(t.lastSet(0).isBarrier).toBe(true);
  t.submit(barrier, {}, [0]);
  expect(t.failures[0]).toMatch(/BARRIER_JOB_UNSUPPORTED_RDD_CHAIN.*first\(\)\/take\(\)/s);
});

test("a failed task fails the whole attempt of a barrier stage: a map stage runs again, a result stage aborts (B14)", () => {
  const t = new Harness();
  const map = t.source(3);
  map.isBarrier = true;
  t.submit(t.shuffled(map, 2));
  const { stage, stageAttempt } = t.lastSet(0);
  t.dag.barrierTaskFailed(stage, stageAttempt, 2, "boom");
  t.dag.resubmitFailedStages();
  expect(t.lastSet(0)).toMatchObject({ stageAttempt: 1, partitions: [0, 1, 2] });
  const result = t.source(3);
  result.isBarrier = true;
  t.submit(result);
  const last = t.lastSet(2);
  t.dag.barrierTaskFailed(last.stage, last.stageAttempt, 1, "boom");
  expect(t.failures[0]).toMatch(
    /Could not recover from a failed barrier ResultStage.*because barrier task ResultTask\(2, 1\) finished unsuccessfully/,
  );
});

test("jobs of a group are cancelled, others go on (B15)", () => {
  const t = new Harness();
  t.submit(t.source(1), { "spark.jobGroup.id": "mine" });
  t.submit(t.source(1));
  t.dag.cancelJobs((properties) => properties["spark.jobGroup.id"] === "mine", "part of cancelled job group mine");
  expect(t.failures[0]).toMatch(/Job 0 cancelled part of cancelled job group mine/);
  t.complete(1);
  expect(t.results).toEqual([["r0"]]);
});
