import { createNodeFiles } from "../../kernel/host/dist/files/index.js";

const unused = (what) => () => {
  throw new Error(`The bench asked for ${what}.`);
};

/** Ports of a session outside a kernel: this machine's files, no SQL text, nothing printed. */
export const PORTS = {
  files: createNodeFiles(() => process.cwd()),
  sql: { parseExpression: unused("SQL"), parseQuery: unused("SQL"), parseDataType: unused("a type name") },
  host: {
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    interrupted: () => false,
    userFrame: () => undefined,
    print: () => {},
  },
};
