import {
  type FoldedMessage,
  formatCount,
  gistOf,
  MessageFolder,
  MessageTrace,
  type RunDocument,
  type SparkMessage,
} from "@stageplay/core";
import { namesOf, sequenceFilter } from "./sequence-filter.js";
import { SequenceGroups } from "./sequence-groups.js";
import { SequenceSubjects, toneOf } from "./sequence-subject.js";
import type { SequenceFilter, SequenceMessage, SequenceModel } from "./sequence-types.js";

/**
 * Reads and folds the messages of a run, some at a time: a run of a hundred thousand tasks has half a million, and a page must not stand
 * still meanwhile.
 *
 * @example
 * const reader = new SequenceReader(run);
 * while (!reader.read(20_000)) await nextFrame();
 * reader.model.groups.length; // one a job, and one between two jobs
 */
export class SequenceReader {
  private readonly run: RunDocument;
  private readonly filter: SequenceFilter;
  private readonly trace: MessageTrace;
  private readonly messages: Iterator<SparkMessage>;
  private readonly accepts: (message: SparkMessage) => boolean;
  private readonly subjects: SequenceSubjects;
  private readonly folder: MessageFolder;
  private readonly groups: SequenceGroups;
  private readonly faults: RunDocument["faults"];
  private nextFault = 0;
  private seen = 0;
  private accepted = 0;

  constructor(run: RunDocument, filter: SequenceFilter = {}) {
    this.run = run;
    this.filter = filter;
    const message = namesOf(filter);
    this.trace = new MessageTrace(run, message === undefined ? {} : { message });
    this.messages = this.trace[Symbol.iterator]();
    this.subjects = new SequenceSubjects(run);
    this.accepts = sequenceFilter(this.subjects, filter);
    this.folder = new MessageFolder((each) => this.subjects.stageOf(each) ?? "");
    this.groups = new SequenceGroups(run);
    this.faults = run.faults
      .filter(({ executorId }) => filter.executor === undefined || (executorId ?? filter.executor) === filter.executor)
      .sort((a, b) => a.timeMs - b.timeMs);
  }

  /** Messages read so far, accepted or not. */
  get messagesRead(): number {
    return this.seen;
  }

  /** Reads at most so many more; true when all are read. */
  read(most: number): boolean {
    for (let left = most; left > 0; left--) {
      const { done, value } = this.messages.next();
      if (done === true) {
        this.faultsUntil(Number.POSITIVE_INFINITY);
        this.take(this.folder.end());
        return true;
      }
      this.seen++;
      if (!this.accepts(value)) continue;
      this.accepted++;
      this.faultsUntil(value.timeMs);
      this.take(this.folder.add(value));
    }
    return false;
  }

  /** What was read. */
  get model(): SequenceModel {
    const { run, filter, trace, accepted } = this;
    return { run, filter, groups: this.groups.all(), messages: accepted, notKept: trace.notKept };
  }

  private take(folds: readonly FoldedMessage[]): void {
    for (const fold of folds) this.groups.add(sequenceMessage(fold, this.run, this.subjects));
  }

  /** A fault ends what is being folded: what was said before it and after it are two things. */
  private faultsUntil(timeMs: number): void {
    for (; this.nextFault < this.faults.length; this.nextFault++) {
      const fault = this.faults[this.nextFault]!;
      if (fault.timeMs > timeMs) return;
      this.take(this.folder.end());
      const { description, executorId } = fault;
      this.groups.add({
        kind: "fault",
        timeMs: fault.timeMs - this.run.startMs,
        text: description,
        ...(executorId === undefined ? {} : { executorId }),
      });
    }
  }
}

/** Who said what to whom in a run; {@link SequenceReader} does it step by step. */
export function sequenceModel(run: RunDocument, filter: SequenceFilter = {}): SequenceModel {
  const reader = new SequenceReader(run, filter);
  reader.read(Number.POSITIVE_INFINITY);
  return reader.model;
}

/** An arrow for a message or for many alike. */
export function sequenceMessage(
  { first, count, lastMs, bytes, executors }: FoldedMessage,
  { startMs }: RunDocument,
  subjects: SequenceSubjects,
): SequenceMessage {
  const stage = subjects.stageOf(first);
  return {
    kind: "message",
    name: first.message,
    from: first.from,
    to: first.to,
    count,
    timeMs: first.timeMs - startMs,
    lastMs: lastMs - startMs,
    bytes,
    executors,
    says: count === 1 ? first.detail : gistOf(first),
    ...(stage === undefined ? {} : { stage }),
    tone: toneOf(first),
    lost: first.lost === true,
  };
}

/** `LaunchTask ×12`: how an arrow is named. */
export function messageTitle({ name, count }: SequenceMessage): string {
  return count === 1 ? name : `${name} ×${formatCount(count)}`;
}
