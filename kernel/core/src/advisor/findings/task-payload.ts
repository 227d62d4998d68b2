import { formatBytes, formatMillis, formatNoun } from "../../base/format.js";
import type { FindingRule } from "../finding-rule.js";
import { indexOfLargest } from "../numbers.js";

/** Tasks carry a lot of the driver's data: it is sent, and read again, with every one of them (C12). */
export const taskPayload: FindingRule = {
  id: "task-payload",
  detect: (facts) =>
    facts.completed.flatMap((stage) => {
      const { taskBytes = 0, rdds, callSite, numTasks } = stage.stage;
      const slowest = stage.max("deserializeMs");
      const isLarge = taskBytes > facts.settings.threshold("task-payload", "bytes");
      if (!isLarge && slowest <= facts.settings.threshold("task-payload", "time")) return [];
      const isData = isLarge && rdds[0]?.scope?.name === "parallelize";
      const costMs = stage.sum("deserializeMs") + (facts.run.tasks.isUsed("sendMs") ? stage.sum("sendMs") : 0);
      return [
        {
          severity: "warning",
          seen:
            `${stage.label}: it took up to ${formatMillis(slowest)} to deserialize a task; ${formatNoun(numTasks, "task")}, ${formatMillis(costMs)} core time together` +
            `${isLarge ? `. A task was ${formatBytes(taskBytes)} when it was sent; Spark warns from 1000.0 KiB on.` : "."}`,
          cause: isData
            ? "The rows of parallelize() travel inside the tasks, one by one through the driver."
            : "The function refers to a large value of the driver's program, and is serialized with it.",
          fix: isData
            ? "Read large data from files; parallelize() is for small data and tests."
            : "Make the value a broadcast variable: each executor fetches it once, and its tasks share it.",
          change: isData
            ? "spark.read.parquet(path) // instead of sc.parallelize(data)"
            : "const shared = sc.broadcast(value); rdd.map((x) => f(x, shared.value))",
          callSite,
          places: [stage.place(stage.rows[indexOfLargest(stage.values("deserializeMs"))])],
          costMs,
          savesMs: costMs / Math.max(1, facts.slotsOf(stage.stage)),
        } as const,
      ];
    }),
};
