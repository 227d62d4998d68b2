import type { ExecutorId } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExecutorPool } from "./executor-pool.js";

const KEY = "spark.shuffle.readHostLocalDisk";

/**
 * Whether an executor reads what another wrote from the disk of the machine that they share. A real Spark on one host fetches it over the
 * network unless the setting is given, whatever its default says (F5).
 */
export function hostLocalReads(
  conf: RuntimeConfig,
  pool: ExecutorPool,
): (writer: ExecutorId, reader: ExecutorId) => boolean {
  if (!conf.isSet(KEY) || !conf.getBoolean(KEY)) return () => false;
  return (writer, reader) => pool.hostOf(writer) === pool.hostOf(reader);
}
