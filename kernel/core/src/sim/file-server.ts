import type { FileServer, ServedFile } from "../backend.js";
import type { ExecutorId, Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import { NO_TASK } from "../cluster/task-slots.js";
import type { MessageLog } from "../events/messages/message-log.js";

export interface SimulatedFileServerOptions {
  readonly cost: CostModel;
  readonly messages: MessageLog;
  /** A local master's executor is the driver: it has the files. */
  readonly isLocal: boolean;
}

/**
 * The driver's file server: an executor fetches the files and jars that it has not before its next task runs, as Spark's
 * `updateDependencies` does. They come over the driver's own link, one after another, however many executors ask.
 */
export class SimulatedFileServer implements FileServer {
  readonly files: ServedFile[] = [];
  private readonly options: SimulatedFileServerOptions;
  /** How many of the files each executor has. */
  private readonly fetched: number[] = [];
  /** When the driver's link has sent all that was asked for. */
  private linkFreeMs: Millis = 0;

  constructor(options: SimulatedFileServerOptions) {
    this.options = options;
  }

  add(file: ServedFile): void {
    // Spark does not overwrite what was added already.
    if (!this.files.some(({ kind, path }) => kind === file.kind && path === file.path)) this.files.push(file);
  }

  /** How long an executor fetches before a task that arrives at `timeMs` can run. */
  fetchMs(executor: ExecutorId, timeMs: Millis): Millis {
    const { cost, messages, isLocal } = this.options;
    const from = this.fetched[executor] ?? 0;
    if (isLocal || from === this.files.length) return 0;
    this.fetched[executor] = this.files.length;
    for (const { kind, name, bytes } of this.files.slice(from)) {
      messages.note(timeMs, "StreamRequest", { executor, b: NO_TASK, text: `${kind}/${name}`, bytes });
      this.linkFreeMs = Math.max(this.linkFreeMs, timeMs) + cost.remoteFetchMs + bytes * cost.fileFetchMsPerByte;
    }
    return this.linkFreeMs - timeMs;
  }
}
