import { formatBytes, formatCount } from "../../base/format.js";
import { type FoldedMessage, gistOf } from "./folded-message.js";
import type { MessageTrace } from "./message-trace.js";
import type { SparkMessage } from "./spark-message.js";

/** Up to so many messages are listed one by one; more are folded. */
const UNFOLDED = 30;
const MOST_LINES = 60;
const HEADINGS = ["ms", "from", "", "to", "message", ""] as const;

/** A trace as a listing of who says what to whom, in order of time; a wave of tasks takes a line for each kind of message. */
export function traceText(trace: MessageTrace): string {
  const some = [...trace.take(UNFOLDED + 1)];
  const folds = some.length <= UNFOLDED ? some.map(alone) : firstOf(trace.folded(), MOST_LINES + 1);
  const lines = table(folds.slice(0, MOST_LINES).map(cells));
  const shown = folds.slice(0, MOST_LINES).reduce((sum, { count }) => sum + count, 0);
  const total = trace.length;
  const title = `Messages of run ${trace.runId} - ${formatCount(total)}`;
  if (trace.notKept > 0) lines.push(`${formatCount(trace.notKept)} more like these were sent and are not kept.`);
  const rest = total - shown;
  if (rest <= 0) return [title, ...lines].join("\n");
  const nextMs = folds[MOST_LINES]?.first.timeMs ?? 0;
  return [title, ...lines, `… ${formatCount(rest)} more: trace({ sinceMs: ${Math.floor(nextMs)} })`].join("\n");
}

function alone(message: SparkMessage): FoldedMessage {
  return { first: message, count: 1, lastMs: message.timeMs, bytes: message.bytes ?? 0, executors: [] };
}

function firstOf<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.push(item) === count) break;
  }
  return taken;
}

function cells({ first, count, lastMs, bytes, executors }: FoldedMessage): string[] {
  const { timeMs, from, to, message, detail, lost } = first;
  const size = bytes > 0 ? formatBytes(bytes) : "";
  const fate = lost === true ? "lost" : "";
  if (count === 1) return [millis(timeMs), from, "→", to, message, listed(detail, size, fate)];
  const ends = executorRange(executors);
  const end = (name: string): string => (name.startsWith("executor ") ? ends : name);
  const until = millis(lastMs) === millis(timeMs) ? "" : `until ${millis(lastMs)}`;
  const name = `${message} ×${formatCount(count)}`;
  return [millis(timeMs), end(from), "→", end(to), name, listed(gistOf(first), size, fate, until)];
}

function listed(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}

/** `executors 0–3` for those without a gap, else `4 executors`. */
function executorRange(executors: readonly number[]): string {
  if (executors.length === 1) return `executor ${executors[0]}`;
  const [first, last] = [executors[0]!, executors.at(-1)!];
  return last - first + 1 === executors.length ? `executors ${first}–${last}` : `${executors.length} executors`;
}

function millis(timeMs: number): string {
  return timeMs.toFixed(2);
}

function table(rows: readonly (readonly string[])[]): string[] {
  const all = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}
