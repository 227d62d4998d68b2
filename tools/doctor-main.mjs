// `npm run doctor`: says in a few lines what is there and right, and what to do when not.
import { diagnose } from "./doctor/diagnose.mjs";
import { formatFindings, isHealthy } from "./doctor/findings.mjs";
import { pathsOf } from "./setup/paths.mjs";
import { runMain } from "./setup/run-main.mjs";

export function doctor() {
  return runMain(async () => {
    const findings = diagnose(pathsOf());
    console.log(formatFindings(findings));
    return isHealthy(findings) ? 0 : 1;
  });
}
