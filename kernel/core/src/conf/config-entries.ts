import { ADVISOR_ENTRIES } from "./advisor-thresholds.js";
import type { ConfigEntry } from "./config-entry.js";
import { ADAPTIVE_ENTRIES } from "./entries/adaptive.js";
import { APPLICATION_ENTRIES } from "./entries/application.js";
import { CLUSTER_ENTRIES } from "./entries/cluster.js";
import { COST_ENTRIES } from "./entries/cost.js";
import { MEMORY_ENTRIES } from "./entries/memory.js";
import { SCHEDULING_ENTRIES } from "./entries/scheduling.js";
import { SQL_ENTRIES } from "./entries/sql.js";

export type { ConfigEntry, ConfigType } from "./config-entry.js";

/** Every key that the simulation reads, with the default of Spark 4.3 (L). */
export const CONFIG_ENTRIES: readonly ConfigEntry[] = [
  ...APPLICATION_ENTRIES,
  ...CLUSTER_ENTRIES,
  ...MEMORY_ENTRIES,
  ...SCHEDULING_ENTRIES,
  ...SQL_ENTRIES,
  ...ADAPTIVE_ENTRIES,
  ...ADVISOR_ENTRIES,
  ...COST_ENTRIES,
];

export const CONFIG_BY_KEY: ReadonlyMap<string, ConfigEntry> = new Map(CONFIG_ENTRIES.map((e) => [e.key, e]));
