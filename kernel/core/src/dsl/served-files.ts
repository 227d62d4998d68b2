import type { FileServer, ServedFile } from "../backend.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/index.js";
import type { FilePort } from "../ports.js";

type Kind = ServedFile["kind"];

/**
 * Adds a file, or a folder's files, to what executors fetch.
 * @throws SparkError PATH_NOT_FOUND where there is none, ADDED_DIRECTORY for a folder without `recursive`
 */
export function serve(server: FileServer, port: FilePort, kind: Kind, path: string, recursive: boolean): void {
  const found = port.list(path);
  const name = lastPart(path);
  const isFile = found.length === 1 && lastPart(found[0]!.path) === name;
  if (!isFile && !recursive) {
    throw new SparkError({
      condition: "ADDED_DIRECTORY",
      message: `Added file ${path} is a directory and recursive is not turned on.`,
      nextStep: "Name a file, or add all of the folder: sc.addFile(path, true).",
    });
  }
  server.add({ kind, name, path, bytes: found.reduce((sum, file) => sum + file.size, 0) });
}

/**
 * A path that names a file of the driver's machine. In cluster mode that is a machine of the cluster, which has none of the notebook's files;
 * spark-submit uploads what `--files` and `--jars` name.
 * @throws SparkError PATH_NOT_FOUND in cluster mode
 */
export function checkDriverHas(kind: Kind, path: string, conf: RuntimeConfig): void {
  if (conf.get("spark.submit.deployMode") !== "cluster") return;
  throw new SparkError({
    condition: "PATH_NOT_FOUND",
    message:
      `File file:${path} does not exist: the driver looks for it on its own machine. In cluster mode that is one of the cluster's, ` +
      "and the file is on yours.",
    nextStep: `Have spark-submit upload it (--${kind} ${path}), or put it into storage that the whole cluster reads.`,
    parameters: { path: `file:${path}` },
  });
}

/** Adds what `spark.files` and `spark.jars` name, as far as it is here. @returns a sentence for each that is not */
export function serveConfigured(server: FileServer, port: FilePort, conf: RuntimeConfig): string[] {
  const notes: string[] = [];
  for (const [key, kind] of [
    ["spark.files", "files"],
    ["spark.jars", "jars"],
  ] as const) {
    const paths = (conf.getOption(key) ?? "").split(",").map((path) => path.trim());
    for (const path of paths.filter((one) => one !== "")) {
      try {
        serve(server, port, kind, path, true);
      } catch (error) {
        if (!(error instanceof SparkError)) throw error;
        notes.push(`${key}: ${path} is not here, so no executor fetches it.`);
      }
    }
  }
  return notes;
}

function lastPart(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? path
  );
}
