import { createSession, type RunDocument, SparkError } from "@stageplay/core";
import fc from "fast-check";
import { it } from "vitest";
import { kernelPorts } from "../golden/ports.js";
import { EventLog } from "./event-log.js";
import { Patience } from "./patience.js";
import { type Conf, clusters, type FaultPlan, faultPlans, faultText, inject } from "./random-cluster.js";
import { type RandomPlan, randomPlans } from "./random-plan.js";
import { brokenInvariants } from "./run-invariants.js";
import { sortedRows, toDataFrame } from "./run-plan.js";

const SEARCH = process.env["STAGEPLAY_PROPERTY_RUNS"];
const RUNS = { numRuns: SEARCH === undefined ? 12 : Number(SEARCH) };

interface QueryPlan {
  readonly queries: readonly RandomPlan[];
  readonly conf: Conf;
  readonly faults: readonly FaultPlan[];
  readonly aqe: boolean;
}

const plans: fc.Arbitrary<QueryPlan> = fc.record({
  queries: fc.array(randomPlans(3), { minLength: 1, maxLength: 2 }),
  conf: clusters,
  faults: fc.array(faultPlans, { maxLength: 3 }),
  aqe: fc.boolean(),
});

interface Outcome {
  readonly rows: readonly (readonly string[] | SparkError)[];
  readonly run: RunDocument | undefined;
  readonly log: EventLog;
}

async function run({ queries, conf, faults, aqe }: QueryPlan): Promise<Outcome> {
  const sql = { "spark.sql.adaptive.enabled": String(aqe), "spark.sql.shuffle.partitions": "4" };
  const patience = new Patience();
  const session = createSession(patience.of(kernelPorts()), { conf: { ...conf, ...sql } });
  const log = new EventLog(session, false);
  session.beginCell(1);
  for (const fault of faults) inject(session, fault);
  const rows = await Promise.all(
    queries.map(async (query) => {
      try {
        return await sortedRows(toDataFrame(query, session.spark));
      } catch (error) {
        if (error instanceof SparkError) return error;
        throw error;
      }
    }),
  );
  await session.settle();
  if (patience.isOver) throw new Error("the run did not end");
  return { rows, run: session.endCell(), log };
}

it("random queries at once give the rows of a quiet cluster or are aborted, and break no rule", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { rows, run: document, log } = await run(plan);
      const quiet = await run({ ...plan, faults: [] });
      const wrong = rows.flatMap((found, i) => {
        const right = quiet.rows[i]!;
        if (right instanceof SparkError) return [`query ${i} fails without faults: ${right.message}`];
        if (found instanceof SparkError) {
          return plan.faults.length === 0 || /(Type|Reference|Range)Error/.test(found.message) ? [found.message] : [];
        }
        return found.join() === right.join()
          ? []
          : [`query ${i} gave\n${found.join("\n")}\ninstead of\n${right.join("\n")}`];
      });
      if (document !== undefined) wrong.push(...brokenInvariants(document, log));
      if (wrong.length === 0) return;
      const settings = Object.entries(plan.conf).map(([key, value]) => `--conf ${key}=${value}`);
      const text = [...settings, ...plan.faults.map(faultText), ...plan.queries.map((query) => JSON.stringify(query))];
      throw new Error(`${wrong.join("\n")}\n\nadaptive ${plan.aqe}\n${text.join("\n")}`);
    }),
    RUNS,
  );
});
