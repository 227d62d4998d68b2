import type { ExecutionId, StageId } from "../base/brand.js";
import type {
  SparkListenerDriverAccumUpdates,
  SparkListenerSQLAdaptiveExecutionUpdate,
  SparkListenerSQLExecutionEnd,
  SparkListenerSQLExecutionStart,
} from "./listener.js";
import type { StageMetricValues } from "./metric-values.js";
import { PlanMetrics } from "./plan-metrics.js";
import type { TraceStep } from "./plan-trace.js";
import type { RunSqlExecution } from "./run.js";

/** An execution as it is folded; its metrics are put to its plan when somebody asks. */
interface Execution {
  readonly metrics: PlanMetrics;
  /** Reads what planning did; undefined once that is read, and where nobody knows. */
  readTrace: (() => readonly TraceStep[]) | undefined;
  known: Omit<RunSqlExecution, "metrics" | "spreads" | "nodeStages">;
}

/** Folds what is told of the SQL executions of a run. */
export class SqlExecutionsFold {
  private readonly executions: Map<ExecutionId, Execution> = new Map();

  start(event: SparkListenerSQLExecutionStart): void {
    const { executionId, description, callSite, timeMs } = event;
    this.executions.set(executionId, {
      metrics: new PlanMetrics(),
      readTrace: event.planTrace,
      known: {
        executionId,
        description,
        callSite,
        startMs: timeMs,
        errorMessage: "",
        physicalPlan: event.physicalPlanDescription,
        planInfo: event.sparkPlanInfo,
      },
    });
  }

  adaptiveUpdate({
    executionId,
    physicalPlanDescription,
    sparkPlanInfo,
  }: SparkListenerSQLAdaptiveExecutionUpdate): void {
    const execution = this.executions.get(executionId);
    if (execution === undefined) return;
    const { known } = execution;
    execution.known = {
      ...known,
      physicalPlan: physicalPlanDescription,
      initialPlanInfo: known.initialPlanInfo ?? known.planInfo,
      planInfo: sparkPlanInfo,
    };
  }

  end({ executionId, timeMs, errorMessage }: SparkListenerSQLExecutionEnd): void {
    const execution = this.executions.get(executionId);
    if (execution !== undefined) execution.known = { ...execution.known, endMs: timeMs, errorMessage };
  }

  driverAccumUpdates({ executionId, updates }: SparkListenerDriverAccumUpdates): void {
    this.executions.get(executionId)?.metrics.setByDriver(updates);
  }

  /** What the tasks of a stage of the execution counted. */
  stageCompleted(executionId: ExecutionId, stageId: StageId, accumulables: StageMetricValues): void {
    this.executions.get(executionId)?.metrics.addStage(stageId, accumulables);
  }

  /** The executions so far. */
  all(): RunSqlExecution[] {
    return Array.from(this.executions.values(), (execution) => {
      readTrace(execution);
      const { known, metrics } = execution;
      const spreads = metrics.spreads(known.planInfo);
      const nodeStages = metrics.nodeStages(known.planInfo);
      return {
        ...known,
        metrics: metrics.totals(known.planInfo),
        ...(Object.keys(spreads).length === 0 ? {} : { spreads }),
        ...(nodeStages.some(({ length }) => length > 0) ? { nodeStages } : {}),
      };
    });
  }
}

/** The lines of a trace are made when somebody first asks after the query's end. */
function readTrace(execution: Execution): void {
  if (execution.readTrace === undefined || execution.known.endMs === undefined) return;
  execution.known = { ...execution.known, planTrace: execution.readTrace() };
  execution.readTrace = undefined;
}
