import type { ShuffleBlock } from "./shuffle-write.js";

/**
 * What many map tasks wrote alike: tasks over modelled rows with the same distributions have one such output together, so that ten thousand maps with
 * a thousand reducers are a thousand blocks. A block's records are counted as expected, not always whole.
 */
export class SharedMapOutput extends Map<number, ShuffleBlock> {
  /** Of all blocks together. */
  readonly records: number;
  readonly bytes: number;
  readonly dataBytes: number;

  constructor(blocks: Iterable<readonly [number, ShuffleBlock]>) {
    super(blocks);
    let [records, bytes, dataBytes] = [0, 0, 0];
    for (const block of this.values()) {
      records += block.numRecords;
      bytes += block.bytes;
      dataBytes += block.dataBytes;
    }
    this.records = records;
    this.bytes = bytes;
    this.dataBytes = dataBytes;
  }

  /** The same output with other things in place of the blocks' rows. */
  mapped(f: (records: ShuffleBlock["records"]) => ShuffleBlock["records"]): SharedMapOutput {
    return new SharedMapOutput(
      Array.from(this, ([reducer, block]) => [reducer, { ...block, records: f(block.records) }]),
    );
  }
}
