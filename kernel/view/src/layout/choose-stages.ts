import type { JobModel, StageModel } from "../model/run-model-types.js";

/**
 * The stages of a job to draw when it has more than `most`: first go skipped ones that feed only other skipped ones (a long
 * lineage leaves many), then the earliest.
 */
export function chooseStages(job: JobModel, most: number): { stages: readonly StageModel[]; hidden: number } {
  if (job.stages.length <= most) return { stages: job.stages, hidden: 0 };
  const skipped = new Set(job.stages.filter((stage) => stage.status === "skipped").map((stage) => stage.stageId));
  const needed = new Set(job.edges.filter((edge) => !skipped.has(edge.to)).map((edge) => edge.from));
  const near = job.stages.filter((stage) => !skipped.has(stage.stageId) || needed.has(stage.stageId));
  const stages = near.slice(-most);
  return { stages, hidden: job.stages.length - stages.length };
}
