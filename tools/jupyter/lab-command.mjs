// How JupyterLab is started; `npm start` and the browser tests share it.
import { join } from "node:path";
import { pathsOf } from "../setup/paths.mjs";
import { jupyterEnvironment } from "./environment.mjs";

/**
 * Command, arguments and environment of a JupyterLab server on 127.0.0.1 with our kernel as the only one. `folder` is what it
 * shows (default: notebooks/), `state` where it keeps settings and runtime files (see {@link jupyterEnvironment}).
 *
 * @example
 * const { command, args, env } = labCommand({ port: 8888, token: "secret" });
 * spawn(command, args, { env });
 *
 * @param {{ port: number, token: string, folder?: string, state?: string }} options
 */
export function labCommand({ port, token, folder, state }) {
  const paths = pathsOf();
  const args = [
    "-m",
    "jupyterlab",
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.port=${port}`,
    "--ServerApp.port_retries=0",
    `--ServerApp.root_dir=${folder ?? paths.notebooks}`,
    "--MappingKernelManager.default_kernel_name=stageplay",
    "--KernelSpecManager.allowed_kernelspecs=stageplay",
    "--KernelSpecManager.ensure_native_kernel=False",
    // Only what .venv holds: extensions of a system-wide Jupyter stay out.
    `--LabServerApp.labextensions_path=${join(paths.share, "labextensions")}`,
    "--LabApp.extension_manager=readonly",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
  ];
  // The token goes through the environment: a command line can be read by every user of the machine.
  const env = { ...jupyterEnvironment(state === undefined ? {} : { state }), JUPYTER_TOKEN: token };
  return { command: paths.python, args, env };
}
