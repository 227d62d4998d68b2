import type { Bytes, ExecutorId, Millis } from "../base/brand.js";

/** What the pool must know of an executor that registers. */
export interface RegisteredExecutor {
  readonly host: string;
  readonly rack?: string;
  readonly cores: number;
  /** Unified memory, M of E1. */
  readonly memoryBytes: Bytes;
  /** Heap of its JVM; unknown to tests that do not care. */
  readonly heapBytes?: Bytes;
  /** What its container may use; without a limit when left out (D5). */
  readonly containerBytes?: Bytes;
  /** When its process was started; when it registers, where nothing is known of that. */
  readonly startsMs?: Millis;
}

/** An executor of the application, alive or gone. */
export interface Executor extends RegisteredExecutor {
  readonly id: ExecutorId;
  /** Number of {@link RegisteredExecutor.host} among all hosts seen. */
  readonly hostId: number;
  /** Number of its rack, −1 where racks are unknown. */
  readonly rackId: number;
  /** Its slots are this one and the following. */
  readonly firstSlot: number;
  /** Tasks that it runs at once: ⌊cores / task.cpus⌋ (C2). */
  readonly slots: number;
}

const GONE = 1;
const CLOSED = 2;
const STOPPED = 4;

/**
 * The executors of an application and which of their slots are taken. Ids count up and are never used again: a replacement is a new
 * executor. Executors with a free slot are kept as a dense list, so that offers cost what is free and not what there is.
 */
export class ExecutorPool {
  readonly executors: Executor[] = [];
  /** Hosts by number: those of executors, and those that only data lies on. */
  readonly hosts: string[] = [];
  readonly taskCpus: number;
  private readonly knowsRacks: boolean;
  private readonly hostIds: Map<string, number> = new Map();
  private readonly rackIds: Map<string, number> = new Map();
  private rackOfHost: number[] = [];
  private aliveOnHost: number[] = [];
  private aliveOnRack: number[] = [];
  private readonly flags: number[] = [];
  private readonly free: number[] = [];
  private takenSlots: Uint8Array = new Uint8Array(64);
  private numSlots = 0;
  /** Ids of the executors that are alive, smallest first: in a long run most that ever were are gone. */
  private readonly living: number[] = [];
  /** Executors that take tasks and have a free slot; `openAt` is where each stands in it, −1 for nowhere. */
  private readonly open: number[] = [];
  private readonly openAt: number[] = [];

  /** @param knowsRacks only YARN tells Spark the rack of a host; elsewhere no task waits for one (C4). */
  constructor(taskCpus = 1, knowsRacks = false) {
    this.taskCpus = taskCpus;
    this.knowsRacks = knowsRacks;
  }

  /** Executors that are alive. */
  get length(): number {
    return this.living.length;
  }

  /** Slots of all executors that ever were; slot numbers are below. */
  get slotCount(): number {
    return this.numSlots;
  }

  /** Tasks that can run at once on the executors that are alive and not about to leave. */
  get totalSlots(): number {
    return this.aliveExecutors().reduce((sum, id) => sum + this.executors[id]!.slots, 0);
  }

  /** Executors with a free slot, in no particular order: the offers. Do not keep it. */
  get openExecutors(): readonly number[] {
    return this.open;
  }

  alive(): Executor[] {
    return this.living.map((id) => this.executors[id]!);
  }

  add(registered: RegisteredExecutor): Executor {
    const id = this.executors.length;
    const slots = Math.floor(registered.cores / this.taskCpus);
    const rackId = registered.rack === undefined || !this.knowsRacks ? -1 : idOf(this.rackIds, registered.rack);
    const hostId = this.hostId(registered.host);
    this.rackOfHost[hostId] = rackId;
    const executor: Executor = { ...registered, id, hostId, rackId, firstSlot: this.numSlots, slots };
    this.executors.push(executor);
    this.flags.push(0);
    this.free.push(slots);
    this.openAt.push(-1);
    this.numSlots += slots;
    this.living.push(id);
    this.aliveOnHost[hostId] = (this.aliveOnHost[hostId] ?? 0) + 1;
    if (rackId >= 0) this.aliveOnRack[rackId] = (this.aliveOnRack[rackId] ?? 0) + 1;
    if (this.numSlots > this.takenSlots.length) {
      const wider = new Uint8Array(this.numSlots * 2);
      wider.set(this.takenSlots);
      this.takenSlots = wider;
    }
    if (slots > 0) this.openUp(id);
    return executor;
  }

