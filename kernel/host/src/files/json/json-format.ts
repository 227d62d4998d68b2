import type { FormatSupport } from "../format.js";
import { inferJsonSchema } from "./infer-json-schema.js";
import { createJsonEncoder } from "./json-encoder.js";
import { openJson } from "./json-scan.js";

/** JSON lines: an object a line. */
export const jsonFormat: FormatSupport = {
  name: "JSON",
  inferSchema: inferJsonSchema,
  open: openJson,
  createEncoder: createJsonEncoder,
};
