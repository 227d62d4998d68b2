import { AnalysisException, type SparkError, SparkException, type StructField } from "@stageplay/core";
import { sqlTypeName } from "./sql-type-name.js";

export function unsupportedColumn(format: string, field: StructField, nextStep: string): SparkError {
  return new AnalysisException({
    condition: "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
    message: `The ${format} datasource doesn't support the column \`${field.name}\` of the type "${sqlTypeName(field.dataType)}".`,
    nextStep,
    parameters: { columnName: `\`${field.name}\``, format, columnType: `"${sqlTypeName(field.dataType)}"` },
  });
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  ENOTDIR: "A part of the path is a file, not a folder: write to another path.",
  EEXIST: "A part of the path is a file, not a folder: write to another path.",
  ENOSPC: "The disk is full: free some space, or write to another disk.",
};

/** What an error becomes that came while rows were written: the disk's own gets Spark's name, others stay what they are. */
export function taskWriteFailed(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  return new SparkException({
    condition: "TASK_WRITE_FAILED",
    message: `Task failed while writing rows to file:${path}. ${error.message.replace(/, \w+ '.*$/, "")}.`,
    nextStep:
      NEXT_STEPS[(error as NodeJS.ErrnoException).code ?? ""] ?? "Write to a folder in which you may make files.",
    parameters: { path: `file:${path}` },
    cause: error,
  });
}

export function codecNotAvailable(codec: string, available: readonly string[]): SparkError {
  return new AnalysisException({
    condition: "CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION",
    message: `The codec ${codec} is not available. Available codecs are ${available.join(", ")}.`,
    nextStep: `Set the option compression to one of ${available.join(", ")}.`,
    parameters: { codecName: codec, availableCodecs: available.join(", ") },
  });
}
