import { type JsonObject, PROTOCOL_VERSION } from "./message.js";

/** Answer to kernel_info_request. Constant, so that the wire thread can give it while the main thread still loads. */
export const KERNEL_INFO: JsonObject = {
  status: "ok",
  protocol_version: PROTOCOL_VERSION,
  implementation: "stageplay",
  implementation_version: "0.1.0",
  language_info: {
    name: "typescript",
    version: "5.0.4",
    mimetype: "text/typescript",
    file_extension: ".ts",
    // JupyterLab and nbconvert know TypeScript by these names only.
    codemirror_mode: { name: "javascript", typescript: true },
    pygments_lexer: "typescript",
    nbconvert_exporter: "script",
  },
  banner: "Stageplay: ordinary Spark programs on a faithful simulation of Spark.",
  debugger: false,
  help_links: [{ text: "Spark SQL functions", url: "https://spark.apache.org/docs/latest/api/sql/" }],
};
