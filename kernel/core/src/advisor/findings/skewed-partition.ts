import { formatBytes, formatCount, formatMillis } from "../../base/format.js";
import { isSqlStage, setConf, shuffleReaders, sizeText, times } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import { atOrBelow, indexOfLargest } from "../numbers.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

const MEASURES = ["shuffleReadRecords", "shuffleReadBytes", "inputRecords", "inputBytes"] as const;
const MIB = 2 ** 20;
const LEAST_SKEWED = "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes";
const SPLIT_ANYWAY = "spark.sql.adaptive.forceOptimizeSkewedJoin";

/** One partition has most of a stage's data. Empty partitions do not count: few keys in many partitions are not one hot key. */
export const skewedPartition: FindingRule = {
  id: "skewed-partition",
  detect: (facts) => facts.completed.flatMap((stage) => detectIn(facts, stage)),
};

function detectIn(facts: AdvisorFacts, stage: StageFacts): readonly Detected[] {
  const { settings } = facts;
  for (const measure of MEASURES) {
    const sizes = stage.sorted(measure).filter((size) => size > 0);
    const [most, middle, upper] = [sizes.at(-1) ?? 0, atOrBelow(sizes, 0.5), atOrBelow(sizes, 0.75)];
    const isBytes = measure.endsWith("Bytes");
    const least = isBytes ? MIB : settings.threshold("skewed-partition", "records");
    if (most < least || most < middle * settings.threshold("skewed-partition", "ratio")) continue;
    if (most < upper * settings.threshold("skewed-partition", "gap")) continue;
    const at = indexOfLargest(stage.values(measure));
    const row = stage.rows[at]!;
    const longest = stage.values("durationMs")[at]!;
    const waitMs = Math.max(0, longest - stage.quantile("durationMs", 0.75));
    const slots = facts.slotsOf(stage.stage);
    const show = isBytes ? formatBytes : formatCount;
    const unit = isBytes ? "" : " records";
    const partition = facts.run.tasks.columns.partition[row]!;
    const isJoin = shuffleReaders(stage.stage).length > 1;
    return [
      {
        severity: waitMs > stage.wallMs / 2 ? "serious" : "warning",
        seen:
          `${stage.label}: partition ${partition} has ${show(most)}${unit}, the median is ${show(middle)} (${times(most / middle)}). ` +
          `Its task took ${formatMillis(longest)}, the median one ${formatMillis(stage.quantile("durationMs", 0.5))}.`,
        cause:
          "A hot key: all of its records go to one partition, so one task has to do them alone while the other slots wait.",
        fix: isJoin
          ? "Let adaptive execution split the partition (skew join), or salt the key. Speculation and more memory do not help: any copy of the task has as much to do."
          : "Spread the hot key: aggregate in two steps, first by the key and a salt. Speculation and more memory do not help: any copy of the task has as much to do.",
        change: changeFor(facts, stage, Math.min(slots, Math.ceil(most / Math.max(1, middle)))),
        callSite: stage.stage.callSite,
        places: [stage.place(row)],
        costMs: waitMs * slots,
        savesMs: waitMs,
      },
    ];
  }
  return [];
}

/** @param salts into how many parts the hot key is to be cut */
function changeFor({ settings }: AdvisorFacts, stage: StageFacts, salts: number): string {
  if (!isSqlStage(stage.stage))
    return `rdd.map(([k, v]) => [[k, Math.floor(Math.random() * ${salts})], v]).reduceByKey(f).map(([[k], v]) => [k, v]).reduceByKey(f)`;
  if (shuffleReaders(stage.stage).length < 2)
    return `df.groupBy(key, floor(rand().multiply(${salts})).as("salt")).agg(…).groupBy(key).agg(…)`;
  if (!settings.isOn("spark.sql.adaptive.enabled")) return setConf("spark.sql.adaptive.enabled", true);
  // H6: a partition is split when it is larger than both the factor times the median and this size, unless that takes another shuffle.
  const largest = stage.max("shuffleReadBytes");
  return largest > settings.number(LEAST_SKEWED) && !settings.isOn(SPLIT_ANYWAY)
    ? setConf(SPLIT_ANYWAY, true)
    : setConf(LEAST_SKEWED, sizeText(largest / 2));
}
