// Step "build": from the sources to kernel/*/dist and the prebuilt JupyterLab extension.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { filesOf, fingerprint } from "./fingerprint.mjs";
import { SetupProblem } from "./problem.mjs";
import { CommandFailed, runCommand } from "./run-command.mjs";

const PACKAGES = ["kernel/core", "kernel/view", "kernel/host", "lab-extension"];
const INPUTS = [
  "package-lock.json",
  "tsconfig.base.json",
  "tsconfig.json",
  "tools/sql-grammar.mjs",
  "tools/setup/build-step.mjs",
  ...PACKAGES.flatMap((folder) => [`${folder}/package.json`, `${folder}/tsconfig.json`, `${folder}/src`]),
  "lab-extension/style",
];
const RESULTS = [
  "kernel/core/dist/index.js",
  "kernel/view/dist/index.js",
  "kernel/host/dist/main.js",
  "kernel/host/dist/sql/spark-grammar.cjs",
  "lab-extension/labextension-out/package.json",
];

/** Not the `tsc` of node_modules/.bin: installing tslab puts its own old one there. */
const TSC = ["node_modules/typescript/bin/tsc", "-b"];
const SQL_GRAMMAR = ["tools/sql-grammar.mjs"];
const LABEXTENSION = [
  "node_modules/@jupyter/builder/lib/build-labextension.js",
  "--core-package-file",
  "node_modules/@jupyterlab/core-meta/core.package.json",
  "lab-extension",
];

/**
 * @param {import("./paths.mjs").Paths} paths
 * @returns {import("./steps.mjs").Step}
 */
export function buildStep({ root, setup }) {
  return {
    name: "build",
    doing: "compiling the kernel and the JupyterLab extension",
    inputs: () => fingerprint(root, INPUTS, { keep: (name) => !name.endsWith(".test.ts") }),
    present: () => RESULTS.every((file) => existsSync(join(root, file))),
    run: async (signal) => {
      forgetRemovedOutputs(root);
      for (const [i, args] of [TSC, SQL_GRAMMAR, LABEXTENSION].entries()) {
        const log = join(setup, `build-${i + 1}.log`);
        try {
          await runCommand(process.execPath, args, { cwd: root, log, signal });
        } catch (error) {
          throw error instanceof CommandFailed ? buildProblem(args, log) : error;
        }
      }
    },
  };
}

/**
 * `tsc -b` believes its .tsbuildinfo and does not look whether the files that it wrote are still there.
 * @param {string} root
 */
function forgetRemovedOutputs(root) {
  for (const folder of PACKAGES) {
    const output = join(root, folder, folder === "lab-extension" ? "lib" : "dist");
    const missing = !existsSync(output) || filesOf(output).length === 0;
    if (missing) rmSync(join(root, folder, "tsconfig.tsbuildinfo"), { force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @param {string} log
 */
function buildProblem(args, log) {
  const lines = readFileSync(log, "utf8").trim().split("\n");
  const errors = lines.filter((line) => /error/i.test(line));
  const shown = (errors.length > 0 ? errors : lines).slice(0, 10).join("\n    ");
  return new SetupProblem(
    `The build failed in ${args[0]}:\n    ${shown}`,
    `if you changed the sources, mend what it names; if not, run \`git status\` to see what differs from the release. All of it is in ${log}`,
  );
}
