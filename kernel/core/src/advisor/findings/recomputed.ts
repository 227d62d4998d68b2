import { formatMillis } from "../../base/format.js";
import { callSiteOf } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import { type PlanOperator, withoutIds } from "../plan-facts.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

/** Two actions computed the same thing from its beginning. */
export const recomputed: FindingRule = {
  id: "recomputed",
  detect: (facts) => [...rddsAgain(facts), ...queriesAgain(facts)],
};

const CAUSE =
  "Nothing is kept between actions: each one computes its whole lineage, unless shuffle files or a cache are in between.";
const FIX = "Cache what several actions use, and unpersist it afterwards; checkpoint it when the lineage is long.";

/** RDDs that stages of several jobs went through, all partitions, each time. */
function rddsAgain(facts: AdvisorFacts): readonly Detected[] {
  const uses = new Map<number, StageFacts[]>();
  for (const stage of facts.completed) {
    const { rdds, jobId, attempt } = stage.stage;
    const cause = facts.job(jobId)?.cause;
    if (attempt > 0 || (cause !== "action" && cause !== "take ramp-up") || stage.sum("cachedBlocksRead") > 0) continue;
    for (const rdd of rdds) {
      const isWhole = stage.rows.length >= rdd.numPartitions;
      if (!isWhole || rdd.cached || rdd.scope?.name === "InMemoryTableScan" || isOfQuery(facts, stage)) continue;
      uses.set(rdd.id, [...(uses.get(rdd.id) ?? []), stage]);
    }
  }
  const found = new Map<string, Detected>();
  // The last RDD that the same stages have in common is the one to keep; RDDs have ids in the order of the program.
  for (const [rddId, stages] of [...uses].sort(([a], [b]) => b - a)) {
    const jobs = new Set(stages.map(({ stage }) => stage.jobId));
    if (jobs.size < facts.settings.threshold("recomputed", "times")) continue;
    const key = stages.map((stage) => stage.label).join();
    if (found.has(key)) continue;
    const again = againMs(stages.map((stage) => stage.sum("runMs")));
    if (again < facts.settings.threshold("recomputed", "time")) continue;
    const rdd = stages[0]!.stage.rdds.find(({ id }) => id === rddId)!;
    found.set(key, {
      severity: "warning",
      seen: `RDD ${rddId} (${rdd.name}, ${rdd.callSite}) was computed in full by ${jobs.size} jobs: ${formatMillis(again)} core time again.`,
      cause: CAUSE,
      fix: FIX,
      change: `${rdd.scope?.name === undefined ? "rdd" : `rdd.${rdd.scope.name}(…)`}.cache()`,
      callSite: callSiteOf(rdd.callSite),
      places: stages.map((stage) => stage.place()),
      costMs: again,
      savesMs: again / Math.max(1, facts.slotsOf(stages[0]!.stage)),
    });
  }
  return [...found.values()];
}

/** The largest part that the plans of several queries have in common. */
function queriesAgain(facts: AdvisorFacts): readonly Detected[] {
  const parts = new Map<string, PlanOperator[]>();
  for (const plan of facts.plans) {
    if ([...plan.all()].some(({ name }) => name === "CollectLimit")) continue;
    const seen = new Set<string>();
    for (const operator of plan.all()) {
      const text = signature(operator);
      if (!isWorthKeeping(operator) || seen.has(text)) continue;
      seen.add(text);
      parts.set(text, [...(parts.get(text) ?? []), operator]);
    }
  }
  const found = new Map<string, Detected>();
  for (const [, operators] of [...parts].sort(([a], [b]) => b.length - a.length)) {
    const executions = operators.map(({ execution }) => execution);
    if (executions.length < facts.settings.threshold("recomputed", "times")) continue;
    const key = executions.map(({ executionId }) => executionId).join();
    if (found.has(key)) continue;
    const coreMs = executions.map(({ executionId }) =>
      facts.stagesOfExecution(executionId).reduce((total, stage) => total + stage.sum("runMs"), 0),
    );
    const again = againMs(coreMs);
    if (again < facts.settings.threshold("recomputed", "time")) continue;
    const top = operators[0]!;
    found.set(key, {
      severity: "warning",
      seen:
        `${executions.length} queries computed the same from its files on, up to ${withoutIds(top.text).slice(0, 120)}: ` +
        `${formatMillis(again)} core time again, at most.`,
      cause: CAUSE,
      fix: FIX,
      change: "df.cache() // the DataFrame that these actions share",
      callSite: executions[0]!.callSite,
      places: operators.map((operator) => operator.place),
      costMs: again,
      savesMs: again / Math.max(1, facts.slotsOf(facts.stages[0]!.stage)),
    });
  }
  return [...found.values()];
}

/** All but the dearest time is what a cache would have spared, reading it aside. */
function againMs(coreMs: readonly number[]): number {
  return coreMs.reduce((total, ms) => total + ms, 0) - Math.max(...coreMs);
}

function isOfQuery(facts: AdvisorFacts, { stage }: StageFacts): boolean {
  return facts.job(stage.jobId)?.executionId !== undefined;
}

/** Reading a file again is cheap to see and dear to keep: it takes a filter, a join or an aggregate on top. */
function isWorthKeeping(operator: PlanOperator): boolean {
  if (!/Filter|Join|Aggregate|Generate|Window|Sort$/.test(operator.name)) return false;
  const below = [...operator.all()];
  return below.some(({ name }) => name.startsWith("Scan ")) && below.every(({ name }) => name !== "InMemoryTableScan");
}

/** What a part of a plan computes, whatever columns are read for it: pruning makes them differ from query to query. */
function signature(operator: PlanOperator): string {
  const below = operator.children.map(signature).join(",");
  if (/^(?:Project|Sort|Exchange|BroadcastExchange)$/.test(operator.name)) return below;
  return `${operator.name}(${meaning(operator)})[${below}]`;
}

function meaning({ name, text }: PlanOperator): string {
  const plain = withoutIds(text).replace(/\[plan_id=\d+\]/g, "");
  if (name.startsWith("Scan ")) return /Location: [^\]]*\]/.exec(plain)?.[0] ?? name;
  if (name === "Filter") {
    const conjuncts = plain
      .slice(name.length)
      .split(/ AND /)
      .map((part) => part.replace(/^[\s(]+|[\s)]+$/g, ""));
    return conjuncts
      .filter((part) => !part.startsWith("isnotnull"))
      .sort()
      .join(" AND ");
  }
  return plain.replace(/, output=\[.*$/, "");
}
