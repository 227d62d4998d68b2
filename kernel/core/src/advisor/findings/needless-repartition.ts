import { formatBytes, formatCount } from "../../base/format.js";
import { callSiteOf, shuffleReaders } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import { writerOf } from "../joins.js";
import type { PlanOperator } from "../plan-facts.js";
import type { AdvisorFacts } from "../run-facts.js";

/** A repartition whose partitions the next shuffle throws away, with nothing worth mentioning in between. */
export const needlessRepartition: FindingRule = {
  id: "needless-repartition",
  detect: (facts) => [...inQueries(facts), ...inRdds(facts)],
};

const TEXTS = {
  severity: "warning",
  cause:
    "The rows were sent over the network to make partitions, and sent again at once to make others: only the last shuffle decides.",
  fix: "Remove the repartition, or move it behind the last shuffle, or repartition by the key that comes next.",
} as const;

function inQueries(facts: AdvisorFacts): readonly Detected[] {
  return facts.plans
    .flatMap((plan) => [...plan.all()])
    .filter((operator) => operator.isExchange && /\bREPARTITION_BY_(?:NUM|COL)\b/.test(operator.text))
    .flatMap((repartition) => {
      const next = nextExchange(repartition);
      const rows = repartition.rows ?? 0;
      if (next === undefined || rows <= facts.settings.threshold("needless-repartition", "records")) return [];
      const writer = writerOf(facts, repartition);
      const bytes = repartition.bytes ?? writer?.sum("shuffleWriteBytes");
      const costMs = writer === undefined ? 0 : writer.sum("shuffleWriteMs") + (bytes ?? 0) / NETWORK_BYTES_PER_MS;
      return [
        {
          ...TEXTS,
          seen: `${formatCount(rows)} rows${bytes === undefined ? "" : ` (${formatBytes(bytes)})`} went through ${partitioning(repartition)} and then at once through ${partitioning(next)}.`,
          change: "df.groupBy(…) // without .repartition(…) before it",
          callSite: repartition.execution.callSite,
          places: [repartition.place, ...(writer === undefined ? [] : [writer.place()])],
          costMs,
          savesMs: costMs / Math.max(1, writer === undefined ? 1 : facts.slotsOf(writer.stage)),
        },
      ];
    });
}

/** A core's share of the network (K). */
const NETWORK_BYTES_PER_MS = 880_000;

/** The next exchange above, when there are only operators in between that would have done as well before the first. */
function nextExchange(from: PlanOperator): PlanOperator | undefined {
  for (let above = from.parent; above !== undefined; above = above.parent) {
    if (above.isExchange) return above;
    if (!PASSES.test(above.name) && !isForAggregate(above)) return undefined;
  }
  return undefined;
}

const PASSES = /^(?:Project|Filter|HashAggregate|ObjectHashAggregate|SortAggregate)$/;

/** A sort for the aggregate above it, by its keys. One that the program asked for orders these very partitions: before the repartition it would be lost. */
function isForAggregate({ name, parent }: PlanOperator): boolean {
  return name === "Sort" && parent?.name === "SortAggregate" && !parent.text.startsWith("SortAggregate(key=[],");
}

const partitioning = ({ text }: PlanOperator): string =>
  text
    .replace(/^Exchange /, "")
    .replace(/,? ?\[plan_id=\d+\]/, "")
    .replace(/#\d+L?/g, "");

/** Scopes that do no more than pass rows on, one by one. */
const LIGHT = /^(?:repartition|keyBy|mapValues|keys|values)$/;

function inRdds(facts: AdvisorFacts): readonly Detected[] {
  return facts.completed.flatMap((stage) => {
    const { rdds, kind } = stage.stage;
    const reader = shuffleReaders(stage.stage).find(({ scope }) => scope?.name === "repartition");
    if (reader === undefined || kind !== "ShuffleMapTask") return [];
    const after = rdds.filter(({ id, scope }) => id > reader.id && scope?.id !== reader.scope?.id);
    const heavy = after.filter(({ scope }) => !LIGHT.test(scope?.name ?? ""));
    const rows = stage.sum("shuffleReadRecords");
    // What comes next may open with a step of its own, such as the pairs of a distinct.
    if (heavy.length > 1 || rows <= facts.settings.threshold("needless-repartition", "records")) return [];
    if (facts.job(stage.stage.jobId)?.cause === "range sampling") return [];
    const bytes = stage.sum("shuffleReadBytes");
    const costMs = stage.sum("fetchWaitMs") + bytes / NETWORK_BYTES_PER_MS;
    return [
      {
        ...TEXTS,
        seen: `${stage.label} read ${formatCount(rows)} records (${formatBytes(bytes)}) that repartition had shuffled, and shuffled them again.`,
        change: "rdd.reduceByKey(f, n) // without .repartition(n) before it",
        callSite: callSiteOf(reader.callSite),
        places: [stage.place()],
        costMs,
        savesMs: costMs / Math.max(1, facts.slotsOf(stage.stage)),
      },
    ];
  });
}
