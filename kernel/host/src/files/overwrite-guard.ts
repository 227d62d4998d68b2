import { readdirSync, statSync } from "node:fs";
import { relative } from "node:path";
import { AnalysisException } from "@stageplay/core";

/**
 * Overwriting removes what was there. Spark's outputs are folders of part-files; here the working folder holds notebooks, and a
 * slip (`parquet(".")`) must not take them along.
 *
 * @throws AnalysisException UNSUPPORTED_OVERWRITE.PATH for the working folder, a folder above it, or one that holds notebooks
 */
export function refuseToOverwriteWork(path: string, workingFolder: string): void {
  const isAbove = !relative(path, workingFolder).startsWith("..");
  if (!isAbove && !holdsNotebooks(path)) return;
  throw new AnalysisException({
    condition: "UNSUPPORTED_OVERWRITE.PATH",
    message: `Overwriting file:${path} would remove ${isAbove ? "the working folder" : "notebooks"}.`,
    nextStep: "Write to a folder of its own, such as out/result.",
    parameters: { outputPath: `file:${path}` },
  });
}

function holdsNotebooks(path: string): boolean {
  if (!statSync(path).isDirectory()) return path.endsWith(".ipynb");
  return readdirSync(path, { recursive: true }).some((name) => String(name).endsWith(".ipynb"));
}
