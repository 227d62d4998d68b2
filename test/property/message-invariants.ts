import { Run, type RunDocument, type SparkMessage } from "@stageplay/core";
import { decodeRun, encodeRun } from "@stageplay/view";

/** Messages of one kind that a saved run keeps for sure. */
const SAVED_OF_A_KIND = 50;

/** What is wrong with the messages of a run; nothing for a good one. */
export function messageErrors(document: RunDocument): string[] {
  const messages = new Run(document).trace().first();
  const { tasks } = document;
  const errors: string[] = [];
  const count = (what: string, found: number, wanted: number): void => {
    if (found !== wanted) errors.push(`${found} × ${what} instead of ${wanted}`);
  };
  const named = (name: string): SparkMessage[] => messages.filter(({ message }) => message === name);
  for (let i = 1; i < messages.length; i++) {
    if (messages[i]!.timeMs < messages[i - 1]!.timeMs) errors.push(`${messages[i]!.message} out of order`);
  }
  const records = new Run(document).tasks;
  count("LaunchTask", named("LaunchTask").length, tasks.length);
  const ended = records.filter(({ finishMs }) => !Number.isNaN(finishMs));
  count("CompletionEvent", named("CompletionEvent").length, ended.length);
  const unreported = records.filter(({ status }) => status === "ExecutorLostFailure" || status === "Running");
  const ends = named("StatusUpdate").filter(({ detail }) => !detail.endsWith("RUNNING"));
  count("StatusUpdate at an end", ends.length, tasks.length - unreported.length);
  errors.push(...tasksOutOfOrder(messages));
  count("JobSubmitted", named("JobSubmitted").length + named("MapStageSubmitted").length, document.jobs.length);
  count("JobEnd", named("JobSucceeded").length + named("JobFailed").length, document.jobs.length);
  const carried = new Run(decodeRun(JSON.parse(JSON.stringify(encodeRun(document))))).trace().first();
  // Of many alike a saved run has only the first.
  const isWhole = Object.values(document.messages?.totals ?? {}).every((total) => total <= SAVED_OF_A_KIND);
  if (isWhole && JSON.stringify(carried) !== JSON.stringify(messages)) errors.push("a saved run has other messages");
  return errors;
}

/** Tasks of which something is said before it can be known: sent, running, ended, handled. */
function tasksOutOfOrder(messages: readonly SparkMessage[]): string[] {
  const said = new Map<number, { step: string; timeMs: number }[]>();
  for (const { taskId, message, detail, timeMs } of messages) {
    if (taskId === undefined || message === "KillTask" || message === "GetMapOutputStatuses") continue;
    if (message === "OpenBlocks") continue;
    const step = message === "StatusUpdate" && detail.endsWith("RUNNING") ? "running" : message;
    said.set(taskId, [...(said.get(taskId) ?? []), { step, timeMs }]);
  }
  const order = ["LaunchTask", "running", "StatusUpdate", "CompletionEvent"];
  return [...said].flatMap(([taskId, steps]) => {
    const isWrong = steps.some(({ step, timeMs }, i) => {
      const before = steps[i - 1];
      return before !== undefined && before.timeMs < timeMs && order.indexOf(before.step) >= order.indexOf(step);
    });
    return isWrong ? [`task ${taskId}: ${steps.map(({ step }) => step).join(", ")}`] : [];
  });
}
