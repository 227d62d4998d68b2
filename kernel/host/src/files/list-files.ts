import { readdirSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AnalysisException, editDistance, type FileStatus, nearestNames, type SparkError } from "@stageplay/core";
import { expandGlob, isGlob } from "./glob.js";

/** The absolute path of what a user wrote: relative to `root`, or `file:/…`. @throws SparkError for other file systems. */
export function resolvePath(root: string, path: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(path)?.[1];
  if (scheme === undefined) return resolve(root, path);
  if (scheme.toLowerCase() === "file") return fileURLToPath(path.replace(/^file:\/*/i, "file:///"));
  throw new AnalysisException({
    condition: "PATH_NOT_FOUND",
    message: `Path does not exist: ${path}. There is no file system for the scheme "${scheme}" here.`,
    nextStep: "Copy the data into a local folder and give its path.",
    parameters: { path },
  });
}

/**
 * The data files of an absolute path (a file, a folder, a glob), by name. An existing folder without data gives an empty list.
 * @throws SparkError PATH_NOT_FOUND
 */
export function listFiles(path: string): FileStatus[] {
  const paths = isGlob(path) && !statOf(path) ? expandGlob(path) : [path];
  const files = paths.flatMap(filesOf);
  if (files.length === 0 && !paths.some(statOf)) throw pathNotFound(path);
  return files;
}

function filesOf(path: string): FileStatus[] {
  const stat = statOf(path);
  if (stat?.isFile()) return [{ path, size: stat.size }];
  if (!stat?.isDirectory()) return [];
  const names = readdirSync(path).filter((name) => !/^[_.]/.test(name));
  const files: FileStatus[] = [];
  for (const name of names.sort()) {
    const child = join(path, name);
    const childStat = statOf(child);
    if (childStat?.isFile()) files.push({ path: child, size: childStat.size });
  }
  const partitioned = names.find((name) => name.includes("=") && statOf(join(path, name))?.isDirectory());
  if (files.length === 0 && partitioned) throw partitionedFolder(path, partitioned);
  return files;
}

/** What is at a path; undefined when there is nothing, also because a part of the path is a file. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

function pathNotFound(path: string): SparkError {
  return new AnalysisException({
    condition: "PATH_NOT_FOUND",
    message: `Path does not exist: file:${path}.`,
    nextStep: whereToLook(path),
    parameters: { path: `file:${path}` },
  });
}

/** Names the sibling that is most like what is missing, in the deepest folder that exists. */
function whereToLook(path: string): string {
  let folder = dirname(path);
  let missing = basename(path);
  while (!statOf(folder)?.isDirectory()) {
    missing = basename(folder);
    folder = dirname(folder);
  }
  const names = readdirSync(folder).filter((name) => !/^[_.]/.test(name));
  const [nearest] = isGlob(missing) ? [] : nearestNames(missing, names, 1);
  if (nearest !== undefined && isClose(missing, nearest)) return `Did you mean ${join(folder, nearest)}?`;
  const shown = names.sort().slice(0, 8).join(", ");
  return names.length === 0
    ? `The folder ${folder} is empty.`
    : `The folder ${folder} holds: ${shown}${names.length > 8 ? ", …" : ""}.`;
}

/** One edit in three letters, or the same name with another ending. */
function isClose(missing: string, name: string): boolean {
  const stem = (file: string) => file.toLowerCase().replace(/\..*$/, "");
  return editDistance(missing.toLowerCase(), name.toLowerCase()) * 3 <= missing.length || stem(missing) === stem(name);
}

function partitionedFolder(path: string, child: string): SparkError {
  return new AnalysisException({
    condition: "UNSUPPORTED_FEATURE",
    message: `The feature is not supported: reading the partitioned folder ${path}.`,
    nextStep: `Read one partition, for example ${join(path, child)}; its partition column is not added.`,
  });
}
