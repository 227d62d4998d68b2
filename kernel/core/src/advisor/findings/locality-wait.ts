import { formatMillis } from "../../base/format.js";
import { percent, startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

/** Slots stood idle because the tasks that waited wanted to run elsewhere (C4, C5). */
export const localityWait: FindingRule = {
  id: "locality-wait",
  detect: (facts) => {
    if (!facts.run.stages.some(({ prefersPlaces }) => prefersPlaces === true)) return [];
    return facts
      .ledger()
      .stagesOf("locality wait")
      .flatMap(({ stageId, stageAttempt, coreUs }) => {
        const stage = facts.stages.find((one) => one.stage.stageId === stageId && one.stage.attempt === stageAttempt);
        if (stage === undefined) return [];
        const costMs = coreUs / 1000;
        const share = costMs / Math.max(1, stage.wallMs * facts.slotsOf(stage.stage));
        if (share < facts.settings.threshold("locality-wait", "share")) return [];
        if (costMs < facts.settings.threshold("locality-wait", "time")) return [];
        return [
          {
            severity: "warning",
            seen:
              `${stage.label}: ${formatMillis(costMs)} of slots, ${percent(share)} of the stage, were idle while tasks waited for a better place ` +
              `(spark.locality.wait is ${facts.settings.text("spark.locality.wait") ?? "3s"}).`,
            cause:
              "The executors that have the data in memory are busy, and tasks wait for them rather than read it over the network.",
            fix: "Wait less, or spread the cached data over more executors. Reading over the network costs less than such a wait.",
            change: startWith({ "spark.locality.wait": shorterWait(stage.quantile("durationMs", 0.5)) }),
            callSite: stage.stage.callSite,
            places: [stage.place()],
            costMs,
            savesMs: costMs / Math.max(1, facts.slotsOf(stage.stage)),
          } as const,
        ];
      });
  },
};

/** A wait longer than a task takes never pays; half of it at most, and none for short tasks. */
const shorterWait = (taskMs: number): string => (taskMs < 200 ? "0s" : `${Math.round(taskMs / 2)}ms`);
