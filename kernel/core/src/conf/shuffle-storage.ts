import type { RuntimeConfig } from "./runtime-config.js";

/**
 * Who keeps the shuffle files: each executor its own, a service on its host (`spark.shuffle.service.enabled`), or a remote shuffle
 * service, which the plugin classes of Celeborn and Uniffle stand for (F7).
 */
export type ShuffleStorage = "executor" | "host" | "remote";

/** Classes for which it is known what they do with shuffle files. */
interface KnownClasses {
  readonly ownFiles: readonly string[];
  readonly remoteFiles: readonly string[];
}

/** The settings that name a class which shuffles. */
export const SHUFFLE_CLASSES: ReadonlyMap<string, KnownClasses> = new Map([
  [
    "spark.shuffle.manager",
    {
      ownFiles: ["sort", "tungsten-sort", "org.apache.spark.shuffle.sort.SortShuffleManager"],
      remoteFiles: [
        "org.apache.spark.shuffle.celeborn.SparkShuffleManager",
        "org.apache.spark.shuffle.RssShuffleManager",
        "org.apache.spark.shuffle.DelegationRssShuffleManager",
      ],
    },
  ],
  [
    "spark.shuffle.sort.io.plugin.class",
    {
      ownFiles: ["org.apache.spark.shuffle.sort.io.LocalDiskShuffleDataIO"],
      remoteFiles: [
        "org.apache.spark.shuffle.celeborn.CelebornShuffleDataIO",
        "org.apache.spark.shuffle.RssShuffleDataIo",
      ],
    },
  ],
]);

/** Reads it from the settings. A remote service takes the place of the hosts' own. */
export function shuffleStorage(conf: RuntimeConfig): ShuffleStorage {
  for (const [key, { remoteFiles }] of SHUFFLE_CLASSES) if (remoteFiles.includes(conf.get(key))) return "remote";
  return conf.getBoolean("spark.shuffle.service.enabled") ? "host" : "executor";
}
