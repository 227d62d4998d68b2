import { execFile } from "node:child_process";
import { describe, expect, it } from "vitest";
import { pathsOf } from "../../tools/setup/paths.mjs";

const TSC = "node_modules/typescript/bin/tsc";
const MINUTES = 60_000;

describe("static checks", () => {
  it.each([
    [
      "biome check . (mend by `npm run format`)",
      ["node_modules/@biomejs/biome/bin/biome", "check", "--colors=off", "."],
    ],
    ["tsc -b", [TSC, "-b"]],
    ["types of the tests", [TSC, "-p", "test"]],
    ["types of the tools", [TSC, "-p", "tools"]],
  ])(
    "%s",
    async (_name, args) => {
      const output = await new Promise<string>((resolve) => {
        execFile(process.execPath, args, { cwd: pathsOf().root, maxBuffer: 1e8 }, (error, stdout, stderr) =>
          resolve(error ? `${stdout}${stderr}` || error.message : ""),
        );
      });
      expect(output).toBe("");
    },
    5 * MINUTES,
  );
});
