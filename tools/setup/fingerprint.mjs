// Content hashes: a step runs again when what it is made from has changed, whatever the files' times say.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * A hash over the names and contents of files and of all files below folders, and over further texts. A missing file counts as such.
 * @param {string} root what the names are relative to
 * @param {readonly string[]} entries files or folders below `root`
 * @param {{ texts?: readonly string[], keep?: (name: string) => boolean }} [options] `keep` chooses among the files of folders
 * @returns {string}
 */
export function fingerprint(root, entries, { texts = [], keep = () => true } = {}) {
  const hash = createHash("sha256");
  for (const file of entries.flatMap((entry) => filesOf(join(root, entry), keep))) {
    const name = relative(root, file).split(sep).join("/");
    const content = existsSync(file) ? readFileSync(file) : undefined;
    hash.update(`${name}\0${content?.length ?? "missing"}\0`);
    if (content) hash.update(content);
  }
  for (const text of texts) hash.update(`${text}\0`);
  return hash.digest("hex");
}

/**
 * A file itself, or the files below a folder in a fixed order.
 * @param {string} path
 * @param {(name: string) => boolean} [keep]
 * @returns {string[]}
 */
export function filesOf(path, keep = () => true) {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || keep(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesOf(join(path, entry.name), keep));
}
