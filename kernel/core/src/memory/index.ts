export { gcShare } from "./gc-pressure.js";
export type { MemoryEntry } from "./memory-store.js";
export { type SpillTotals, spillRows } from "./spillable-collection.js";
export { spillPages } from "./spillable-pages.js";
export { type ExecutionGrant, type MemoryUse, UnifiedMemoryManager } from "./unified-memory-manager.js";
export { unrollBlock } from "./unroll.js";
