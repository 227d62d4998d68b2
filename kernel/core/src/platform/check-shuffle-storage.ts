import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SHUFFLE_CLASSES } from "../conf/shuffle-storage.js";
import { invalidCluster } from "./invalid-cluster.js";

/** @throws SparkError INVALID_CLUSTER.SHUFFLE_STORAGE for a class that nobody here knows */
export function checkShuffleStorage(conf: RuntimeConfig): void {
  for (const [key, { ownFiles, remoteFiles }] of SHUFFLE_CLASSES) {
    const name = conf.get(key);
    if (ownFiles.includes(name) || remoteFiles.includes(name)) continue;
    throw invalidCluster(
      "SHUFFLE_STORAGE",
      `${key} = ${name} is not simulated: what it does with shuffle files is not known.`,
      `Leave it at ${ownFiles[0]}, or name a remote shuffle service: ${remoteFiles.join(", ")}.`,
    );
  }
}
