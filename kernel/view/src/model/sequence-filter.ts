import { EXECUTOR_START_MESSAGES, type MessageName, type SparkMessage } from "@stageplay/core";
import type { SequenceSubjects } from "./sequence-subject.js";
import type { SequenceFilter, SequenceTopic } from "./sequence-types.js";

const TOPICS: Readonly<Record<SequenceTopic, readonly MessageName[]>> = {
  jobs: [
    "JobSubmitted",
    "MapStageSubmitted",
    "JobCancelled",
    "JobSucceeded",
    "JobFailed",
    "submitTasks",
    "killAllTaskAttempts",
    "ResubmitFailedStages",
    "TaskSetFailed",
  ],
  tasks: [
    "ReviveOffers",
    "LaunchTask",
    "StatusUpdate",
    "CompletionEvent",
    "KillTask",
    "OpenBlocks",
    "StreamRequest",
    "GetMapOutputStatuses",
  ],
  executors: [
    "RequestExecutors",
    ...EXECUTOR_START_MESSAGES,
    "DecommissionExecutor",
    "KillExecutors",
    "ExpireDeadHosts",
    "RemoveExecutor",
    "StopExecutor",
    "ExecutorLost",
  ],
  heartbeats: ["Heartbeat", "HeartbeatResponse", "ExpireDeadHosts"],
};

/** The topic's messages by name; undefined for all. */
export function namesOf({ topic }: SequenceFilter): readonly MessageName[] | undefined {
  return topic === undefined ? undefined : TOPICS[topic];
}

/** Which messages a filter lets through, besides its topic. What a job says of itself stays, so that the others have a place. */
export function sequenceFilter(
  subjects: SequenceSubjects,
  { stage, executor }: SequenceFilter,
): (message: SparkMessage) => boolean {
  if (stage === undefined && executor === undefined) return () => true;
  const job = stage === undefined ? undefined : subjects.jobOfStage(stage);
  return (message) => {
    if (/^job \d/.test(message.detail)) return job === undefined || subjects.jobOf(message) === job;
    const ofStage = stage === undefined || subjects.stageOf(message) === stage;
    return ofStage && (executor === undefined || subjects.executorOf(message) === executor);
  };
}
