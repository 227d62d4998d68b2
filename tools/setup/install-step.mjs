// Step "install": kernelspec and prebuilt extension into .venv, where JupyterLab finds them.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";

/** The built extension, relative to the repository. */
const EXTENSION = "lab-extension/labextension-out";

/**
 * The kernelspec: Jupyter starts the kernel with the very Node that ran set-up, so that a PATH without Node does not matter.
 * @param {string} root
 */
export function kernelSpec(root) {
  return {
    argv: [process.execPath, join(root, "kernel/host/dist/main.js"), "{connection_file}"],
    display_name: "Stageplay",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}

/** JupyterLab's defaults for our users: it does not ask about news, because it has no network to fetch them with. */
const SETTINGS = JSON.stringify({
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
});

/**
 * @param {import("./paths.mjs").Paths} paths
 * @returns {import("./steps.mjs").Step}
 */
export function installStep({ root, share, kernelspec, labextension }) {
  const overrides = join(share, "lab/settings/overrides.json");
  const spec = `${JSON.stringify(kernelSpec(root), undefined, 2)}\n`;
  return {
    name: "install",
    doing: "putting kernel and extension into .venv",
    inputs: () => fingerprint(root, [EXTENSION], { texts: [spec, SETTINGS] }),
    present: () => existsSync(join(kernelspec, "kernel.json")) && existsSync(join(labextension, "package.json")),
    run: async () => {
      replaceFolder(kernelspec, (folder) => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, "kernel.json"), spec);
      });
      replaceFolder(labextension, (folder) => cpSync(join(root, EXTENSION), folder, { recursive: true }));
      mkdirSync(dirname(overrides), { recursive: true });
      writeFileSync(overrides, SETTINGS);
      // IPython's kernel comes along with JupyterLab; ours is the only one that is offered.
      rmSync(join(share, "kernels/python3"), { recursive: true, force: true });
    },
  };
}

/**
 * Fills a new folder and puts it in the place of the old one.
 * @param {string} folder
 * @param {(folder: string) => void} fill
 */
function replaceFolder(folder, fill) {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(fresh), { recursive: true });
  fill(fresh);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}
