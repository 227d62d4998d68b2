// `npm run views`: measures the pictures in Chromium, prints a table and one closing line; exit code 1 when a target is missed. It is TypeScript, which Node 20
// does not read: it is bundled first, the packages stay outside.
import { mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = here("../../out/views");
const outfile = `${folder}/report.mjs`;
process.chdir(here("../.."));
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [here("report.ts")],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  logLevel: "error",
});
const { report } = await import(pathToFileURL(outfile).href);
process.exitCode = (await report(folder, console.log)) ? 0 : 1;
