// `npm run golden`
import { fileURLToPath } from "node:url";
import { loadTypeScript } from "../../tools/load-typescript.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { report, reportBytes, reportPlans, reportTimelines } = await loadTypeScript(
  new URL("report.ts", import.meta.url),
  here("../../out/golden/report.mjs"),
);
const data = here("../../notebooks/data");
const structure = await report("structure", here("records/structure"), data, console.log);
const aqe = await report("aqe", here("records/aqe"), data, console.log);
reportBytes(aqe, console.log);
reportPlans([...structure, ...aqe], console.log);
await reportTimelines(here("records/scheduler"), console.log);
