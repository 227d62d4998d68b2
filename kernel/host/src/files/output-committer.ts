import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { OutputCommitter } from "@stageplay/core";
import type { Encoder } from "./format.js";
import { partName } from "./part-names.js";

export interface OutputOptions {
  /** Absolute. */
  readonly path: string;
  readonly encoder: Encoder;
  /** Shared by the names of all files of this write. */
  readonly id: string;
  /** Names and empty files as saveAsTextFile has them. */
  readonly hadoop: boolean;
  /** True: files join those that are there; false: they take the place of what is there. */
  readonly append: boolean;
}

/**
 * Stages files in a hidden folder beside the output, so that the output is untouched until the job commits: it is all new or all old,
 * and nothing is left of a failed job. (Spark stages in `_temporary` inside the output, which it must empty first when overwriting.)
 */
export function createOutputCommitter({ path, encoder, id, hadoop, append }: OutputOptions): OutputCommitter {
  const staging = join(dirname(path), `.${basename(path)}.${id.slice(0, 8)}._temporary`);
  const attemptFolder = (partition: number, attempt: number) => join(staging, `attempt_${partition}_${attempt}`);
  remove(staging); // left by a process that died while it wrote
  const firstFolder = mkdirSync(staging, { recursive: true });

  return {
    writeTask(partition, attempt, rows) {
      const { content, records } = encoder.encode(rows);
      // Of an empty result Spark writes one file, so that its schema is kept; saveAsTextFile writes a file for each partition.
      if (records === 0 && partition > 0 && !hadoop) return { bytes: 0, records };
      const folder = attemptFolder(partition, attempt);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, partName(partition, id, encoder.extension, hadoop)), content);
      return { bytes: content.length, records };
    },
    abortTask(partition, attempt) {
      remove(attemptFolder(partition, attempt));
    },
    commitJob(attempts) {
      const output = join(staging, "output");
      mkdirSync(output, { recursive: true });
      for (const { partition, attempt } of attempts) moveFiles(attemptFolder(partition, attempt), output);
      writeFileSync(join(output, "_SUCCESS"), "");
      if (append && existsSync(path)) moveFiles(output, path);
      else replace(path, output, join(staging, "replaced"));
      remove(staging);
    },
    abortJob() {
      remove(staging);
      removeNewParents(path, firstFolder, staging);
    },
  };
}

/** Puts `output` where `path` is; what was there goes to `aside`, and back if that fails. */
function replace(path: string, output: string, aside: string): void {
  const existed = existsSync(path);
  if (existed) renameSync(path, aside);
  try {
    renameSync(output, path);
  } catch (error) {
    if (existed) renameSync(aside, path);
    throw error;
  }
}

function moveFiles(from: string, to: string): void {
  if (!existsSync(from)) return; // an attempt without rows
  for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Folders above the output that only staging has made go away with it. */
function removeNewParents(path: string, firstFolder: string | undefined, staging: string): void {
  if (firstFolder !== undefined && firstFolder !== staging && !existsSync(path)) remove(firstFolder);
}
