import type { Ports } from "@stageplay/core";

function unused(what: string): never {
  throw new Error(`A program of numbers alone asked for ${what}.`);
}

/** Ports of a world without files and without SQL text: enough for programs over `parallelize`. */
export const PURE_PORTS: Ports = {
  files: {
    list: () => unused("files"),
    inferSchema: () => unused("a schema"),
    open: () => unused("a file"),
    openNow: () => unused("a file"),
    createWriter: () => unused("a writer"),
  },
  sql: { parseExpression: () => unused("SQL"), parseDataType: () => unused("a type name") },
  host: { breathe: () => Promise.resolve(), interrupted: () => false, userFrame: () => undefined, print: () => {} },
};
