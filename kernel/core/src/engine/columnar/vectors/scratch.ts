/**
 * Memory that a step needs only while it runs, kept for the next one: large arrays that come and go make the garbage collector run all the time. What is in it
 * is whatever was there before. One step uses one.
 */
export class Scratch {
  private buffer: ArrayBuffer = new ArrayBuffer(0);

  int32(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.reserve(length), 0, length);
  }

  uint32(length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.reserve(length), 0, length);
  }

  private reserve(length: number): ArrayBuffer {
    if (this.buffer.byteLength < 4 * length) this.buffer = new ArrayBuffer(4 * length);
    return this.buffer;
  }
}
