import type { CallSite } from "../events/listener.js";
import { type ExecutionServices, takeRdd } from "../planner/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { LocalQueryRunner } from "./local-query-runner.js";
import type { QueryExecution } from "./query-execution.js";
import type { SchemaJobRunner } from "./schema-job-runner.js";

/** Runs the jobs of a reader at once, before its call returns (G16). */
export function schemaJobRunner(
  callSite: CallSite,
  { rdds, jobs }: ExecutionServices,
  queries: LocalQueryRunner,
): SchemaJobRunner {
  const cause = "schema inference";
  const count = (rows: Iterable<unknown>): number => [...rows].length;
  const run = (rdd: RDDLineage<unknown>): void => {
    jobs.runJobNow({ rdd, task: count, callSite, cause });
  };
  /** Reads the rows of a physical plan outside of any query: the lineage says so by an RDD of its own. */
  const scan = (query: QueryExecution, plan: PhysicalPlan, steps: number): void => {
    const step = (rdd: RDDLineage<unknown>): RDDLineage<unknown> =>
      new MapPartitionsRDD<unknown, unknown>(rdd, (rows) => rows);
    let rdd = step(queries.runOf({ plan: query.analyzed, callSite }, query, undefined).execute(plan));
    rdd.name = "SQLExecutionRDD";
    for (let i = 0; i < steps; i++) rdd = rdds.withScope("mapPartitions", callSite, () => step(rdd));
    run(rdd);
  };
  return {
    rdds,
    callSite,
    run,
    runScan: (plan, steps) => {
      const query = queries.queryOf(queries.analyze(plan));
      scan(query, query.executedPlan, steps);
    },
    inspect: (plan, read) => {
      const query = queries.queryOf(queries.analyze(plan));
      const objects: PhysicalPlan = { kind: "DeserializeToObjectExec", isText: true, child: query.executedPlan };
      queries.endExecution(queries.startExecution({ plan, callSite }, query, objects), "");
      if (read) scan(query, objects, 2);
    },
    takeFirst: (plan) => {
      const request = { plan, callSite };
      const query = queries.queryOf(queries.analyze(plan));
      const { executedPlan } = query;
      const executionId = queries.startExecution(request, query);
      if (executedPlan.kind === "CollectLimitExec") {
        const rdd = takeRdd(executedPlan.child, executedPlan.limit, queries.runOf(request, query, executionId));
        if (rdd.numPartitions > 0) jobs.runJobNow({ rdd, partitions: [0], task: count, callSite, cause, executionId });
      }
      queries.endExecution(executionId, "");
    },
  };
}
