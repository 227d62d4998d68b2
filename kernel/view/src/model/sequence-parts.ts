import { gistOf, MessageTrace, type RunDocument, type SparkMessage } from "@stageplay/core";
import { sequenceMessage } from "./sequence-model.js";
import { SequenceSubjects, toneOf } from "./sequence-subject.js";
import type { SequenceMessage } from "./sequence-types.js";

/** More are not listed one by one. */
const MOST_SINGLE = 40;
const MOST_EXECUTORS = 24;
const ROUNDING_MS = 1e-6;

/** What an arrow that stands for many opens into, and how many messages are not among it. */
export interface SequenceParts {
  readonly parts: readonly SequenceMessage[];
  readonly left: number;
}

/** An arrow of several executors opens into one for each of them, and that into the messages themselves. */
export function sequenceParts(run: RunDocument, folded: SequenceMessage): SequenceParts {
  const subjects = new SequenceSubjects(run);
  const alike = messagesOf(run, folded, subjects);
  const single = (message: SparkMessage): SequenceMessage =>
    sequenceMessage(
      {
        first: message,
        count: 1,
        lastMs: message.timeMs,
        bytes: message.bytes ?? 0,
        executors: folded.executors.length === 0 ? [] : [subjects.executorOf(message) ?? 0],
      },
      run,
      subjects,
    );
  if (folded.executors.length > 1) {
    const folds = new Map<number, { first: SparkMessage; count: number; lastMs: number; bytes: number }>();
    for (const message of alike) {
      const executor = subjects.executorOf(message) ?? -1;
      const { timeMs, bytes = 0 } = message;
      const fold = folds.get(executor);
      if (fold === undefined) folds.set(executor, { first: message, count: 1, lastMs: timeMs, bytes });
      else {
        fold.count++;
        fold.lastMs = timeMs;
        fold.bytes += bytes;
      }
    }
    const parts = [...folds]
      .sort(([a], [b]) => a - b)
      .map(([executor, fold]) => sequenceMessage({ ...fold, executors: [executor] }, run, subjects));
    const shown = parts.slice(0, MOST_EXECUTORS);
    return { parts: shown, left: folded.count - shown.reduce((sum, { count }) => sum + count, 0) };
  }
  const parts: SequenceMessage[] = [];
  for (const message of alike) {
    parts.push(single(message));
    if (parts.length === Math.min(MOST_SINGLE, folded.count)) break;
  }
  return { parts, left: folded.count - parts.length };
}

/** The messages that an arrow stands for. */
function* messagesOf(
  run: RunDocument,
  { name, count, says, stage, timeMs, lastMs, executors, tone, lost }: SequenceMessage,
  subjects: SequenceSubjects,
): Generator<SparkMessage> {
  const among = new Set(executors);
  // Times since the start are rounded: a message must not fall out by that.
  const between = { sinceMs: timeMs + run.startMs - ROUNDING_MS, untilMs: lastMs + run.startMs + ROUNDING_MS };
  let left = count;
  for (const message of new MessageTrace(run, { message: name, ...between })) {
    if (left === 0) return;
    if (subjects.stageOf(message) !== stage || (message.lost === true) !== lost) continue;
    if (gistOf(message) !== says || toneOf(message) !== tone) continue;
    if (among.size > 0 && !among.has(subjects.executorOf(message) ?? -1)) continue;
    left--;
    yield message;
  }
}
