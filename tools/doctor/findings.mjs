// What the doctor found, and how it is printed.

/**
 * @typedef {object} Finding
 * @property {string} name
 * @property {"ok" | "missing" | "wrong"} state
 * @property {string} detail
 * @property {string} [nextStep] what to do; given unless the state is ok
 * @property {boolean} [optional] whether Stageplay works without it
 */

/**
 * A line for each finding; the next step stands below what is not ok.
 * @param {readonly Finding[]} findings
 */
export function formatFindings(findings) {
  const lines = findings.flatMap(({ name, state, detail, nextStep, optional }) => [
    `${state.padEnd(8)} ${name.padEnd(11)} ${detail}${optional && state !== "ok" ? " (optional)" : ""}`,
    ...(nextStep ? [`${" ".repeat(21)}→ ${nextStep}`] : []),
  ]);
  const verdict = isHealthy(findings)
    ? "All that Stageplay needs is there."
    : "Something that Stageplay needs is missing or wrong.";
  return [...lines, "", verdict].join("\n");
}

/**
 * Whether all that is required is ok.
 * @param {readonly Finding[]} findings
 */
export function isHealthy(findings) {
  return findings.every(({ state, optional }) => state === "ok" || optional);
}
