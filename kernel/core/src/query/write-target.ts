import { AnalysisException, SparkError } from "../errors/index.js";
import { type InsertIntoHadoopFsRelationCommand, type LogicalPlan, logicalTree } from "../plans/logical/index.js";
import type { FilePort } from "../ports.js";

/** The data files that lie under an output path before it is written; none when there is no such path. */
export function filesUnder(files: FilePort, path: string): ReadonlySet<string> {
  try {
    return new Set(files.list(path).map((file) => file.path));
  } catch (error) {
    if (error instanceof SparkError && error.condition === "PATH_NOT_FOUND") return new Set();
    throw error;
  }
}

/** True when a plan reads one of the files. */
export function readsAny(plan: LogicalPlan, files: ReadonlySet<string>): boolean {
  if (files.size === 0) return false;
  const relations = logicalTree.collect(plan, (node) => node.kind === "LogicalRelation");
  return relations.some(
    (node) => node.kind === "LogicalRelation" && node.relation.files.some((f) => files.has(f.path)),
  );
}

/**
 * Spark removes the old files before it reads them, so overwriting what a query reads loses the data.
 * @throws AnalysisException UNSUPPORTED_OVERWRITE.PATH
 */
export function refuseToOverwriteInput(
  { target, child }: InsertIntoHadoopFsRelationCommand,
  existing: ReadonlySet<string>,
  callSite: string,
): void {
  if (target.mode !== "overwrite" || !readsAny(child, existing)) return;
  throw new AnalysisException({
    condition: "UNSUPPORTED_OVERWRITE.PATH",
    message: `Can't overwrite the path ${target.path} that is also being read from.`,
    nextStep: "Write to another path: Spark would remove the files before it has read them.",
    parameters: { path: target.path },
    callSite,
  });
}
