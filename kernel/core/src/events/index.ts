export type { CachedBlocks } from "./cached-blocks.js";
export * from "./listener.js";
export * from "./listener-bus.js";
export * from "./messages/index.js";
export * from "./run.js";
export * from "./run-store.js";
export type { MapTaskFiles, ShuffleFiles } from "./shuffle-files.js";
export * from "./task-columns.js";
export * from "./task-table.js";
