import type { Bytes, Millis } from "../../base/brand.js";
import { CalendarQueue } from "../../base/calendar-queue.js";
import { TimeHeap } from "../../base/time-heap.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { TaskTable } from "../../events/task-table.js";
import type { TaskSetListener } from "../../scheduler/task/scheduler-backend.js";
import type { TaskSetManager } from "../../scheduler/task/task-set-manager.js";
import type { ExpressLaneOptions, LaneEnd, LaneStart, LaneTask } from "../express-lane.js";

/**
 * A task set on its way through the express lane: the slots that it uses, what runs on each, and how far it is. Slots go by their places here, numbered in
 * the order of their first tasks. One lane is used for every set, so that a set costs no more than its tasks.
 */
export class Lane {
  readonly options: ExpressLaneOptions;
  manager!: TaskSetManager;
  tasks!: TaskTable;
  listener!: TaskSetListener;
  /** Where the set's rows begin. */
  firstRow = 0;
  /** Tasks launched so far: always the first ones of the set, so that task i is in row `firstRow` + i. */
  launched = 0;
  places = 0;
  /** By place. */
  slots: Int32Array = new Int32Array(0);
  executors: Int32Array = new Int32Array(0);
  cores: Int32Array = new Int32Array(0);
  indices: Int32Array = new Int32Array(0);
  /** When a task begins to run, and until when it sleeps on purpose. */
  startsMs: Float64Array = new Float64Array(0);
  asleepUntil: Float64Array = new Float64Array(0);
  readonly results: unknown[] = [];
  /** By index of the task, where all of them are known at once. */
  readonly taskResults: unknown[] = [];
  /** The busy places by when their tasks end. */
  heap: TimeHeap = new TimeHeap(0);
  nowMs: Millis = 0;
  dispatchedMs: Millis = 0;
  /** When the next event of anything else is due. */
  horizonMs: Millis = 0;
  /**
   * What came of the tasks that end the lane, by place: the one that was launched last, or several of the first round of offers, which goes on to its end
   * whatever its tasks do.
   */
  readonly specials: Map<number, Pick<LaneTask, "extras" | "exitCode">> = new Map();
  /** An attempt may be late enough for a copy: that ended the lane. */
  mayBeLate = false;
  /** Bytes of results that running tasks will bring. */
  resultBytes: Bytes = 0;
  /** Whom to tell of each attempt; undefined when nobody listens. */
  audience: ListenerBus | undefined;

  /** By executor. */
  private firstSlots: Int32Array = new Int32Array(0);
  private slotCounts: Int32Array = new Int32Array(0);
  private numbers: Float64Array = new Float64Array(0);
  private ended: Int32Array = new Int32Array(0);
  private calendar: CalendarQueue = new CalendarQueue(0);

  constructor(options: ExpressLaneOptions) {
    this.options = options;
  }

  begin(manager: TaskSetManager, start: LaneStart, offers: Int32Array, numOffers: number): void {
    const { simulation, bus, pool } = this.options;
    this.manager = manager;
    this.tasks = start.tasks;
    this.listener = start.listener;
    this.firstRow = start.tasks.length;
    this.launched = 0;
    this.nowMs = simulation.now;
    this.horizonMs = simulation.nextEventMs;
    this.dispatchedMs = start.dispatchedMs;
    this.specials.clear();
    this.mayBeLate = false;
    this.resultBytes = 0;
    this.audience = bus.hasTaskListeners ? bus : undefined;
    this.reserve(pool.slotCount);
    this.meetExecutors();
    this.layOut(offers, numOffers);
    this.heap.clear();
  }

  /** Breadth first: one slot of each executor, then another of each (C2). */
  private layOut(offers: Int32Array, numOffers: number): void {
    const { taskCpus } = this.options.pool;
    const { numTasks } = this.manager;
    const { slots, executors, cores, firstSlots, slotCounts } = this;
    let places = 0;
    for (let pass = 0, before = -1; places > before && places < numTasks; pass++) {
      before = places;
      for (let i = 0; i < numOffers && places < numTasks; i++) {
        const executor = offers[i]!;
        if (pass >= slotCounts[executor]!) continue;
        slots[places] = firstSlots[executor]! + pass;
        executors[places] = executor;
        cores[places] = pass * taskCpus;
        places++;
      }
    }
    this.places = places;
  }

  /** Notes the slots of executors that have come; those of an executor never change. */
  private meetExecutors(): void {
    const { executors } = this.options.pool;
    if (executors.length === this.firstSlots.length) return;
    this.firstSlots = Int32Array.from(executors, ({ firstSlot }) => firstSlot);
    this.slotCounts = Int32Array.from(executors, ({ slots }) => slots);
  }

