import type { Bytes } from "../base/brand.js";
import { EqualSpills } from "./equal-spills.js";
import type { SpillTotals } from "./spillable-collection.js";

/** What is asked of the executor for Tungsten's pages and arrays, and where. */
export interface PageSource {
  readonly pageBytes: Bytes;
  /** Asks for execution memory and gives what was granted. */
  readonly acquire: (bytes: Bytes) => Bytes;
  readonly release: (bytes: Bytes) => void;
  /** True where nobody has to spill for a page: those that will be needed one after another may be asked for at once. */
  readonly manyAtOnce?: boolean;
}

/** What filling came to, and what is in memory at its end: its holder gives it back. */
export interface FilledTotals extends SpillTotals {
  readonly heldBytes: Bytes;
  /** Of the held: what counts as memory spilled, should it still have to go. */
  readonly spillableBytes: Bytes;
}

/** Records of equal size on their way into pages: what a sorter and a map have in common. Beside the pages either has an array of its own. */
export class PagedFilling {
  /** Bytes of the array beside the pages. */
  arrayBytes: Bytes = 0;
  /** Records that are in memory now. */
  inMemory = 0;
  /** Records for which the pages still have room. */
  room = 0;
  private readonly source: PageSource;
  private readonly records: number;
  private readonly spillsArray: boolean;
  private readonly pageBytes: Bytes;
  private readonly recordsPerPage: number;
  private readonly equal: EqualSpills = new EqualSpills();
  private readonly totals = { spills: 0, memoryBytes: 0, rows: 0, peakBytes: 0 };
  private inserted = 0;
  private pages = 0;

  /**
   * @param bytes of all records as they lie in the pages
   * @param spillsArray whether the array counts as spilled memory
   */
  constructor(source: PageSource, records: number, bytes: Bytes, spillsArray: boolean) {
    const perRecord = records === 0 ? 0 : bytes / records;
    this.source = source;
    this.records = records;
    this.spillsArray = spillsArray;
    this.pageBytes = Math.max(source.pageBytes, Math.ceil(perRecord));
    this.recordsPerPage = perRecord === 0 ? records : Math.floor(this.pageBytes / perRecord);
  }

  /** Records that are still to come. */
  get left(): number {
    return this.records - this.inserted;
  }

  get hasSpilled(): boolean {
    return this.totals.spills > 0;
  }

  /** Takes an array in place of the one that there is. @returns whether it was granted */
  takeArray(bytes: Bytes): boolean {
    const granted = this.source.acquire(bytes);
    if (granted < bytes) {
      this.source.release(granted);
      return false;
    }
    this.source.release(this.arrayBytes);
    this.arrayBytes = bytes;
    return true;
  }

  /** Takes pages for so many records, as far as they are granted. @returns whether there is at least one */
  takePages(records: number): boolean {
    const { source, pageBytes } = this;
    const wanted = source.manyAtOnce === true ? Math.ceil(records / this.recordsPerPage) : 1;
    const granted = source.acquire(wanted * pageBytes);
    const taken = Math.floor(granted / pageBytes);
    if (granted > taken * pageBytes) source.release(granted - taken * pageBytes);
    this.pages += taken;
    this.room = taken * this.recordsPerPage;
    return taken > 0;
  }

  insert(records: number): void {
    this.inserted += records;
    this.inMemory += records;
    this.room -= records;
  }

  /** All that is in memory goes to disk, and with it the spills that are certain to follow. */
  spill(): void {
    const { totals } = this;
    const filling = { rows: this.inMemory, memoryBytes: this.spillableBytes };
    const foreseen = this.equal.after(filling, this.left);
    totals.spills += 1 + foreseen.spills;
    totals.memoryBytes += filling.memoryBytes + foreseen.memoryBytes;
    totals.rows += filling.rows + foreseen.rows;
    this.inserted += foreseen.rows;
    this.release();
  }

  /** Gives all memory back. */
  release(): void {
    this.source.release(this.heldBytes);
    this.inMemory = this.pages = this.room = this.arrayBytes = 0;
  }

  notePeak(): void {
    this.totals.peakBytes = Math.max(this.totals.peakBytes, this.heldBytes);
  }

  result(): FilledTotals {
    return { ...this.totals, heldBytes: this.heldBytes, spillableBytes: this.spillableBytes };
  }

  private get heldBytes(): Bytes {
    return this.pages * this.pageBytes + this.arrayBytes;
  }

  private get spillableBytes(): Bytes {
    return this.pages * this.pageBytes + (this.spillsArray ? this.arrayBytes : 0);
  }
}
