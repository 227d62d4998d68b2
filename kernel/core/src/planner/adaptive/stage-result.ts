import type { MapStageRequest } from "../../backend.js";
import { Cancellation } from "../../base/cancellation.js";
import { type RuntimeStatistics, rowSize } from "../../plans/logical/index.js";
import {
  type BroadcastExchangeExec,
  exchangeOf,
  type InMemoryTableScanExec,
  physicalOutput,
  type QueryStageExec,
  type ShuffleExchangeExec,
  type ShuffleStageResult,
} from "../../plans/physical/index.js";
import type { MapOutputStatistics } from "../../rdd/map-output-statistics.js";
import { broadcastRelation } from "../execution/broadcast.js";
import type { CachedTable } from "../execution/cached-table.js";
import { collectRdd } from "../execution/collect.js";
import type { PlanExecution } from "../execution/plan-execution.js";
import { prepareCache, type WithState } from "../execution/prepare-plan.js";
import { sampleRange } from "../execution/range-sampling.js";
import { exchangeInput, shuffleDependency } from "../execution/shuffle-exchange.js";
import { type Steps, step } from "../execution/steps.js";

/** What a query stage found; stages that reuse one exchange share it. */
export class StageResult implements ShuffleStageResult {
  isMaterialized = false;
  mapStats: MapOutputStatistics | undefined;
  /** Takes the stage's jobs back. */
  readonly cancellation: Cancellation = new Cancellation();
  private facts: RuntimeStatistics | undefined;

  /** Of a cached table: there already when all of its partitions are. */
  static ofTable({ cached }: InMemoryTableScanExec): StageResult {
    const result = new StageResult();
    const table = cached as CachedTable;
    if (table.isLoaded) result.found({ sizeInBytes: table.sizeInBytes, rowCount: table.rowCount });
    return result;
  }

  get statistics(): RuntimeStatistics | undefined {
    return this.facts;
  }

  found(facts: RuntimeStatistics, mapStats?: MapOutputStatistics): void {
    this.facts = facts;
    this.mapStats = mapStats;
    this.isMaterialized = true;
  }
}

/** A stage that is about to run: first the data that it reads is loaded, then its jobs are submitted. */
export interface StageStart {
  load(): Promise<void>;
  run(result: StageResult): Steps<void>;
}

/** Makes the lineage of a stage. */
export function startStage(stage: QueryStageExec, execution: PlanExecution, withState: WithState): StageStart {
  switch (stage.kind) {
    case "ShuffleQueryStageExec":
      return startShuffle(exchangeOf(stage.plan), execution);
    case "BroadcastQueryStageExec":
      return startBroadcast(exchangeOf(stage.plan), execution);
    case "TableCacheQueryStageExec":
      return startTable(stage.plan, execution, withState);
  }
}

/** The sampling of a range exchange, then the job that writes the shuffle (B17); none of them without input partitions (H9). */
function startShuffle(exchange: ShuffleExchangeExec, execution: PlanExecution): StageStart {
  const input = exchangeInput(exchange, execution);
  return {
    load: () => execution.jobs.load(input),
    run: function* (result): Steps<void> {
      const { outputPartitioning } = exchange;
      if (outputPartitioning.kind === "Range" && !execution.state.ranges.has(exchange)) {
        const { ordering, numPartitions } = outputPartitioning;
        execution.state.ranges.set(exchange, yield* sampleRange(exchange, ordering, numPartitions, execution));
      }
      const shuffle = shuffleDependency(exchange, execution);
      if (shuffle.rdd.numPartitions === 0) {
        result.found({ sizeInBytes: 0, rowCount: 0 });
        return;
      }
      const request: MapStageRequest = {
        shuffle: shuffle as MapStageRequest["shuffle"],
        cause: "query stage",
        ...execution.run,
      };
      const stats = yield* step(
        () => execution.jobs.runMapStage(request),
        () => execution.jobs.runMapStageNow(request),
      );
      result.found({ sizeInBytes: stats.dataSize, rowCount: stats.records }, stats);
    },
  };
}

function startBroadcast(exchange: BroadcastExchangeExec, execution: PlanExecution): StageStart {
  const rdd = collectRdd(exchange.child, execution);
  return {
    load: () => execution.jobs.load(rdd),
    run: function* (result): Steps<void> {
      const relation = yield* broadcastRelation(exchange, execution, rdd);
      execution.state.broadcasts.set(exchange, relation);
      const rowCount = relation.numRows;
      result.found({ sizeInBytes: rowCount * rowSize(physicalOutput(exchange.child)), rowCount });
    },
  };
}

/** Fills the whole cache (G10). */
function startTable(plan: InMemoryTableScanExec, execution: PlanExecution, withState: WithState): StageStart {
  const table = plan.cached as CachedTable;
  return {
    load: () => Promise.resolve(),
    run: function* (result): Steps<void> {
      yield* prepareCache(plan, execution, withState);
      yield* execution.job(table.batches!, { cause: "cache", task: () => undefined });
      result.found({ sizeInBytes: table.sizeInBytes, rowCount: table.rowCount });
    },
  };
}
