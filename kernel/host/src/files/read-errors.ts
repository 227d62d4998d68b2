import { AnalysisException, SparkException } from "@stageplay/core";

/** Spark's error for a file that cannot be read while a job runs: it names the file, the reason and what to do. */
export function failedReadFile(path: string, reason: string, nextStep: string, cause?: unknown): SparkException {
  return new SparkException({
    condition: "FAILED_READ_FILE.NO_HINT",
    message: `Encountered error while reading file ${path}. ${reason}`,
    nextStep,
    parameters: { path },
    ...(cause === undefined ? {} : { cause }),
  });
}

export function cannotReadFooter(path: string, reason: string, cause?: unknown): SparkException {
  return new SparkException({
    condition: "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER",
    message: `Encountered error while reading file ${path}. Could not read footer: ${reason}`,
    nextStep:
      "Check that it is a whole Parquet file and not another format, an unfinished copy or a truncated download.",
    parameters: { path },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** What a record that does not parse becomes under mode FAILFAST. */
export function malformedRecord(path: string, record: string): SparkException {
  const cause = malformedInParsing(record);
  return failedReadFile(path, cause.summary, cause.nextStep!, cause);
}

/** The same while a schema is inferred, where no reader of a file is around it. */
export function malformedInInference(path: string, record: string): SparkException {
  return malformedInParsing(`${record} (in ${path})`);
}

function malformedInParsing(record: string): SparkException {
  return new SparkException({
    condition: "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
    message: `Malformed records are detected in record parsing: ${record}. Parse Mode: FAILFAST.`,
    nextStep: "Set the option 'mode' to 'PERMISSIVE' to read malformed records as null.",
  });
}

export function unableToInferSchema(format: string): AnalysisException {
  return new AnalysisException({
    condition: "UNABLE_TO_INFER_SCHEMA",
    message: `Unable to infer schema for ${format}. It must be specified manually.`,
    nextStep: "The path holds no data (names starting with _ or . do not count): check it, or give a schema.",
  });
}

/** The text of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
