export * from "./listener.js";
export * from "./listener-bus.js";
export { EventLogReader } from "./log/event-log-reader.js";
export type * from "./plan-trace.js";
export * from "./run.js";
export * from "./run-facts.js";
export * from "./run-store.js";
export * from "./task-table.js";
