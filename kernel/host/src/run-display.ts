import type { RunDocument } from "@stageplay/core";
import { encodeRun, RUN_MIME, runSvg, runText } from "@stageplay/view";
import type { CellOutput, MimeBundle } from "./cell/cell-output.js";
import { paintPng } from "./picture/png.js";

/** Least time between two pictures of a running cell: Jupyter's server drops clients that get too many messages. */
const UPDATE_EVERY_MS = 250;
/** A picture that takes long is drawn so seldom that it costs at most this share of the time. */
const MAX_SHARE = 0.1;
/** Width of the static picture, as notebooks show it. */
const PICTURE_WIDTH = 900;

/** The one display of what a cell ran: kept up to date while it runs, complete when it ends. */
export class RunDisplay {
  private readonly output: CellOutput;
  private readonly now: () => number;
  private id: string | undefined;
  private nextAt: number;
  /** Shows the last of the events that came too soon after a picture, when the program lets the event loop turn. */
  private late: NodeJS.Timeout | undefined;

  constructor(output: CellOutput, now: () => number = () => performance.now()) {
    this.output = output;
    this.now = now;
    // The first event is shown at once: so the picture's place among the cell's outputs never depends on how fast it ran.
    this.nextAt = now();
  }

  /** Shows how far the run is; a moment later, if that was done just before. */
  progress(currentRun: () => RunDocument | undefined): void {
    const start = this.now();
    if (start < this.nextAt) {
      this.late ??= setTimeout(() => {
        this.late = undefined;
        this.progress(currentRun);
      }, this.nextAt - start).unref();
      return;
    }
    this.stop();
    const run = currentRun();
    if (run !== undefined) this.show(liveBundle(run));
    const took = this.now() - start;
    this.nextAt = start + Math.max(UPDATE_EVERY_MS, took / MAX_SHARE);
  }

  /** Shows the run as the notebook keeps it. */
  complete(run: RunDocument): void {
    this.stop();
    const picture = paintPng(runSvg(run, { theme: "light", width: PICTURE_WIDTH }));
    const { width, height, base64 } = picture;
    this.show({ ...liveBundle(run), "image/png": base64 }, { "image/png": { width, height } });
  }

  /** No more pictures of how far the run is. */
  stop(): void {
    clearTimeout(this.late);
    this.late = undefined;
  }

  private show(bundle: MimeBundle, metadata: Readonly<Record<string, unknown>> = {}): void {
    if (this.id === undefined) this.id = this.output.display(bundle, metadata);
    else this.output.update(this.id, bundle, metadata);
  }
}

function liveBundle(run: RunDocument): MimeBundle {
  return { [RUN_MIME]: encodeRun(run), "text/plain": runText(run) };
}
