import { type RunModel, type SequenceFilter, type SequenceModel, SequenceReader } from "@stageplay/view";

/** How long is read before the page may go on. */
const SLICE_MS = 12;
const MESSAGES_AT_ONCE = 1_000;

/** What a reading has to tell. */
export interface ReadingReport {
  readonly onModel: (model: SequenceModel) => void;
  /** Only for readings that take longer than one go. */
  readonly onProgress: (messagesRead: number) => void;
}

/** Reads the messages of a run in slices, so that the page goes on meanwhile; the last wish counts. */
export class SequenceReading {
  private readonly report: ReadingReport;
  private wanted: { readonly model: RunModel; readonly filter: SequenceFilter } | undefined;
  private reading = false;

  constructor(report: ReadingReport) {
    this.report = report;
  }

  /** Reads a run anew. One that grows is read again only when the reading before is through. */
  read(model: RunModel, filter: SequenceFilter): void {
    this.wanted = { model, filter };
    if (!this.reading) void this.readAll();
  }

  stop(): void {
    this.wanted = undefined;
  }

  private async readAll(): Promise<void> {
    this.reading = true;
    while (this.wanted !== undefined) {
      const { model, filter } = this.wanted;
      const reader = new SequenceReader(model.run, filter);
      const isOutdated = (): boolean => this.wanted === undefined || !isSame(this.wanted.filter, filter);
      while (!readSome(reader) && !isOutdated()) {
        this.report.onProgress(reader.messagesRead);
        await new Promise((resolve) => setTimeout(resolve));
      }
      if (isOutdated()) continue;
      if (this.wanted.model === model) this.wanted = undefined;
      this.report.onModel(reader.model);
    }
    this.reading = false;
  }
}

/** True when all are read. */
function readSome(reader: SequenceReader): boolean {
  const endMs = performance.now() + SLICE_MS;
  while (performance.now() < endMs) if (reader.read(MESSAGES_AT_ONCE)) return true;
  return false;
}

function isSame(a: SequenceFilter, b: SequenceFilter): boolean {
  return a.stage === b.stage && a.executor === b.executor && a.topic === b.topic;
}
