import { AnalysisException } from "../../errors/spark-error.js";
import type { FileSourceScanExec } from "../../plans/physical/index.js";
import { typeSql } from "../../types/type-name.js";

/**
 * The column that keeps malformed records must be a string, and cannot be all that a query reads: whether a record is malformed
 * shows only when its other columns are parsed.
 * @throws AnalysisException INVALID_CORRUPT_RECORD_TYPE, UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN
 */
export function checkCorruptRecord({ relation, output }: FileSourceScanExec): void {
  if (relation.format !== "csv" && relation.format !== "json") return;
  const name = relation.options["columnnameofcorruptrecord"] ?? "_corrupt_record";
  const field = relation.schema.fields.find((candidate) => candidate.name === name);
  if (field === undefined) return;
  if (field.dataType.kind !== "string") {
    const actualType = typeSql(field.dataType);
    throw new AnalysisException({
      condition: "INVALID_CORRUPT_RECORD_TYPE",
      message: `The column \`${name}\` for corrupt records must have the nullable STRING type, but got "${actualType}".`,
      nextStep:
        "Give the column the type string in the schema, or name another one by the option columnNameOfCorruptRecord.",
      parameters: { columnName: name, actualType },
    });
  }
  if (output.length !== 1 || output[0]!.name !== name) return;
  throw new AnalysisException({
    condition: "UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN",
    message: `The feature is not supported: Queries from raw JSON/CSV/XML files are disallowed when the referenced columns only include the internal corrupt record column (named \`${name}\`).`,
    nextStep: "Cache the parsed rows first: const all = df.cache(); then query all.",
    parameters: { columnName: name },
  });
}
