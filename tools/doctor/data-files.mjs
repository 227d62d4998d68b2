// The data files that the notebooks read, and what they must be. `node tools/doctor/data-files.mjs` records them anew.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesOf } from "../setup/fingerprint.mjs";
import { pathsOf } from "../setup/paths.mjs";

const RECORD = fileURLToPath(new URL("data-files.json", import.meta.url));

/**
 * SHA-256 of each file in notebooks/data by its name.
 * @returns {Record<string, string>}
 */
export function recordedDataFiles() {
  return JSON.parse(readFileSync(RECORD, "utf8"));
}

/**
 * Whether the data in `notebooks`/data is complete and unchanged.
 * @param {string} notebooks
 * @returns {import("./findings.mjs").Finding}
 */
export function checkData(notebooks) {
  const name = "data";
  const files = Object.entries(recordedDataFiles());
  const at = (/** @type {string} */ file) => join(notebooks, "data", file);
  const missing = files.filter(([file]) => !existsSync(at(file)));
  const changed = files.filter(([file, hash]) => existsSync(at(file)) && hashOf(at(file)) !== hash);
  const nextStep = "`git checkout -- notebooks/data` brings it back";
  if (missing.length > 0) return { name, state: "missing", detail: `notebooks/data: ${listed(missing)}`, nextStep };
  if (changed.length > 0)
    return { name, state: "wrong", detail: `changed in notebooks/data: ${listed(changed)}`, nextStep };
  return { name, state: "ok", detail: `${files.length} files in notebooks/data` };
}

/** @param {readonly [string, string][]} files */
function listed(files) {
  const names = files.slice(0, 3).map(([file]) => file);
  return names.join(", ") + (files.length > names.length ? ` and ${files.length - names.length} more` : "");
}

/**
 * What the folder holds now, in the form of the record.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export function hashDataFiles(folder) {
  const files = filesOf(folder, (name) => !name.startsWith("."));
  return Object.fromEntries(files.map((file) => [relative(folder, file).split(sep).join("/"), hashOf(file)]));
}

/** @param {string} file */
function hashOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const record = hashDataFiles(join(pathsOf().notebooks, "data"));
  writeFileSync(RECORD, `${JSON.stringify(record, undefined, 2)}\n`);
}
