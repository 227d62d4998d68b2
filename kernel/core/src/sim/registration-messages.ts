import type { Millis } from "../base/brand.js";
import { formatBytes, formatNoun } from "../base/format.js";
import type { Executor } from "../cluster/executor-pool.js";
import { EXECUTOR_START_MESSAGES } from "../events/messages/message-kinds.js";
import type { MessageLog } from "../events/messages/message-log.js";

/** What is said until an executor can take tasks, from its launch to the driver's welcome. */
export function noteRegistration(messages: MessageLog, executor: Executor, nowMs: Millis): void {
  const { id, host, startsMs = nowMs } = executor;
  if (!messages.keeps("RegisterExecutor")) {
    for (const name of EXECUTOR_START_MESSAGES) messages.skip(name, 1);
    return;
  }
  const cores = `${formatNoun(executor.cores, "core")} on ${host}`;
  const launched = Math.min(startsMs, nowMs);
  messages.note(launched, "LaunchExecutor", { executor: id, text: host });
  // The process asks for its settings before it sets itself up: between the start of its JVM and its registration.
  messages.note((launched + nowMs) / 2, "RetrieveSparkAppConfig", { executor: id });
  messages.note((launched + nowMs) / 2, "SparkAppConfig", { executor: id });
  messages.note(nowMs, "RegisterExecutor", { executor: id, text: cores });
  messages.note(nowMs, "RegisteredExecutor", { executor: id });
  messages.note(nowMs, "ExecutorAdded", { a: id, text: host });
  messages.note(nowMs, "RegisterBlockManager", {
    executor: id,
    text: `${formatBytes(executor.memoryBytes)} unified memory`,
  });
  messages.note(nowMs, "LaunchedExecutor", { executor: id });
}
