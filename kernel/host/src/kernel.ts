import { CellOutput } from "./cell/cell-output.js";
import { currentCell, runInCell } from "./cell/current-cell.js";
import { compileReport, type ErrorReport, errorReport } from "./cell/error-report.js";
import { CellInterrupted, type Interrupts } from "./cell/interrupts.js";
import { mimeBundle } from "./cell/mime-bundle.js";
import type { Rejections } from "./cell/rejections.js";
import { toCodePoints, toUtf16 } from "./cell/text-position.js";
import type { CellEngine, CellOutcome } from "./tslab/cell-engine.js";
import { KERNEL_INFO } from "./wire/kernel-info.js";
import type { JsonObject, Request } from "./wire/message.js";
import type { Wire } from "./wire/wire.js";

const INTERRUPTED = "because the cell was interrupted";

/** What runs beside a cell's own code: its Spark jobs and their picture. */
export interface CellJobs {
  /** Jobs from now on belong to this cell. @param key what the cell is known by when it runs again: its id in the notebook, or its text */
  begin(executionCount: number, output: CellOutput, key: string): void;
  /** Resolves when every job that the cell started has ended; never rejects. */
  settle(): Promise<void>;
  cancel(reason: string): void;
  /** Shows what the cell ran. */
  end(): Promise<void>;
}

export interface KernelParts {
  readonly wire: Wire;
  readonly engine: CellEngine;
  readonly jobs: CellJobs;
  readonly interrupts: Interrupts;
  readonly rejections: Rejections;
}

/** Serves the shell channel: one request after the other, in the order in which they came. */
export class Kernel {
  private readonly parts: KernelParts;
  private readonly queue: Request[] = [];
  private serving = false;
  private executionCount = 0;
  private cells = 0;

  constructor(parts: KernelParts) {
    this.parts = parts;
  }

  /** Queues a request. */
  receive(request: Request): void {
    this.queue.push(request);
    if (!this.serving) void this.serve();
  }

  /** True when no request is being served. */
  get idle(): boolean {
    return !this.serving;
  }

  private async serve(): Promise<void> {
    this.serving = true;
    for (let request = this.queue.shift(); request !== undefined; request = this.queue.shift()) {
      await this.handle(request);
    }
    this.serving = false;
  }

  private async handle(request: Request): Promise<void> {
    const { wire } = this.parts;
    wire.publish(request.header, "status", { execution_state: "busy" });
    try {
      await this.answer(request);
    } catch (error) {
      const type = request.header.msg_type.replace(/_request$/, "_reply");
      wire.reply(request, type, { status: "error", ...this.report(error) });
    }
    wire.publish(request.header, "status", { execution_state: "idle" });
  }

  private async answer(request: Request): Promise<void> {
    const { wire } = this.parts;
    const { content } = request;
    switch (request.header.msg_type) {
      case "execute_request":
        return this.execute(request);
      case "kernel_info_request":
        return wire.reply(request, "kernel_info_reply", KERNEL_INFO);
      case "complete_request":
        return wire.reply(request, "complete_reply", this.complete(content));
      case "inspect_request":
        return wire.reply(request, "inspect_reply", this.inspect(content));
      case "is_complete_request":
        return wire.reply(request, "is_complete_reply", { ...this.parts.engine.isComplete(String(content["code"])) });
      case "history_request":
        return wire.reply(request, "history_reply", { status: "ok", history: [] });
      case "comm_info_request":
        return wire.reply(request, "comm_info_reply", { status: "ok", comms: {} });
      case "comm_open":
        // The kernel has no comm targets; closing is how the protocol says so.
        return wire.publish(request.header, "comm_close", { comm_id: content["comm_id"], data: {} });
    }
  }

  private async execute(request: Request): Promise<void> {
    const { wire } = this.parts;
    const code = String(request.content["code"] ?? "");
    const silent = request.content["silent"] === true;
    if (!silent && request.content["store_history"] !== false) this.executionCount += 1;
    const count = this.executionCount;
    const output = new CellOutput(wire, request.header);
    if (!silent) output.input(code, count);

    const { cellId } = request.metadata;
    const error = await this.runCell({ text: code, key: String(cellId ?? code) }, count, output, silent);
    if (error === undefined) {
      const reply = { status: "ok", execution_count: count, payload: [], user_expressions: {} };
      return wire.reply(request, "execute_reply", reply);
    }
    wire.reply(request, "execute_reply", { status: "error", execution_count: count, ...error });
    if (request.content["stop_on_error"] !== false) await this.abortQueued();
  }

