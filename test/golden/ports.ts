import type { Ports } from "@stageplay/core";
import { createNodeFiles } from "../../kernel/host/src/files/index.js";
import { createSqlParser } from "../../kernel/host/src/sql/index.js";

/** The kernel's own files and SQL parser, without a kernel: programs run in this process, and what they print is dropped. */
export function kernelPorts(): Ports {
  return {
    files: createNodeFiles(() => process.cwd()),
    sql: createSqlParser(),
    host: { breathe: () => Promise.resolve(), interrupted: () => false, userFrame: () => undefined, print: () => {} },
  };
}
