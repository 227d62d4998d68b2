import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { inject } from "vitest";

/** Notebooks of one test file, in a folder of their own below the server's. */
export interface Notebooks {
  readonly folder: string;
  /** Where the server has a notebook. */
  path(name: string): string;
  /** Its address in JupyterLab, with a fresh layout. */
  labUrl(name: string): string;
  /** Its address in Notebook 7. */
  notebook7Url(name: string): string;
  /** Ends the kernels of these notebooks and removes the folder. */
  close(): Promise<void>;
}

/** Puts these files (texts by name) where the server of the browser tests shows them. */
export async function openNotebooks(files: Readonly<Record<string, string>> = {}): Promise<Notebooks> {
  const { address, token, folder: root, problem } = inject("jupyter");
  if (problem !== "") throw new Error(problem);
  const folder = await mkdtemp(join(root, "test-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const place = basename(folder);
  const sessions = `${address}/api/sessions`;
  const headers = { authorization: `token ${token}` };
  return {
    folder,
    path: (name) => `${place}/${name}`,
    labUrl: (name) => `${address}/lab/tree/${place}/${name}?reset&token=${token}`,
    notebook7Url: (name) => `${address}/notebooks/${place}/${name}?token=${token}`,
    close: async () => {
      const open = (await (await fetch(sessions, { headers })).json()) as { id: string; path: string }[];
      const ours = open.filter(({ path }) => path.startsWith(`${place}/`));
      for (const { id } of ours) await fetch(`${sessions}/${id}`, { method: "DELETE", headers });
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
