// `npm test`: set up, run every test (or those that the arguments choose), end with one line of counts.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { browserIsRequired, findChromium } from "./chromium.mjs";
import { pathsOf } from "./setup/paths.mjs";
import { describeFailure, Interrupted } from "./setup/problem.mjs";
import { lineProgress } from "./setup/progress.mjs";
import { runMain } from "./setup/run-main.mjs";
import { setUp } from "./setup/set-up.mjs";
import { closingLine, countTests, isSuccess, skippedTests } from "./test/count-tests.mjs";

/** @param {readonly string[]} args Vitest's: words that occur in the paths of test files, `--project unit`, `-t name` */
export function test(args) {
  return runMain(async (signal) => {
    const paths = pathsOf();
    try {
      await setUp("lab", lineProgress(), signal, paths);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      console.error(`\n${describeFailure(error)}\n`);
      console.log(closingLine({ passed: 0, failed: 1, skipped: 0 }));
      return 1;
    }
    const reportFile = join(paths.out, "test-results.json");
    rmSync(reportFile, { force: true });
    mkdirSync(paths.out, { recursive: true });
    const exitCode = await runVitest([...reporters(reportFile), ...args], paths.root, signal);
    const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;
    tellSkipped(skippedTests(report));
    const counts = countTests(report, exitCode);
    if (counts.passed + counts.failed === 0) console.log("No test ran, so nothing is known to work.");
    console.log(closingLine(counts));
    return isSuccess(counts) ? 0 : 1;
  });
}

/** @param {string} reportFile */
function reporters(reportFile) {
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
}

/**
 * @param {readonly string[]} args
 * @param {string} root
 * @param {AbortSignal} signal
 * @returns {Promise<number>}
 */
async function runVitest(args, root, signal) {
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...args], {
    cwd: root,
    stdio: "inherit",
  });
  signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  signal.throwIfAborted();
  return code ?? 1;
}

/** @param {readonly string[]} names */
function tellSkipped(names) {
  if (names.length === 0) return;
  console.log(`\nSkipped:\n${names.map((name) => `  ${name}`).join("\n")}`);
  if (!findChromium() && !browserIsRequired()) {
    console.log("  No Chromium was found, so the browser tests were skipped: install it, or set CHROMIUM to its path.");
  }
  console.log("");
}
