/** The parts of a Spark application that send messages to one another; of executors there are many. */
export const COMPONENTS = [
  "driver program",
  "DAGScheduler",
  "TaskScheduler",
  "SchedulerBackend",
  "HeartbeatReceiver",
  "BlockManagerMaster",
  "MapOutputTracker",
  "cluster manager",
] as const;
export type DriverComponent = (typeof COMPONENTS)[number];

/** `SchedulerBackend`, or `executor 3`. All but executors and the cluster manager live in the driver. */
export type Component = DriverComponent | `executor ${number}`;

/** One end of a kind of message: a part of the driver, or whichever executor the message names. */
export type MessageEnd = DriverComponent | "executor";

export function componentOf(end: MessageEnd, executor: number): Component {
  return end === "executor" ? `executor ${executor}` : end;
}
