import type { Header } from "./message.js";

export type StreamName = "stdout" | "stderr";

/** Something written to a stream by the code that the request with this header started. */
export interface StreamText {
  readonly parent: Header | undefined;
  readonly name: StreamName;
  readonly text: string;
}

/** Text leaves at the latest this long after it was written … */
const FLUSH_AFTER_MS = 25;
/** … or when this many characters have come together. */
const MAX_CHARS = 64 * 1024;

/** Calls back once after the delay; returns how to cancel that. */
export type Later = (callback: () => void, delayMs: number) => () => void;

const systemTimer: Later = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
};

/**
 * Gathers what cells write into few stream messages, in order: 20,000 `console.log` become some. It lives in the wire
 * thread, so that text leaves in time also when the cell goes on with something long.
 */
export class StreamBuffer {
  private readonly emit: (text: StreamText) => void;
  private readonly later: Later;
  private first: StreamText | undefined;
  private parts: string[] = [];
  private chars = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(emit: (text: StreamText) => void, later: Later = systemTimer) {
    this.emit = emit;
    this.later = later;
  }

  write(written: StreamText): void {
    if (written.text === "") return;
    if (this.first !== undefined && !sameStream(this.first, written)) this.flush();
    if (this.first === undefined) {
      this.first = written;
      this.cancelTimer = this.later(() => this.flush(), FLUSH_AFTER_MS);
    }
    this.parts.push(written.text);
    this.chars += written.text.length;
    if (this.chars >= MAX_CHARS) this.flush();
  }

  /** Sends what has come together; called before any other message, to keep the order. */
  flush(): void {
    if (this.first === undefined) return;
    const { parent, name } = this.first;
    const text = this.parts.join("");
    this.cancelTimer?.();
    this.first = undefined;
    this.parts = [];
    this.chars = 0;
    this.emit({ parent, name, text });
  }
}

function sameStream(one: StreamText, other: StreamText): boolean {
  return one.name === other.name && one.parent?.msg_id === other.parent?.msg_id;
}
