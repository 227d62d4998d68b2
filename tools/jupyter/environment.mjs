// The environment in which JupyterLab, nbclient and the tests' kernels run: everything of Jupyter stays inside .venv, so that neither
// the user's own Jupyter changes what Stageplay does nor the other way round.
import { join } from "node:path";
import { pathsOf } from "../setup/paths.mjs";

/** Variables by which another Python or Jupyter would leak in. */
const FOREIGN = ["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP"];

/**
 * Environment variables for a Python process of ours that knows nothing of Jupyter (venv, pip).
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function pythonEnvironment(env = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const clean = { ...env, PYTHONNOUSERSITE: "1", PYTHONUTF8: "1" };
  for (const name of [...FOREIGN, "PIP_USER", "PIP_TARGET", "PIP_PREFIX"]) delete clean[name];
  return clean;
}

/**
 * Environment variables for Jupyter. `state` is the folder for settings, workspaces and runtime files: `.venv` for the user; a
 * test gives a folder of its own and then sees no earlier state.
 * @param {{ state?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment({ state = pathsOf().venv, env = process.env } = {}) {
  return {
    ...pythonEnvironment(env),
    JUPYTER_CONFIG_DIR: join(state, "etc/jupyter-user"),
    JUPYTER_DATA_DIR: join(state, "share/jupyter-user"),
    JUPYTER_RUNTIME_DIR: join(state, "run"),
    JUPYTERLAB_SETTINGS_DIR: join(state, "lab-settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(state, "lab-workspaces"),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PLATFORM_DIRS: "1",
    IPYTHONDIR: join(state, "ipython"),
  };
}
