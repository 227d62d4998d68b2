import { formatCount, formatNoun } from "../../base/format.js";
import type { RDDInfo } from "../../events/listener.js";
import { callSiteOf } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

/** An RDD was cached and used no more often than once, when it was computed: keeping its blocks gained nothing. */
export const cacheUnused: FindingRule = {
  id: "cache-unused",
  detect: (facts) =>
    cachedRdds(facts).flatMap(({ rdd, stages }) => {
      const computed = stages.reduce((total, stage) => total + stage.sum("cachedBlocksComputed"), 0);
      // A cached table is filled by a job of its own under adaptive execution (H2), which is no use of it.
      const uses = stages.filter(({ stage }) => facts.job(stage.jobId)?.cause !== "cache");
      if (computed === 0 || uses.length > facts.settings.threshold("cache-unused", "reads")) return [];
      const isTable = rdd.scope?.name === "InMemoryTableScan";
      return [
        {
          severity: "note",
          seen:
            `${formatCount(computed)} blocks of RDD ${rdd.id} (${rdd.name}) were computed and kept; ` +
            `${formatNoun(uses.length, "stage")} used them. No other stage of this run did.`,
          cause:
            "Caching pays when the same rows are needed again. Needed once, they only take memory from execution, and cost time to keep.",
          fix: "Leave the cache out, unless a later cell uses it. An RDD that is no longer needed gives its memory back with unpersist().",
          change: isTable ? "df.unpersist() // or without .cache()" : "rdd.unpersist() // or without .cache()",
          callSite: callSiteOf(rdd.callSite),
          places: stages.map((stage) => stage.place()),
          costMs: 0,
        } as const,
      ];
    }),
};

/** Cached RDDs with the stages that had them in their chain. */
export function cachedRdds({
  completed,
}: AdvisorFacts): readonly { readonly rdd: RDDInfo; readonly stages: StageFacts[] }[] {
  const byId = new Map<number, { rdd: RDDInfo; stages: StageFacts[] }>();
  for (const stage of completed) {
    for (const rdd of stage.stage.rdds.filter(({ cached }) => cached)) {
      const known = byId.get(rdd.id) ?? { rdd, stages: [] };
      known.stages.push(stage);
      byId.set(rdd.id, known);
    }
  }
  return [...byId.values()];
}
