// Adds up Vitest's JSON report.

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, status: string, message?: string, assertionResults: { fullName: string, status: string }[] }} FileResult
 */

/**
 * Counts the tests of a report; undefined stands for a run that left none. A file that could not be loaded counts as one failed
 * test, and so do errors outside of tests and a run that broke off.
 * @param {{ testResults: readonly FileResult[] } | undefined} report
 * @param {number} exitCode Vitest's
 * @returns {Counts}
 */
export function countTests(report, exitCode) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === "passed") counts.passed++;
      else if (status === "failed") counts.failed++;
      else counts.skipped++;
    }
    if (file.status === "failed" && counts.failed === failedBefore) counts.failed++;
  }
  if (counts.failed === 0 && (exitCode !== 0 || report === undefined)) counts.failed = 1;
  return counts;
}

/**
 * Whether the run may be called a success: something ran, and nothing failed.
 * @param {Counts} counts
 */
export function isSuccess({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * The names of the skipped tests.
 * @param {{ testResults: readonly FileResult[] } | undefined} report
 */
export function skippedTests(report) {
  const tests = (report?.testResults ?? []).flatMap((file) => file.assertionResults);
  return tests.filter(({ status }) => status !== "passed" && status !== "failed").map(({ fullName }) => fullName);
}

/**
 * The closing line of `npm test`.
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
