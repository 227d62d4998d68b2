import type { Ports } from "@stageplay/core";
import { createNodeFiles } from "../../kernel/host/src/files/index.js";
import { createSqlParser } from "../../kernel/host/src/sql/index.js";

/**
 * The kernel's own files and SQL parser, without a kernel: programs run in this process.
 *
 * @param print takes what they print; dropped when left out
 */
export function kernelPorts(print: (text: string) => void = () => {}): Ports {
  return {
    files: createNodeFiles(() => process.cwd()),
    sql: createSqlParser(),
    host: { breathe: turn, interrupted: () => false, userFrame: () => undefined, print },
  };
}

/** A turn of the event loop, as the kernel's own host gives it: whoever waits for a job goes on before virtual time does. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
