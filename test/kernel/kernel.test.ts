import { existsSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { KERNEL_MAIN, PYTHON, RealKernel } from "./real-kernel.js";

const TIMEOUT_MS = 300_000;
const kernel = new RealKernel();

afterAll(() => kernel.remove());

describe("the kernel process", () => {
  it("is built, and Python's environment is there", () => {
    expect(existsSync(KERNEL_MAIN), `${KERNEL_MAIN} is missing; run "npm run build"`).toBe(true);
    expect(existsSync(PYTHON), `${PYTHON} is missing; "npm test" makes it`).toBe(true);
  });

  it(
    "passes Jupyter's conformance suite",
    async () => {
      const { passed, report } = await kernel.runUnittest("kernel_protocol", TIMEOUT_MS);
      expect(report).toMatch(/^OK/m);
      expect(passed).toBeGreaterThanOrEqual(10);
    },
    TIMEOUT_MS,
  );

  it(
    "keeps its promises on interrupts, output, errors and jobs",
    async () => {
      const { passed, report } = await kernel.runUnittest("kernel_behaviour", TIMEOUT_MS);
      expect(report).toMatch(/^OK/m);
      expect(passed).toBeGreaterThanOrEqual(20);
    },
    TIMEOUT_MS,
  );
});
