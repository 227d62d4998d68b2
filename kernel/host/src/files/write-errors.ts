import { AnalysisException, type SparkError, type StructField } from "@stageplay/core";
import { sqlTypeName } from "./sql-type-name.js";

export function unsupportedColumn(format: string, field: StructField, nextStep: string): SparkError {
  return new AnalysisException({
    condition: "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
    message: `The ${format} datasource doesn't support the column \`${field.name}\` of the type "${sqlTypeName(field.dataType)}".`,
    nextStep,
    parameters: { columnName: `\`${field.name}\``, format, columnType: `"${sqlTypeName(field.dataType)}"` },
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
