import { formatBytes, formatNoun } from "../../base/format.js";
import { sizeText, startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

/** What YARN and Kubernetes say of a container that used more memory than it was given (D5). */
const KILLED_FOR_MEMORY = /exceeding physical memory limits|possible container OOM|OOMKilled/;

/** The cluster manager killed executors for the memory that they used beside their heap. */
export const containerKilled: FindingRule = {
  id: "container-killed",
  detect: ({ run, stages, settings }) => {
    const killed = run.executors.filter(
      ({ removedReason, removedMs }) =>
        removedMs !== undefined && removedMs >= run.startMs && KILLED_FOR_MEMORY.test(removedReason ?? ""),
    );
    if (killed.length < settings.threshold("container-killed", "times")) return [];
    const ids = new Set(killed.map(({ executorId }) => executorId));
    const { executor, status, launchMs, finishMs } = run.tasks.columns;
    const hit = stages.flatMap((stage) =>
      [...stage.attempts].filter((row) => ids.has(executor[row]!) && status[row]! > 1).map((row) => ({ stage, row })),
    );
    const heap = settings.number("spark.executor.memory");
    // D5: a tenth of the heap, 384 MiB at least, unless it is set.
    const overhead = settings.number("spark.executor.memoryOverhead") || Math.max(0.1 * heap, 384 * 2 ** 20);
    const first = hit[0];
    return [
      {
        severity: "serious",
        seen:
          `${formatNoun(killed.length, "executor")} killed: ${killed[0]!.removedReason!.split("\n", 1)[0]!.slice(0, 160)} ` +
          `A container had ${formatBytes(heap)} of heap and ${formatBytes(overhead)} beside it; ${formatNoun(hit.length, "attempt")} died with them.`,
        cause:
          "Memory outside the heap (off-heap pages, network buffers, native code, Python) was more than the overhead that the container has for it.",
        fix: "More memory overhead, or fewer cores an executor, so that fewer tasks use it at once. More heap alone does not help.",
        change: startWith({ "spark.executor.memoryOverhead": sizeText(2 * overhead) }),
        ...(first === undefined ? {} : { callSite: first.stage.stage.callSite }),
        places: hit.slice(0, 3).map(({ stage, row }) => stage.place(row)),
        costMs: hit.reduce((total, { row }) => total + Math.max(0, (finishMs[row] || 0) - launchMs[row]!), 0),
      },
    ];
  },
};
