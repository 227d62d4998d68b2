// Runs a command after the set-up that it needs.
import { spawn } from "node:child_process";
import { jupyterEnvironment } from "./jupyter/environment.mjs";
import { SetupProblem } from "./setup/problem.mjs";
import { lineProgress } from "./setup/progress.mjs";
import { runMain } from "./setup/run-main.mjs";
import { setUp } from "./setup/set-up.mjs";

/** @param {readonly string[]} args `<build|lab> -- <command> [arguments]` */
export function withSetup([goal, separator, command, ...args]) {
  return runMain(async (signal) => {
    if ((goal !== "build" && goal !== "lab") || separator !== "--" || !command) {
      throw new SetupProblem(
        "That is not how it is called.",
        "node tools/with-setup.mjs <build|lab> -- <command> [arguments]",
      );
    }
    await setUp(goal, lineProgress({ quiet: true }), signal);
    const program = command === "node" ? process.execPath : command;
    const child = spawn(program, args, { stdio: "inherit", env: jupyterEnvironment() });
    signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
    const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
    return code ?? 1;
  });
}
