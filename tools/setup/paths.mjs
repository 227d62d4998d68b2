// Where things are. Everything that set-up makes lies inside the repository.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Paths
 * @property {string} root the repository
 * @property {string} setup stamps, logs, lock and token
 * @property {string} venv the private Python environment
 * @property {string} python its interpreter
 * @property {string} share its share/jupyter: kernelspecs and prebuilt extensions
 * @property {string} kernelspec folder of our kernelspec
 * @property {string} labextension folder of our installed extension
 * @property {string} notebooks
 * @property {string} out results of `npm start -- run` and of the tests
 */

/**
 * @param {string} [root]
 * @returns {Paths}
 */
export function pathsOf(root = resolve(dirname(fileURLToPath(import.meta.url)), "../..")) {
  const venv = join(root, ".venv");
  const share = join(venv, "share/jupyter");
  return {
    root,
    setup: join(root, ".setup"),
    venv,
    python: process.platform === "win32" ? join(venv, "Scripts/python.exe") : join(venv, "bin/python"),
    share,
    kernelspec: join(share, "kernels/stageplay"),
    labextension: join(share, "labextensions/@stageplay/lab-extension"),
    notebooks: join(root, "notebooks"),
    out: join(root, "out"),
  };
}
