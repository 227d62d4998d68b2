import { formatCount, formatMillis } from "../../base/format.js";
import { callSiteOf, shuffleReaders } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import type { PlanOperator } from "../plan-facts.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

/** All rows were put in order, and then nobody looked at the order. */
export const needlessSort: FindingRule = {
  id: "needless-sort",
  detect: (facts) => [...inQueries(facts), ...inRdds(facts)],
};

const TEXTS = {
  severity: "warning",
  cause:
    "A global sort samples its input in a job of its own, shuffles all rows by range and sorts each partition; the next step does not care for the order.",
  fix: "Remove the sort, or sort at the very end. Within partitions, sortWithinPartitions is enough and needs no shuffle.",
} as const;

function inQueries(facts: AdvisorFacts): readonly Detected[] {
  return facts.plans
    .flatMap((plan) => [...plan.all()])
    .filter(
      ({ name, text, children }) => name === "Sort" && /, true, \d+$/.test(text) && children[0]?.isExchange === true,
    )
    .flatMap((sort) => {
      const user = orderLostAt(sort);
      const rows = sort.rows ?? 0;
      if (user === undefined || rows <= facts.settings.threshold("needless-sort", "records")) return [];
      return [
        {
          ...TEXTS,
          seen: `${formatCount(rows)} rows were sorted by ${sort.text.replace(/^Sort \[|\], true.*$/g, "").replace(/#\d+L?/g, "")}; the ${user.name} above puts them in another order.`,
          change: "df.groupBy(…) // without .orderBy(…) before it",
          callSite: sort.execution.callSite,
          places: [sort.place],
          costMs: rows / SORT_ROWS_PER_MS,
        },
      ];
    });
}

/** One core's (K). */
const SORT_ROWS_PER_MS = 4_500;

/** Where the order of a sort goes lost before anybody has used it. */
function orderLostAt(sort: PlanOperator): PlanOperator | undefined {
  for (let above = sort.parent; above !== undefined; above = above.parent) {
    if (above.isExchange || above.name === "BroadcastExchange") return above;
    if (/Aggregate$/.test(above.name) && /\b(?:first|last|collect_list|any_value)\(/.test(above.text)) return undefined;
    if (!/^(?:Project|Filter|HashAggregate|ObjectHashAggregate|SortAggregate)$/.test(above.name)) return undefined;
  }
  return undefined;
}

/** Steps that work on one row after another. */
const ROW_BY_ROW = /^(?:sortByKey|sortBy|map|filter|mapValues|flatMap|flatMapValues|keyBy|keys|values)$/;
/** Actions whose result does not depend on any order. */
const NO_ORDER = /^(?:count|reduce|sum|max|min|mean|stats|foreach|foreachPartition|countByKey|countByValue|isEmpty)$/;

function inRdds(facts: AdvisorFacts): readonly Detected[] {
  return facts.completed.flatMap((stage) => {
    const job = facts.job(stage.stage.jobId);
    const sorted = shuffleReaders(stage.stage).find(({ scope }) => /^sortBy(?:Key)?$/.test(scope?.name ?? ""));
    if (sorted === undefined || job?.cause !== "action") return [];
    const after = stage.stage.rdds.filter(({ id }) => id > sorted.id);
    if (!after.every(({ scope }) => ROW_BY_ROW.test(scope?.name ?? ""))) return [];
    const user = stage.stage.kind === "ResultTask" ? job.callSite.method : nextShuffle(facts, stage);
    if (user === undefined || (stage.stage.kind === "ResultTask" && !NO_ORDER.test(user))) return [];
    const rows = stage.sum("shuffleReadRecords");
    if (rows <= facts.settings.threshold("needless-sort", "records")) return [];
    const sampling = facts.stages.filter(({ stage: other }) => facts.job(other.jobId)?.cause === "range sampling");
    const costMs = stage.coreMs + sampling.reduce((total, other) => total + other.coreMs, 0);
    return [
      {
        ...TEXTS,
        seen: `${stage.label} read ${formatCount(rows)} records in the order of ${sorted.scope!.name}, and ${user} does not use it; sampling and sorting took ${formatMillis(costMs)} core time.`,
        change: `rdd.${user}(…) // without .${sorted.scope!.name}(…) before it`,
        callSite: callSiteOf(sorted.callSite),
        places: [stage.place()],
        costMs,
      },
    ];
  });
}

/** The operation that shuffles what a map stage wrote. */
function nextShuffle(facts: AdvisorFacts, { stage }: StageFacts): string | undefined {
  const reader = facts.completed.find(
    (one) => one.stage.jobId === stage.jobId && one.stage.parentIds.includes(stage.stageId),
  );
  const last = Math.max(...stage.rdds.map(({ id }) => id));
  return reader?.stage.rdds.find(({ parentIds }) => parentIds.includes(last))?.scope?.name;
}
