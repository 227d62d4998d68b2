/**
 * Where and when tasks ran, as numbers that are mostly zero: a busy cluster gives a task to the core that has just become
 * free, at that moment. So a lane is written as its rank among the lanes by the time they became free, and a launch as the
 * wait since then. When a stage starts, most lanes are free and are handed out in much the same order each time: there they
 * rank by number. Only durations carry news.
 */
export interface Schedule {
  readonly lane: Float64Array;
  /** Integers in the bundle's time unit. */
  readonly launch: Float64Array;
  /** NaN while running. */
  readonly duration: Float64Array;
  /** 1 for the first task of a stage attempt. */
  readonly startsStage: Uint8Array;
}

/** What is stored instead of lane and launch. */
export interface PredictedSchedule {
  readonly rank: Float64Array;
  readonly wait: Float64Array;
}

export function predictSchedule(schedule: Schedule, laneCount: number): PredictedSchedule {
  const queue = new FreeLanes(laneCount);
  const rank = new Float64Array(schedule.lane.length);
  const wait = new Float64Array(schedule.lane.length);
  let lastLaunch = 0;
  for (let i = 0; i < rank.length; i++) {
    if (schedule.startsStage[i] === 1) queue.rankByNumber();
    const lane = schedule.lane[i]!;
    const launch = schedule.launch[i]!;
    rank[i] = queue.rankOf(lane);
    wait[i] = launch - queue.expectedLaunch(lane, lastLaunch);
    queue.occupy(rank[i]!, launch, schedule.duration[i]!);
    lastLaunch = launch;
  }
  return { rank, wait };
}

/** Lane and launch of every row again, from the ranks or from the lanes themselves; undefined when a rank is no lane. */
export function unpredictSchedule(
  stored: { readonly rank: Float64Array | undefined; readonly lane: Float64Array; readonly wait: Float64Array },
  { duration, startsStage }: Pick<Schedule, "duration" | "startsStage">,
  laneCount: number,
): Pick<Schedule, "lane" | "launch"> | undefined {
  const queue = new FreeLanes(laneCount);
  const lane = new Float64Array(duration.length);
  const launch = new Float64Array(duration.length);
  let lastLaunch = 0;
  for (let i = 0; i < duration.length; i++) {
    if (startsStage[i] === 1) queue.rankByNumber();
    const rank = stored.rank === undefined ? queue.rankOf(stored.lane[i]!) : stored.rank[i]!;
    const found = queue.laneAt(rank);
    if (found === undefined) return undefined;
    lane[i] = found;
    launch[i] = queue.expectedLaunch(found, lastLaunch) + stored.wait[i]!;
    queue.occupy(rank, launch[i]!, duration[i]!);
    lastLaunch = launch[i]!;
  }
  return { lane, launch };
}

/** Lanes in order of the time they became free, then by number; a lane that runs on for ever is last. */
class FreeLanes {
  private readonly order: Int32Array;
  /** What {@link order} is sorted by: the time the lane became free, 0 if that was before the newest stage started. */
  private readonly key: Float64Array;

  constructor(laneCount: number) {
    this.key = new Float64Array(laneCount);
    this.order = new Int32Array(laneCount);
    this.rankByNumber();
  }

  rankByNumber(): void {
    this.key.fill(0);
    for (let lane = 0; lane < this.order.length; lane++) this.order[lane] = lane;
  }

  /** When its last task of this stage ended; for the stage's first task on it the launch before. */
  expectedLaunch(lane: number, lastLaunch: number): number {
    const time = this.key[lane]!;
    return time > 0 && Number.isFinite(time) ? time : lastLaunch;
  }

  laneAt(rank: number): number | undefined {
    return this.order[rank];
  }

  /** −1 when there is no such lane. */
  rankOf(lane: number): number {
    return lane in this.key ? this.lowerBound(this.key[lane]!, lane) : -1;
  }

  occupy(rank: number, launch: number, duration: number): void {
    const { order, key } = this;
    const lane = order[rank]!;
    const end = Number.isNaN(duration) ? Number.POSITIVE_INFINITY : launch + duration;
    const isLater = end >= key[lane]!;
    const place = isLater ? this.lowerBound(end, lane, rank + 1) - 1 : this.lowerBound(end, lane, 0, rank);
    if (isLater) order.copyWithin(rank, rank + 1, place + 1);
    else order.copyWithin(place + 1, place, rank);
    order[place] = lane;
    key[lane] = end;
  }

  private lowerBound(time: number, lane: number, low = 0, high = this.order.length): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.order[middle]!;
      const otherTime = this.key[other]!;
      if (otherTime < time || (otherTime === time && other < lane)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
