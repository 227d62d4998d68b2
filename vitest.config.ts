import { defineConfig, type TestProjectConfiguration } from "vitest/config";

/** Packages of the workspace resolve to their sources, so that tests need no build. */
const conditions = ["@stageplay/source", "module", "node", "development|production"];

/** Quick tests run side by side; what starts JupyterLab, kernels or a browser runs afterwards, one file at a time. */
interface Options {
  readonly include: readonly string[];
  /** Projects of a lower stage run before those of a higher one. */
  readonly stage?: number;
  readonly timeoutMs?: number;
  /** Files side by side in a later stage. */
  readonly workers?: number;
  /** Runs once before the project's tests, which then share what they import as well. */
  readonly setup?: string;
  /** Runs before each file. */
  readonly before?: string;
}

function project(
  name: string,
  { include, stage = 0, timeoutMs = 30_000, workers = 1, setup, before }: Options,
): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [...include],
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      sequence: { groupOrder: stage },
      // Quick tests are of pure code: nothing that a file leaves behind matters to the next, and loading the packages anew took as long as the tests.
      ...(stage > 0 ? { fileParallelism: workers > 1, maxWorkers: workers } : { isolate: false }),
      ...(before !== undefined && { setupFiles: [before] }),
      // A page under load takes its time; `expect.poll` gives up after one second otherwise.
      ...(setup !== undefined && { globalSetup: [setup], isolate: false, expect: { poll: { timeout: PATIENCE_MS } } }),
    },
  };
}

const MINUTES = 60_000;
const PATIENCE_MS = 15_000;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: ["tools/sql-grammar.mjs"],
    projects: [
      project("unit", { include: ["kernel/**/src/**/*.test.ts", "lab-extension/src/**/*.test.ts"] }),
      project("architecture", { include: ["test/architecture/**/*.test.ts"] }),
      project("examples", { include: ["test/examples/**/*.test.ts"] }),
      project("golden", { include: ["test/golden/**/*.test.ts"] }),
      project("property", {
        include: ["test/property/**/*.test.ts"],
        timeoutMs: 2 * MINUTES,
        before: "test/property/steady-seed.ts",
      }),
      project("tools", { include: ["test/tools/**/*.test.ts"], stage: 1, timeoutMs: 5 * MINUTES }),
      project("kernel", { include: ["test/kernel/**/*.test.ts"], stage: 2, timeoutMs: 5 * MINUTES }),
      project("notebooks", {
        include: ["test/notebooks/**/*.test.ts", "test/lessons/**/*.test.ts"],
        stage: 3,
        timeoutMs: 5 * MINUTES,
        // Each runs one notebook at a time, in a kernel of its own.
        workers: 2,
      }),
      project("e2e", {
        include: ["test/e2e/**/*.test.ts"],
        stage: 4,
        timeoutMs: 5 * MINUTES,
        setup: "test/e2e/support/serve-jupyter.ts",
      }),
    ],
  },
});
