import type { Misconception } from "./misconception.js";

/** M3. */
export const oneActionOneJob: Misconception = {
  id: "M3",
  name: "one-action-one-job",
  wrong:
    "You counted one job for the action. Spark adds jobs of its own: to sample for a sort, to broadcast, to find a schema, to look at more partitions, and one for each shuffle under AQE.",
  tryThis: "Ask spark.lastRun.whyJobs(): it names the cause of each job.",
  solve: ({ jobs }) => (jobs.length > 1 ? [{ jobs: 1 }] : []),
};
