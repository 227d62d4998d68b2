// `npm run bench [-- [subjects] [--quick]]`: measures what a user waits for, prints a table and writes out/bench.json. Subjects: kernel, simulation, schedulers,
// browser, rows, growth; without a name all of them. Times move with the machine and what else it does; compare runs of one machine, and look at ratios.
import { createReporter } from "./reporter.mjs";
import { SUBJECTS } from "./subjects.mjs";

const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = names.filter((name) => !(name in SUBJECTS));
if (unknown.length > 0) {
  console.error(`There is no subject ${unknown.join(", ")}. Subjects: ${Object.keys(SUBJECTS).join(", ")}.`);
  process.exit(2);
}
const reporter = createReporter();
for (const [name, measure] of Object.entries(SUBJECTS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  await measure(reporter, { quick: process.argv.includes("--quick") });
}
reporter.write();
process.exitCode = reporter.failed ? 1 : 0;
