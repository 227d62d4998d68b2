import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { chromiumPath } from "./browser.js";
import { startJupyter } from "./jupyter-server.js";

/** What all browser tests share. */
export interface SharedJupyter {
  readonly address: string;
  readonly token: string;
  /** What the server shows. */
  readonly folder: string;
  /** Of the browsers, one after the other. */
  readonly profile: string;
  /** Why there is no server; empty when there is one. */
  readonly problem: string;
}

declare module "vitest" {
  interface ProvidedContext {
    jupyter: SharedJupyter;
  }
}

/** Vitest's set-up of the browser tests: one server, which JupyterLab and Notebook 7 share, for all files. Where it does not start, only these tests fail. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [folder, profile] = await Promise.all(
    ["notebooks", "chromium"].map((name) => mkdtemp(join(tmpdir(), `stageplay-${name}-`))),
  );
  const remove = async (): Promise<void> => {
    for (const each of [folder!, profile!]) await rm(each, { recursive: true, force: true, maxRetries: 3 });
  };
  const shared = { folder: folder!, profile: profile! };
  try {
    if (chromiumPath === undefined) throw new Error("No Chromium was found. Install it, or set CHROMIUM to its path.");
    const { address, token, stop } = await startJupyter(shared.folder);
    project.provide("jupyter", { ...shared, address, token, problem: "" });
    return async () => {
      await stop();
      await remove();
    };
  } catch (error) {
    project.provide("jupyter", { ...shared, address: "", token: "", problem: String(error) });
    return remove;
  }
}
