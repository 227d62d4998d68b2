import type { FormatSupport } from "../format.js";
import { createCsvEncoder } from "./csv-encoder.js";
import { csvOptions } from "./csv-options.js";
import { openCsv } from "./csv-scan.js";
import { inferCsvSchema } from "./infer-csv-schema.js";

/** Comma-separated values, one record a line. */
export const csvFormat: FormatSupport = {
  name: "CSV",
  inferSchema: (files, options) => inferCsvSchema(files, csvOptions(options)),
  open: openCsv,
  createEncoder: createCsvEncoder,
};