  private reserve(slots: number): void {
    if (slots <= this.slots.length) return;
    this.slots = new Int32Array(slots);
    this.executors = new Int32Array(slots);
    this.cores = new Int32Array(slots);
    this.indices = new Int32Array(slots);
    this.startsMs = new Float64Array(slots);
    this.asleepUntil = new Float64Array(slots);
    this.heap = new TimeHeap(slots);
    while (this.results.length < slots) this.results.push(undefined);
  }

  /** A calendar of the places, empty, for tasks that end within about `spanMs` of each other. */
  calendarFor(spanMs: Millis): CalendarQueue {
    if (this.calendar.capacity < this.slots.length) this.calendar = new CalendarQueue(this.slots.length);
    this.calendar.begin(spanMs, this.places);
    return this.calendar;
  }

  /** The busy places are those of a calendar. */
  noteRunning(calendar: CalendarQueue): void {
    this.heap.clear();
    for (const place of calendar.inOrder()) {
      this.heap.timeOf[place] = calendar.timeOf[place]!;
      this.heap.push(place);
    }
  }

  /** Room for a number of each task. */
  scratch(numTasks: number): Float64Array {
    if (this.numbers.length < numTasks) this.numbers = new Float64Array(numTasks);
    return this.numbers;
  }

  /** Room for the tasks in the order in which they end. */
  order(numTasks: number): Int32Array {
    if (this.ended.length < numTasks) this.ended = new Int32Array(numTasks);
    return this.ended;
  }

  stopAt(launched: number, nowMs: Millis, dispatchedMs: Millis): void {
    this.launched = launched;
    this.nowMs = nowMs;
    this.dispatchedMs = dispatchedMs;
  }

  /**
   * Tells the audience that the attempt in `row` has started. What it does about it comes after, as an event.
   *
   * @returns when the next event is due
   */
  tellStart(audience: ListenerBus, row: number, nowMs: Millis): Millis {
    const { tasks } = this;
    const { simulation } = this.options;
    tasks.columns.finishMs[row] = Number.NaN;
    tasks.appendRows(1);
    simulation.passTo(nowMs);
    audience.taskStart(tasks, row);
    this.horizonMs = simulation.nextEventMs;
    return this.horizonMs;
  }

  /** The same, when it has ended. */
  tellEnd(audience: ListenerBus, row: number, nowMs: Millis): Millis {
    const { simulation } = this.options;
    simulation.passTo(nowMs);
    audience.taskEnd(this.tasks, row);
    this.horizonMs = simulation.nextEventMs;
    return this.horizonMs;
  }

  /**
   * Whether an attempt may run so long, from now on, that speculation would look at it (C10).
   *
   * @param longestRunMs how long the tasks that are still to be launched run at most, @param shortestRunMs and all tasks at least.
   */
  watchOut(shortestRunMs: Millis, longestRunMs: Millis): boolean {
    const { cost } = this.options;
    const { numTasks, speculation } = this.manager;
    const overhead = cost.taskDispatchMs + cost.launchMs + cost.deserializeMs + cost.reportMs;
    let longestMs = 0;
    if (this.launched < numTasks) {
      const queued = Math.max(0, this.dispatchedMs - this.nowMs) + this.places * cost.taskDispatchMs;
      longestMs = queued + overhead + longestRunMs;
    }
    const { launchMs } = this.tasks.columns;
    for (let i = 0; i < this.heap.size; i++) {
      const row = this.firstRow + this.indices[this.heap.things[i]!]!;
      longestMs = Math.max(longestMs, this.heap.times[i]! - launchMs[row]!);
    }
    // The driver handles ends one after another, so that each may seem a little longer.
    const latestMs = longestMs + this.places * cost.statusUpdateMs;
    this.mayBeLate = latestMs > speculation!.harmlessAbove(shortestRunMs + overhead);
    return this.mayBeLate;
  }

  end(): LaneEnd {
    const { firstRow, tasks } = this;
    const { simulation } = this.options;
    const running = this.heap.inOrder().map((place): LaneTask => {
      const index = this.indices[place]!;
      const special = this.specials.get(place);
      return {
        slot: this.slots[place]!,
        executor: this.executors[place]!,
        index,
        row: firstRow + index,
        endMs: this.heap.timeOf[place]!,
        asleepUntilMs: this.asleepUntil[place]!,
        result: this.results[place],
        extras: special?.extras,
        exitCode: special?.exitCode,
      };
    });
    for (const { row } of running) tasks.columns.finishMs[row] = Number.NaN;
    // What the tasks made is kept by nobody but those who use it.
    this.results.fill(undefined, 0, this.places);
    tasks.appendRows(firstRow + this.launched - tasks.length);
    simulation.passTo(this.nowMs);
    return { dispatchedMs: this.dispatchedMs, running, mayBeLate: this.mayBeLate };
  }
}
