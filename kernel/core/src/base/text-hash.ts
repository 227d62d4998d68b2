const SEEDS = [0xdeadbeef, 0x41c6ce57, 0x9e3779b9, 0x85ebca6b] as const;
const FACTORS = [0x9e3779b1, 0x5f356495, 0x85ebca77, 0xc2b2ae3d] as const;

/**
 * A running hash of 128 bits over texts and numbers, for telling equal logs from different ones. It is quick and not meant to withstand an enemy.
 *
 * @example
 * const hash = new TextHash();
 * hash.addText("JobStart");
 * hash.digest().length; // 32
 */
export class TextHash {
  private readonly lanes: Int32Array = Int32Array.from(SEEDS);
  private readonly double: Float64Array = new Float64Array(1);
  private readonly words: Int32Array = new Int32Array(this.double.buffer);

  addText(text: string): void {
    this.addWord(text.length);
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i));
  }

  addNumber(value: number): void {
    this.double[0] = value;
    this.addWord(this.words[0]!);
    this.addWord(this.words[1]!);
  }

  /** The hash of all that was added so far, in hexadecimal; more may be added afterwards. */
  digest(): string {
    return Array.from(this.lanes, (lane, i) =>
      hex(finished(lane ^ Math.imul(this.lanes[(i + 1) % 4]!, FACTORS[i]!))),
    ).join("");
  }

  private addWord(word: number): void {
    const { lanes } = this;
    for (let i = 0; i < 4; i++) {
      const mixed = Math.imul(lanes[i]! ^ word, FACTORS[i]!);
      lanes[i] = mixed ^ (mixed >>> 15);
    }
  }
}

/** Every bit of the lane has a say in every bit of the digest. */
function finished(lane: number): number {
  const once = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