  /** Runs a cell to the end of all its jobs and shows its outcome; returns the error, which is shown too. */
  private async runCell(
    { text, key }: { readonly text: string; readonly key: string },
    count: number,
    output: CellOutput,
    silent: boolean,
  ): Promise<ErrorReport | undefined> {
    const { engine, jobs, interrupts, rejections } = this.parts;
    let ended = false;
    interrupts.begin(output, () => {
      if (ended) return;
      jobs.cancel(INTERRUPTED);
      engine.abort(new CellInterrupted());
    });
    rejections.begin();
    jobs.begin(count, output, key);
    this.cells += 1;
    const cell = { id: this.cells, file: `cell [${count}]`, text };
    const outcome = await runInCell(output, () => engine.run(cell));
    if (output.interrupted) jobs.cancel(INTERRUPTED);
    await jobs.settle();
    // Node tells of unhandled rejections at the end of a turn.
    await new Promise((resolve) => setImmediate(resolve));
    ended = true;
    interrupts.end();
    const error = this.errorOf(outcome, rejections.end(), output, cell);
    if (error === undefined && outcome.kind === "done" && outcome.value !== undefined && !silent) {
      const bundle = await mimeBundle(outcome.value);
      // A value may have shown itself already.
      if (Object.keys(bundle).length > 0) output.result(bundle, count);
    }
    await jobs.end();
    if (error !== undefined && !silent) output.error(error);
    return error;
  }

  private errorOf(
    outcome: CellOutcome,
    unhandled: readonly unknown[],
    output: CellOutput,
    cell: { readonly file: string; readonly text: string },
  ): ErrorReport | undefined {
    if (output.interrupted) return this.report(new CellInterrupted());
    if (outcome.kind === "refused") return compileReport(outcome.diagnostics, cell.file, cell.text);
    const errors =
      outcome.kind === "threw" ? [outcome.error, ...unhandled.filter((e) => e !== outcome.error)] : unhandled;
    if (errors.length === 0) return undefined;
    for (const other of errors.slice(1)) {
      output.stream("stderr", `Also failed: ${this.report(other).traceback.join("\n")}\n`);
    }
    return this.report(errors[0]);
  }

  /** Reports an error that came when no cell was waiting for it, such as one from a timer. */
  reportStray(error: unknown): void {
    if (error instanceof CellInterrupted) return;
    const text = this.report(error).traceback.join("\n");
    const cell = currentCell();
    if (cell === undefined) console.error(error);
    else cell.stream("stderr", `${text}\n`);
  }

  private report(error: unknown): ErrorReport {
    return errorReport(error, (stack) => this.parts.engine.sources.frames(stack));
  }

  /** After an error the cells that the user queued behind it do not run. */
  private async abortQueued(): Promise<void> {
    const { wire } = this.parts;
    await wire.fence();
    const queued = this.queue.splice(0);
    for (const request of queued) {
      if (request.header.msg_type !== "execute_request") {
        this.queue.push(request);
        continue;
      }
      wire.publish(request.header, "status", { execution_state: "busy" });
      wire.reply(request, "execute_reply", { status: "aborted", execution_count: this.executionCount });
      wire.publish(request.header, "status", { execution_state: "idle" });
    }
  }

  private complete(content: JsonObject): JsonObject {
    const code = String(content["code"]);
    const { matches, start, end } = this.parts.engine.complete(code, toUtf16(code, Number(content["cursor_pos"])));
    return {
      status: "ok",
      matches,
      cursor_start: toCodePoints(code, start),
      cursor_end: toCodePoints(code, end),
      metadata: {},
    };
  }

  private inspect(content: JsonObject): JsonObject {
    const code = String(content["code"]);
    const text = this.parts.engine.inspect(code, toUtf16(code, Number(content["cursor_pos"])));
    const data = text === undefined ? {} : { "text/plain": text };
    return { status: "ok", found: text !== undefined, data, metadata: {} };
  }
}
