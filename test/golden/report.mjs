// `npm run golden`. The harness is TypeScript, which Node 20 does not read: it is bundled first, the packages stay outside.
import { mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const outfile = here("../../out/golden/report.mjs");
mkdirSync(here("../../out/golden"), { recursive: true });
await build({
  entryPoints: [here("report.ts")],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  logLevel: "error",
});
const { report, reportBytes, reportPlans, reportTimelines } = await import(pathToFileURL(outfile).href);
const data = here("../../notebooks/data");
const structure = await report("structure", here("records/structure"), data, console.log);
const aqe = await report("aqe", here("records/aqe"), data, console.log);
reportBytes(aqe, console.log);
reportPlans([...structure, ...aqe], console.log);
await reportTimelines(here("records/scheduler"), console.log);
