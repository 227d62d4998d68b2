import type { StageId } from "../base/brand.js";

/** More than a stage ever has. */
const ATTEMPTS = 1 << 12;

/** One number for a stage attempt, for maps by stage: a program may run a million stages. */
export function stageKey(stageId: StageId, attempt: number): number {
  return stageId * ATTEMPTS + attempt;
}
