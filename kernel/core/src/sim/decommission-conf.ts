import type { Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { shuffleStorage } from "../conf/shuffle-storage.js";

const STORAGE = "spark.storage.decommission";

/** What an executor does before it leaves (C14). */
export interface DecommissionConf {
  /** Shuffle files go to other executors; those that a service keeps need not. */
  readonly movesShuffles: boolean;
  /** Cached blocks do. */
  readonly movesBlocks: boolean;
  /** Shuffle files that no other executor can take go to fallback storage. */
  readonly hasFallback: boolean;
  /** From one round of handing blocks on to the next. */
  readonly roundMs: Millis;
  /** After this it is killed; undefined for never. */
  readonly forceKillMs: Millis | undefined;
  /** Executors that are killed because they are excluded are decommissioned instead (C9). */
  readonly insteadOfKill: boolean;
}

export function decommissionConf(conf: RuntimeConfig): DecommissionConf {
  const isOn = conf.getBoolean(`${STORAGE}.enabled`);
  const kill = "spark.executor.decommission.forceKillTimeout";
  return {
    movesShuffles: isOn && conf.getBoolean(`${STORAGE}.shuffleBlocks.enabled`) && shuffleStorage(conf) === "executor",
    movesBlocks: isOn && conf.getBoolean(`${STORAGE}.rddBlocks.enabled`),
    hasFallback: conf.getOption(`${STORAGE}.fallbackStorage.path`) !== undefined,
    roundMs: conf.getMillis(`${STORAGE}.replicationReattemptInterval`),
    forceKillMs: conf.getOption(kill) === undefined ? undefined : conf.getMillis(kill),
    insteadOfKill: conf.getBoolean("spark.excludeOnFailure.killExcludedExecutors.decommission"),
  };
}
