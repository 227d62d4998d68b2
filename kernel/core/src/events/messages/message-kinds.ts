import { formatNoun } from "../../base/format.js";
import type { MessageEnd } from "./component.js";

/** A kind of message: who sends it to whom, and what the two numbers and the text that it carries say. */
export interface MessageKind {
  readonly from: MessageEnd;
  readonly to: MessageEnd;
  readonly detail: (a: number, b: number, text: string) => string;
}

export type ControlMessageName =
  | "JobSubmitted"
  | "MapStageSubmitted"
  | "JobCancelled"
  | "JobSucceeded"
  | "JobFailed"
  | "submitTasks"
  | "killAllTaskAttempts"
  | "ResubmitFailedStages"
  | "TaskSetFailed"
  | "ExecutorAdded"
  | "ExecutorLost"
  | "ReviveOffers"
  | "RequestExecutors"
  | "KillExecutors"
  | "LaunchExecutor"
  | "RemoveExecutor"
  | "ExpireDeadHosts"
  | "RetrieveSparkAppConfig"
  | "SparkAppConfig"
  | "RegisterExecutor"
  | "RegisteredExecutor"
  | "RegisterBlockManager"
  | "LaunchedExecutor"
  | "DecommissionExecutor"
  | "StopExecutor"
  | "KillTask"
  | "StreamRequest"
  | "OpenBlocks"
  | "GetMapOutputStatuses";
export type TaskMessageName = "LaunchTask" | "StatusUpdate" | "CompletionEvent" | "Heartbeat" | "HeartbeatResponse";
export type MessageName = ControlMessageName | TaskMessageName;

/** What is said until an executor can take tasks, in this order. */
export const EXECUTOR_START_MESSAGES: readonly ControlMessageName[] = [
  "LaunchExecutor",
  "RetrieveSparkAppConfig",
  "SparkAppConfig",
  "RegisterExecutor",
  "RegisteredExecutor",
  "ExecutorAdded",
  "RegisterBlockManager",
  "LaunchedExecutor",
];

const nothing = (): string => "";
const stage = (a: number, b: number, text: string): string => `stage ${a}.${b}${text === "" ? "" : `, ${text}`}`;
const job = (a: number, _b: number, text: string): string => `job ${a}${text === "" ? "" : `: ${text}`}`;
const words = (_a: number, _b: number, text: string): string => text;
const aboutExecutor = (a: number, _b: number, text: string): string => `executor ${a}${text === "" ? "" : `: ${text}`}`;

/**
 * What the parts of the simulation say to one another besides {@link TASK_MESSAGES}, under the names that Spark has for it: messages
 * between processes (CoarseGrainedClusterMessages and its like) and events within the driver.
 */
export const CONTROL_MESSAGES: Readonly<Record<ControlMessageName, MessageKind>> = {
  JobSubmitted: {
    from: "driver program",
    to: "DAGScheduler",
    detail: (a, b, text) => `job ${a}: ${text}, ${formatNoun(b, "partition")}`,
  },
  MapStageSubmitted: {
    from: "driver program",
    to: "DAGScheduler",
    detail: (a, b, text) => `job ${a}: ${text}, ${formatNoun(b, "partition")}`,
  },
  JobCancelled: { from: "driver program", to: "DAGScheduler", detail: job },
  JobSucceeded: { from: "DAGScheduler", to: "driver program", detail: job },
  JobFailed: { from: "DAGScheduler", to: "driver program", detail: job },
  submitTasks: { from: "DAGScheduler", to: "TaskScheduler", detail: stage },
  killAllTaskAttempts: { from: "DAGScheduler", to: "TaskScheduler", detail: (a, _b, text) => `stage ${a}: ${text}` },
  ResubmitFailedStages: { from: "DAGScheduler", to: "DAGScheduler", detail: (a) => `in ${a} ms` },
  TaskSetFailed: { from: "TaskScheduler", to: "DAGScheduler", detail: stage },
  ExecutorAdded: { from: "TaskScheduler", to: "DAGScheduler", detail: aboutExecutor },
  ExecutorLost: { from: "TaskScheduler", to: "DAGScheduler", detail: aboutExecutor },
  ReviveOffers: { from: "TaskScheduler", to: "SchedulerBackend", detail: words },
  RequestExecutors: {
    from: "SchedulerBackend",
    to: "cluster manager",
    detail: (a, _b, text) => `${formatNoun(a, "executor")}${text === "" ? "" : ` ${text}`}`,
  },
  KillExecutors: { from: "SchedulerBackend", to: "cluster manager", detail: aboutExecutor },
  LaunchExecutor: { from: "cluster manager", to: "executor", detail: words },
  RemoveExecutor: { from: "cluster manager", to: "SchedulerBackend", detail: aboutExecutor },
  ExpireDeadHosts: { from: "HeartbeatReceiver", to: "TaskScheduler", detail: aboutExecutor },
  RetrieveSparkAppConfig: { from: "executor", to: "SchedulerBackend", detail: nothing },
  SparkAppConfig: { from: "SchedulerBackend", to: "executor", detail: words },
  RegisterExecutor: { from: "executor", to: "SchedulerBackend", detail: words },
  RegisteredExecutor: { from: "SchedulerBackend", to: "executor", detail: nothing },
  RegisterBlockManager: { from: "executor", to: "BlockManagerMaster", detail: words },
  LaunchedExecutor: { from: "executor", to: "SchedulerBackend", detail: nothing },
  DecommissionExecutor: { from: "SchedulerBackend", to: "executor", detail: words },
  StopExecutor: { from: "SchedulerBackend", to: "executor", detail: words },
  KillTask: { from: "SchedulerBackend", to: "executor", detail: (a, _b, text) => `task ${a}: ${text}` },
  StreamRequest: { from: "executor", to: "driver program", detail: words },
  OpenBlocks: { from: "executor", to: "driver program", detail: words },
  GetMapOutputStatuses: { from: "executor", to: "MapOutputTracker", detail: (a, b) => `shuffle ${a} for task ${b}` },
};

/** What is said about every attempt and every few seconds: not noted one by one, but told by the task table and the executors' lives. */
export const TASK_MESSAGES: Readonly<Record<TaskMessageName, Omit<MessageKind, "detail">>> = {
  LaunchTask: { from: "SchedulerBackend", to: "executor" },
  StatusUpdate: { from: "executor", to: "SchedulerBackend" },
  CompletionEvent: { from: "TaskScheduler", to: "DAGScheduler" },
  Heartbeat: { from: "executor", to: "HeartbeatReceiver" },
  HeartbeatResponse: { from: "HeartbeatReceiver", to: "executor" },
};
