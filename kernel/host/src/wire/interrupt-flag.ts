/**
 * The user's interrupt requests, in memory that the wire thread and the main thread share: a busy main thread sees them
 * without its event loop turning. Slot 0 counts requests, slot 1 says how many of them the main thread has noticed.
 */
export class InterruptFlag {
  readonly buffer: SharedArrayBuffer;
  private readonly slots: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.buffer = buffer;
    this.slots = new Int32Array(buffer);
  }

  /** Wire thread: the user asked to interrupt. Returns the number of the request. */
  request(): number {
    return Atomics.add(this.slots, 0, 1) + 1;
  }

  /** Number of the last request; 0 when there was none. */
  get requested(): number {
    return Atomics.load(this.slots, 0);
  }

  /** Number of the last request that the main thread has noticed. */
  get noticed(): number {
    return Atomics.load(this.slots, 1);
  }

  /** Main thread: all requests so far are known. Returns the number of the last one. */
  notice(): number {
    const requested = this.requested;
    Atomics.store(this.slots, 1, requested);
    return requested;
  }
}
