export { fillMap } from "./bytes-to-bytes-map.js";
export { gcShare } from "./gc-pressure.js";
export { fillLongMap } from "./long-map.js";
export { BROADCAST, type MemoryEntry } from "./memory-store.js";
export type { FilledTotals, PageSource } from "./paged-filling.js";
export { type SpillTotals, spillRows } from "./spillable-collection.js";
export {
  fillSorter,
  RADIX_SORTER,
  SHUFFLE_SORTER,
  type SorterKind,
  UNSAFE_SORTER,
} from "./tungsten-sorter.js";
export { type ExecutionGrant, type MemoryUse, UnifiedMemoryManager } from "./unified-memory-manager.js";
export { unrollBlock } from "./unroll.js";
