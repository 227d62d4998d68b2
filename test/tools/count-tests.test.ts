import { describe, expect, it } from "vitest";
import { closingLine, countTests, isSuccess, skippedTests } from "../../tools/test/count-tests.mjs";

const file = (status: string, ...tests: string[]) => ({
  name: "a.test.ts",
  status,
  assertionResults: tests.map((test, i) => ({ fullName: `test ${i}`, status: test })),
});

describe("the closing line of npm test", () => {
  it("counts over all files; pending, todo and skipped tests are skipped", () => {
    const report = {
      testResults: [file("passed", "passed", "pending", "todo"), file("failed", "passed", "failed", "skipped")],
    };
    expect(closingLine(countTests(report, 1))).toBe("2 passed, 1 failed, 3 skipped");
    expect(skippedTests(report)).toEqual(["test 1", "test 2", "test 2"]);
  });

  it("counts a file that could not be loaded as a failure", () => {
    expect(countTests({ testResults: [file("failed"), file("passed", "passed")] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it.each([
    ["no report", undefined, 0],
    ["no test found", { testResults: [] }, 1],
    ["an error outside of the tests", { testResults: [file("passed", "passed")] }, 1],
  ])("is a failure: %s", (_name, report, exitCode) => {
    expect(countTests(report, exitCode).failed).toBe(1);
  });

  it("calls it no success when everything was skipped", () => {
    const counts = countTests({ testResults: [file("passed", "skipped")] }, 0);
    expect([counts, isSuccess(counts)]).toEqual([{ passed: 0, failed: 0, skipped: 1 }, false]);
    expect(isSuccess({ passed: 1, failed: 0, skipped: 1 })).toBe(true);
  });
});
