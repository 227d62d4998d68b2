/** The part of a ZeroMQ socket that sends. */
export interface SendingSocket {
  send(frames: (string | Uint8Array)[]): Promise<void>;
}

/**
 * Sends messages one after the other: a ZeroMQ socket takes one send at a time and throws EBUSY on a second one, which is
 * how a loop of a few hundred `console.log` would stop a kernel.
 */
export class SendQueue {
  private last: Promise<void> = Promise.resolve();
  private readonly socket: SendingSocket;
  private readonly onError: (error: unknown) => void;

  constructor(socket: SendingSocket, onError: (error: unknown) => void) {
    this.socket = socket;
    this.onError = onError;
  }

  /** Queues the frames; resolves when they, and all before them, are handed to ZeroMQ. Never rejects. */
  send(frames: (string | Uint8Array)[]): Promise<void> {
    this.last = this.last.then(() => this.socket.send(frames)).catch(this.onError);
    return this.last;
  }

  /** Resolves when everything queued so far is handed over. */
  drained(): Promise<void> {
    return this.last;
  }
}
