/** Fewest days of a year. */
const FEWEST_DAYS = 1024;
/** Days for each thing: so that a day holds about one, as most things are near the first. */
const DAYS_PER_THING = 2;
const NOBODY = -1;
/** A year lasts so long at least: days of late times must still be whole numbers. */
const SHORTEST_SPAN_MS = 1;

/**
 * Things that happen, by when, as {@link TimeHeap} keeps them and in the same order, for things whose times are never before the first one's and never
 * more than a span after it: each lies in the day of its time, and days are looked through one after another. Cheaper than a heap, since nothing moves.
 */
export class CalendarQueue {
  size = 0;
  /** What comes first; meaningless while the queue is empty. */
  top: number = NOBODY;
  /** When a thing happens: to be set before it is pushed or put in the first one's place. */
  readonly timeOf: Float64Array;
  private heads: Int32Array = new Int32Array(FEWEST_DAYS).fill(NOBODY);
  /** Days of a year less one; their number is a power of two. */
  private mask: number = FEWEST_DAYS - 1;
  private readonly nextOf: Int32Array;
  private readonly sequenceOf: Float64Array;
  /** 1 / length of a day: in an array, as a field would be an object of its own. */
  private readonly rate: Float64Array = new Float64Array(1);
  private sequence = 0;
  private today = 0;
  /** The thing before the first one in its day's list. */
  private beforeTop: number = NOBODY;

  /** @param capacity things are below */
  constructor(capacity: number) {
    this.timeOf = new Float64Array(capacity);
    this.nextOf = new Int32Array(capacity);
    this.sequenceOf = new Float64Array(capacity);
  }

  get capacity(): number {
    return this.timeOf.length;
  }

  /** Empties the queue for so many things. Times (milliseconds) will mostly be within `span` of the first one; where they are not, days get longer. */
  begin(span: number, things: number): void {
    if (this.size > 0) this.heads.fill(NOBODY);
    this.mask = daysFor(things) - 1;
    if (this.heads.length <= this.mask) this.heads = new Int32Array(this.mask + 1).fill(NOBODY);
    this.size = 0;
    this.sequence = 0;
    this.today = 0;
    this.top = NOBODY;
    this.rate[0] = this.mask / 2 / Math.max(span, SHORTEST_SPAN_MS);
  }

  push(thing: number): void {
    this.sequenceOf[thing] = this.sequence++;
    const day = Math.floor(this.timeOf[thing]! * this.rate[0]!);
    if (this.size++ === 0 || day < this.today) this.today = day;
    if (day - this.today > this.mask) this.lengthenDays(thing);
    else this.insert(thing, day);
    this.find();
  }

  /** What came first has a new time. */
  replaceTop(): void {
    const thing = this.top;
    this.unlink(thing);
    this.sequenceOf[thing] = this.sequence++;
    const day = Math.floor(this.timeOf[thing]! * this.rate[0]!);
    if (day - this.today > this.mask) this.lengthenDays(thing);
    else this.insert(thing, day);
    this.find();
  }

  removeTop(): void {
    this.unlink(this.top);
    if (--this.size > 0) this.find();
  }

  /** The things in the order in which they would come. */
  inOrder(): number[] {
    const { timeOf, sequenceOf } = this;
    return this.things().sort((a, b) => timeOf[a]! - timeOf[b]! || sequenceOf[a]! - sequenceOf[b]!);
  }

  private things(): number[] {
    const things: number[] = [];
    for (const head of this.heads)
      for (let thing = head; thing !== NOBODY; thing = this.nextOf[thing]!) things.push(thing);
    return things;
  }

  private insert(thing: number, day: number): void {
    const at = day & this.mask;
    this.nextOf[thing] = this.heads[at]!;
    this.heads[at] = thing;
  }

  private unlink(thing: number): void {
    const next = this.nextOf[thing]!;
    if (this.beforeTop === NOBODY) this.heads[this.today & this.mask] = next;
    else this.nextOf[this.beforeTop] = next;
  }

  /** Looks for the first thing, from today on. */
  private find(): void {
    const { heads, mask, nextOf, timeOf, sequenceOf } = this;
    let day = this.today;
    let thing = heads[day & mask]!;
    while (thing === NOBODY) thing = heads[++day & mask]!;
    this.today = day;
    let top = thing;
    let beforeTop = NOBODY;
    for (let before = thing, other = nextOf[thing]!; other !== NOBODY; before = other, other = nextOf[other]!) {
      const earlier = timeOf[other]! - timeOf[top]!;
      if (earlier > 0 || (earlier === 0 && sequenceOf[other]! > sequenceOf[top]!)) continue;
      top = other;
      beforeTop = before;
    }
    this.top = top;
    this.beforeTop = beforeTop;
  }

  /** Days become long enough for the newcomer, and everybody moves. */
  private lengthenDays(newcomer: number): void {
    const things = [...this.things(), newcomer];
    this.heads.fill(NOBODY);
    let first = Number.POSITIVE_INFINITY;
    for (const thing of things) first = Math.min(first, this.timeOf[thing]!);
    this.rate[0] = this.mask / 2 / (this.timeOf[newcomer]! - first);
    this.today = Math.floor(first * this.rate[0]!);
    for (const thing of things) this.insert(thing, Math.floor(this.timeOf[thing]! * this.rate[0]!));
  }
}

/** A power of two. `day & mask` takes 32 bits, which is far more than there are slots. */
function daysFor(things: number): number {
  let days = FEWEST_DAYS;
  while (days < things * DAYS_PER_THING) days *= 2;
  return days;
}