  /** The executor is gone, and its slots with it. */
  remove(id: ExecutorId): void {
    if (!this.isAlive(id)) return;
    const { hostId, rackId } = this.executors[id]!;
    this.flags[id]! |= GONE;
    this.living.splice(this.living.indexOf(id), 1);
    this.aliveOnHost[hostId]!--;
    if (rackId >= 0) this.aliveOnRack[rackId]!--;
    this.closeUp(id);
  }

  /** The executor lives on but takes no new tasks: it is being decommissioned. */
  close(id: ExecutorId): void {
    this.flags[id]! |= CLOSED;
    this.closeUp(id);
  }

  /** The executor's process has ended; the driver does not know yet. */
  stop(id: ExecutorId): void {
    this.flags[id]! |= STOPPED;
  }

  /** Its process runs: its files can be fetched. */
  isRunning(id: ExecutorId): boolean {
    return (this.flags[id]! & (GONE | STOPPED)) === 0;
  }

  isAlive(id: ExecutorId): boolean {
    return id < this.flags.length && (this.flags[id]! & GONE) === 0;
  }

  isClosed(id: ExecutorId): boolean {
    return (this.flags[id]! & CLOSED) !== 0;
  }

  hasAliveOnHost(hostId: number): boolean {
    return (this.aliveOnHost[hostId] ?? 0) > 0;
  }

  hasAliveOnRack(rackId: number): boolean {
    return (this.aliveOnRack[rackId] ?? 0) > 0;
  }

  /** The number of a host; a new one for a host not seen so far. */
  hostId(host: string): number {
    const id = idOf(this.hostIds, host);
    if (id === this.hosts.length) this.hosts.push(host);
    return id;
  }

  rackOf(hostId: number): number {
    return this.rackOfHost[hostId] ?? -1;
  }

  hostOf(id: ExecutorId): number {
    return this.executors[id]!.hostId;
  }

  /** Executors that can be given tasks, sooner or later. */
  aliveExecutors(): number[] {
    return this.living.filter((id) => !this.isClosed(id));
  }

  freeSlots(id: ExecutorId): number {
    return (this.flags[id]! & (GONE | CLOSED)) === 0 ? this.free[id]! : 0;
  }

  /** Slots on which a task runs. */
  busySlots(id: ExecutorId): number {
    return this.executors[id]!.slots - this.free[id]!;
  }

  /** Takes the lowest free slot of an executor. */
  take(id: ExecutorId): number {
    let slot = this.executors[id]!.firstSlot;
    while (this.takenSlots[slot] === 1) slot++;
    this.takenSlots[slot] = 1;
    if (--this.free[id]! === 0) this.closeUp(id);
    return slot;
  }

  /** Takes this very slot. */
  takeSlot(id: ExecutorId, slot: number): void {
    this.takenSlots[slot] = 1;
    if (--this.free[id]! === 0) this.closeUp(id);
  }

  release(id: ExecutorId, slot: number): void {
    this.takenSlots[slot] = 0;
    if (this.free[id]!++ === 0 && (this.flags[id]! & (GONE | CLOSED)) === 0) this.openUp(id);
  }

  private openUp(id: ExecutorId): void {
    this.openAt[id] = this.open.length;
    this.open.push(id);
  }

  private closeUp(id: ExecutorId): void {
    const at = this.openAt[id]!;
    if (at === -1) return;
    const last = this.open.pop()!;
    if (last !== id) {
      this.open[at] = last;
      this.openAt[last] = at;
    }
    this.openAt[id] = -1;
  }
}

function idOf(ids: Map<string, number>, name: string): number {
  const known = ids.get(name);
  if (known !== undefined) return known;
  ids.set(name, ids.size);
  return ids.size - 1;
}
