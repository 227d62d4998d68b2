import { formatBytes, formatMillis, formatNoun } from "../../base/format.js";
import { isSqlStage, percent, setConf, shuffleReaders, sizeText, wholeWaves } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import type { AdvisorFacts } from "../run-facts.js";
import type { StageFacts } from "../stage-facts.js";

/** Bytes of a task to aim at. */
const GOOD_BYTES = 128 * 2 ** 20;

/** A long stage with fewer tasks than slots, or with tasks over too much data. */
export const tooFewPartitions: FindingRule = {
  id: "too-few-partitions",
  detect: (facts) =>
    facts.completed.filter(({ stage }) => stage.attempt === 0).flatMap((stage) => detectIn(facts, stage)),
};

function detectIn(facts: AdvisorFacts, stage: StageFacts): readonly Detected[] {
  const { settings, wallMs } = facts;
  const slots = facts.slotsOf(stage.stage);
  const { numTasks } = stage.stage;
  const bytesPerTask = stage.bytesIn / numTasks;
  const isNarrow = numTasks < slots;
  const isFat = bytesPerTask > settings.threshold("too-few-partitions", "bytes");
  if (!isNarrow && !isFat) return [];
  if (stage.wallMs < settings.threshold("too-few-partitions", "time")) return [];
  if (stage.wallMs < wallMs * settings.threshold("too-few-partitions", "share")) return [];
  const wanted = wholeWaves(Math.max(isNarrow ? 2 * slots : 0, stage.bytesIn / GOOD_BYTES), slots);
  const idleMs = Math.max(0, slots * stage.wallMs - stage.coreMs);
  return [
    {
      severity: isNarrow && numTasks <= slots / 4 ? "serious" : "warning",
      seen:
        `${stage.label} had ${formatNoun(numTasks, "task")} for ${formatNoun(slots, "slot")}` +
        `${stage.bytesIn > 0 ? `, ${formatBytes(bytesPerTask)} each` : ""}, and took ${formatMillis(stage.wallMs)}, ${percent(stage.wallMs / wallMs)} of the run.`,
      cause: isNarrow
        ? "A partition is one task and one task has one slot: the other slots have nothing to do."
        : "Each task has too much data: it spills, it cannot be balanced, and when it fails a lot is done again.",
      fix: "Cut the data into more partitions where it is read or shuffled.",
      change: changeFor(stage, wanted),
      callSite: stage.stage.callSite,
      places: [stage.place()],
      costMs: idleMs,
      ...(isNarrow ? { savesMs: Math.max(0, stage.wallMs - stage.coreMs / slots) } : {}),
    },
  ];
}

function changeFor(stage: StageFacts, wanted: number): string {
  const readsShuffle = shuffleReaders(stage.stage).length > 0;
  if (!isSqlStage(stage.stage)) {
    const { rdds } = stage.stage;
    const operation = readsShuffle ? shuffleReaders(stage.stage)[0]!.scope?.name : rdds[0]?.scope?.name;
    if (operation === "parallelize") return `sc.parallelize(data, ${wanted})`;
    if (operation === "range") return `sc.range(start, end, step, ${wanted})`;
    if (operation === "textFile") return `sc.textFile(path, ${wanted})`;
    return readsShuffle && operation !== undefined ? `rdd.${operation}(…, ${wanted})` : `rdd.repartition(${wanted})`;
  }
  if (readsShuffle && !stage.stage.rdds.some(({ scope }) => scope?.name === "AQEShuffleRead"))
    return setConf("spark.sql.shuffle.partitions", wanted);
  // H5: adaptive execution has put partitions together until each had the advisory size.
  if (readsShuffle)
    return setConf("spark.sql.adaptive.advisoryPartitionSizeInBytes", sizeText(stage.sum("shuffleReadBytes") / wanted));
  return stage.bytesIn > 0
    ? setConf("spark.sql.files.maxPartitionBytes", sizeText(stage.bytesIn / wanted))
    : `df.repartition(${wanted})`;
}
