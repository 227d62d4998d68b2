import { formatBytes, formatCount, formatNoun } from "../../base/format.js";
import { isSqlStage, setConf, shuffleReaders, wholeWaves } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";
import { indexOfLargest } from "../numbers.js";

/** Disks of a current server, in bytes a millisecond; written once and read once (K). */
const DISK_BYTES_PER_MS = 150_000;

/** Tasks had to put data on disk because their share of execution memory was too small (E4, E6). */
export const spill: FindingRule = {
  id: "spill",
  detect: (facts) =>
    facts.completed
      .filter((stage) => stage.sum("diskSpillBytes") > facts.settings.threshold("spill", "bytes"))
      .map((stage) => {
        const { stage: info } = stage;
        const [disk, memory] = [stage.sum("diskSpillBytes"), stage.sum("memorySpillBytes")];
        const at = indexOfLargest(stage.values("diskSpillBytes"));
        const spilled = stage.values("diskSpillBytes").filter((bytes) => bytes > 0).length;
        const peak = Math.max(1, stage.max("peakMemoryBytes"));
        const worst = stage.values("memorySpillBytes")[at]! + stage.values("peakMemoryBytes")[at]!;
        const slots = facts.slotsOf(info);
        const wanted = wholeWaves(info.numTasks * Math.max(2, Math.ceil(worst / peak)), slots);
        const costMs = (2 * disk) / DISK_BYTES_PER_MS;
        const change = isSqlStage(info)
          ? shuffleReaders(info).length > 0
            ? setConf("spark.sql.shuffle.partitions", wanted)
            : `df.repartition(${wanted})`
          : `rdd.${shuffleReaders(info)[0]?.scope?.name ?? "repartition"}(…, ${wanted})`.replace(
              "repartition(…, ",
              "repartition(",
            );
        return {
          severity: costMs > stage.coreMs / 4 ? "serious" : "warning",
          seen:
            `${stage.label}: ${formatNoun(spilled, "task")} of ${formatCount(info.numTasks)} spilled ${formatBytes(memory)} of memory as ${formatBytes(disk)} on disk; ` +
            `a task had ${formatBytes(peak)} of execution memory at most.`,
          cause:
            "A partition is larger than a task's share of execution memory: the tasks that run at once on an executor divide it among them.",
          fix: "More and smaller partitions; or fewer cores an executor, so that fewer tasks share its memory; or less cache.",
          change,
          callSite: info.callSite,
          places: [stage.place(stage.rows[at])],
          costMs,
          savesMs: costMs / Math.max(1, slots),
        } as const;
      }),
};
