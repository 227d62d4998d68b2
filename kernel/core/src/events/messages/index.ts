export { COMPONENTS, type Component, type DriverComponent } from "./component.js";
export { type FoldedMessage, gistOf, MessageFolder } from "./folded-message.js";
export {
  CONTROL_MESSAGES,
  type ControlMessageName,
  EXECUTOR_START_MESSAGES,
  type MessageName,
  type TaskMessageName,
} from "./message-kinds.js";
export type { SentMessage } from "./message-log.js";
export { MessageTrace } from "./message-trace.js";
export type { MessageTimes, RunMessages, Silence } from "./run-messages.js";
export type { SparkMessage, TraceFilter } from "./spark-message.js";
