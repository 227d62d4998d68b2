import { formatBytes, formatCount, formatMillis, formatNoun } from "../../base/format.js";
import { isSqlStage, setConf, shuffleReaders, wholeWaves } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

/** What AQE aims at, and the least that it makes a partition of while slots are free (H5). */
const GOOD_BYTES = 64 * 2 ** 20;
const LEAST_BYTES = 2 ** 20;

/** Tasks so short, or over so little, that starting them is most of the work. */
export const tooManyPartitions: FindingRule = {
  id: "too-many-partitions",
  detect: (facts) =>
    facts.completed.filter(({ stage }) => stage.attempt === 0).flatMap((stage) => detectIn(facts, stage)),
};

function detectIn(facts: AdvisorFacts, stage: StageFacts): readonly Detected[] {
  const { settings } = facts;
  const slots = facts.slotsOf(stage.stage);
  const { numTasks } = stage.stage;
  const middleMs = stage.quantile("durationMs", 0.5);
  const isShort =
    middleMs < settings.threshold("too-many-partitions", "time") &&
    numTasks >= slots * settings.threshold("too-many-partitions", "waves");
  const middleBytes = stage.quantile("shuffleReadBytes", 0.5);
  const isThin =
    shuffleReaders(stage.stage).length > 0 &&
    numTasks >= settings.threshold("too-many-partitions", "tasks") &&
    middleBytes < settings.threshold("too-many-partitions", "bytes");
  const overheadMs = Math.max(0, stage.coreMs - stage.sum("runMs"));
  const isDear = overheadMs >= stage.coreMs * settings.threshold("too-many-partitions", "share");
  if (!isShort && !(isThin && isDear)) return [];
  const waves = numTasks > slots;
  const wanted = waves
    ? Math.min(numTasks - 1, wholeWaves(stage.bytesIn / GOOD_BYTES, slots))
    : Math.max(1, Math.min(numTasks - 1, Math.ceil(stage.bytesIn / LEAST_BYTES)));
  return [
    {
      severity: "warning",
      seen:
        `${stage.label} had ${formatNoun(numTasks, "task")} for ${formatNoun(slots, "slot")}, the median one ${formatMillis(middleMs)} long` +
        `${isThin ? ` over ${formatBytes(middleBytes)} of shuffled data` : ""}; ` +
        `${formatMillis(overheadMs)} of ${formatMillis(stage.coreMs)} core time went into starting and ending them.`,
      cause: "Each task costs the driver and the executor a few milliseconds, however little it has to do.",
      fix: `Use fewer partitions: ${formatCount(wanted)} would hold this data${waves ? ", in whole waves of the slots" : ""}.`,
      change: changeFor(facts, stage, wanted),
      callSite: stage.stage.callSite,
      places: [stage.place()],
      costMs: overheadMs,
      savesMs: (overheadMs * (1 - wanted / numTasks)) / Math.max(1, slots),
    },
  ];
}

function changeFor({ settings }: AdvisorFacts, stage: StageFacts, wanted: number): string {
  const [reader] = shuffleReaders(stage.stage);
  if (isSqlStage(stage.stage)) {
    if (reader === undefined) return `df.coalesce(${wanted})`;
    return settings.isOn("spark.sql.adaptive.enabled")
      ? setConf("spark.sql.shuffle.partitions", wanted)
      : `${setConf("spark.sql.adaptive.enabled", true)} // or ${setConf("spark.sql.shuffle.partitions", wanted)}`;
  }
  const operation = (reader ?? stage.stage.rdds[0])?.scope?.name;
  if (operation === "parallelize") return `sc.parallelize(data, ${wanted})`;
  return reader !== undefined && operation !== undefined ? `rdd.${operation}(…, ${wanted})` : `rdd.coalesce(${wanted})`;
}
