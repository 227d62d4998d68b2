import type { ClusterManagerName } from "./master.js";

/** What a platform sets by itself, below everything that a user says and above Spark's built-in defaults. */
export interface Platform {
  /** As it is called in texts. */
  readonly label: string;
  readonly defaults: Readonly<Record<string, string>>;
}

/** Spark waits for most executors where they arrive one by one, and not at all on a standalone cluster (D4). */
const WAIT_FOR_MOST = { "spark.scheduler.minRegisteredResourcesRatio": "0.8" };
const WAIT_FOR_NONE = { "spark.scheduler.minRegisteredResourcesRatio": "0.0" };

export const PLATFORMS: Readonly<Record<ClusterManagerName, Platform>> = {
  local: { label: "local", defaults: WAIT_FOR_NONE },
  notebook: {
    label: "the notebook's cluster",
    defaults: { "spark.executor.instances": "4", "spark.executor.cores": "2", ...WAIT_FOR_NONE },
  },
  standalone: { label: "Standalone", defaults: WAIT_FOR_NONE },
  yarn: { label: "YARN", defaults: { "spark.executor.instances": "2", ...WAIT_FOR_MOST } },
  kubernetes: { label: "Kubernetes", defaults: { "spark.executor.instances": "2", ...WAIT_FOR_MOST } },
};
