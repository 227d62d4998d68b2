/** What the task scheduler must know of the executors: where they are and which have room. Numbers throughout, as the cluster keeps them. */
export interface SchedulerExecutors {
  /** Executors that take tasks and have a free slot, in no particular order. */
  readonly openExecutors: readonly number[];
  /** Names of hosts by number. */
  readonly hosts: readonly string[];
  freeSlots(executor: number): number;
  hostOf(executor: number): number;
  /** −1 where racks are unknown. */
  rackOf(host: number): number;
  isAlive(executor: number): boolean;
  hasAliveOnHost(host: number): boolean;
  hasAliveOnRack(rack: number): boolean;
  /** Tasks that can run at once on the executors that are alive. */
  readonly totalSlots: number;
  /** Executors that can be given tasks: alive, and not about to leave. */
  aliveExecutors(): readonly number[];
}
