/** Something that losses happen to, with the number of those that it has felt already. */
export interface Losable {
  lossesSeen: number;
}

/**
 * Losses in the order in which they happened. Whoever they concern learns of them when it is next looked at: so nobody needs a list of all
 * that there is, which would keep alive what the program cannot reach any more.
 */
export class Losses<L> {
  private readonly list: L[] = [];

  /** For what is new: it has seen all that happened before. */
  get count(): number {
    return this.list.length;
  }

  add(loss: L): void {
    this.list.push(loss);
  }

  /** The losses since this was last asked for it; none mostly. */
  since(losable: Losable): readonly L[] {
    if (losable.lossesSeen === this.list.length) return NONE;
    const missed = this.list.slice(losable.lossesSeen);
    losable.lossesSeen = this.list.length;
    return missed;
  }
}

const NONE: readonly never[] = [];
