import { AnalysisException } from "@stageplay/core";
import { isTrue, type Options } from "../format.js";
import { type TemporalFormat, temporalFormat } from "../temporal-options.js";

/** Spark's CSV options that we know, with its defaults. */
export interface CsvOptions {
  readonly header: boolean;
  readonly inferSchema: boolean;
  readonly sep: string;
  /** Empty: quoting is off. */
  readonly quote: string;
  readonly escape: string;
  /** Lines starting with it are skipped; empty: none. */
  readonly comment: string;
  /** Text that stands for null; also written for null. */
  readonly nullValue: string;
  /** What a quoted empty string is read as. */
  readonly emptyValue: string;
  readonly nanValue: string;
  readonly positiveInf: string;
  readonly negativeInf: string;
  readonly trimLeft: boolean;
  readonly trimRight: boolean;
  readonly preferDate: boolean;
  readonly temporal: TemporalFormat;
}

export function csvOptions(options: Options): CsvOptions {
  if (isTrue(options, "multiline")) throw unsupportedOption("multiLine", "Write each record on one line.");
  const encoding = (options["encoding"] ?? options["charset"] ?? "UTF-8").toUpperCase();
  if (encoding !== "UTF-8" && encoding !== "US-ASCII")
    throw unsupportedOption("encoding", "Convert the file to UTF-8.");
  return {
    header: isTrue(options, "header"),
    inferSchema: isTrue(options, "inferschema"),
    sep: unescaped(options["sep"] ?? options["delimiter"] ?? ","),
    quote: options["quote"] ?? '"',
    escape: options["escape"] ?? "\\",
    comment: options["comment"] ?? "",
    nullValue: options["nullvalue"] ?? "",
    emptyValue: options["emptyvalue"] ?? "",
    nanValue: options["nanvalue"] ?? "NaN",
    positiveInf: options["positiveinf"] ?? "Inf",
    negativeInf: options["negativeinf"] ?? "-Inf",
    trimLeft: isTrue(options, "ignoreleadingwhitespace"),
    trimRight: isTrue(options, "ignoretrailingwhitespace"),
    preferDate: options["preferdate"]?.toLowerCase() !== "false",
    temporal: temporalFormat(options),
  };
}

/** Spark lets a separator be written `\t`. */
function unescaped(sep: string): string {
  return sep.replace("\\t", "\t").replace("\\\\", "\\");
}

function unsupportedOption(option: string, nextStep: string): AnalysisException {
  return new AnalysisException({
    condition: "UNSUPPORTED_FEATURE",
    message: `The feature is not supported: the CSV option ${option}.`,
    nextStep,
  });
}
