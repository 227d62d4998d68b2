import type { Bytes } from "../base/brand.js";

/** A place for a container. */
export interface Placement {
  readonly host: string;
  readonly rack: string;
}

export interface HostInventoryOptions {
  /** Machines; undefined for a cluster that has as many as are needed. */
  readonly hosts: number | undefined;
  readonly coresPerHost: number;
  readonly memoryPerHost: Bytes;
  readonly hostsPerRack: number;
}

/** The machines of a cluster and what is free on them. Containers go round the machines, as far as they fit. */
export class HostInventory {
  private readonly options: HostInventoryOptions;
  private readonly freeCores: number[] = [];
  private readonly freeMemory: number[] = [];
  private readonly lost: Set<number> = new Set();
  private next = 0;
  /** Hosts below this number are known to have no room for a container of this size: they are not looked at again. */
  private full = { cores: 0, memory: 0, below: 0 };

  constructor(options: HostInventoryOptions) {
    this.options = options;
    for (let i = 0; i < (options.hosts ?? 0); i++) this.add();
  }

  get length(): number {
    return this.freeCores.length;
  }

  /** Memory of the whole cluster; Infinity when it grows as needed. */
  get totalMemory(): Bytes {
    return this.options.hosts === undefined ? Number.POSITIVE_INFINITY : this.length * this.options.memoryPerHost;
  }

  /** Places a container; undefined when no machine has room. */
  place(cores: number, memory: Bytes): Placement | undefined {
    const { coresPerHost, memoryPerHost } = this.options;
    if (cores > coresPerHost || memory > memoryPerHost) return undefined;
    const known = this.full.cores === cores && this.full.memory === memory ? this.full.below : 0;
    const open = this.length - known;
    const first = Math.max(this.next, known) - known;
    for (let tried = 0; tried < open; tried++) {
      const host = known + ((first + tried) % open);
      if (this.freeCores[host]! < cores || this.freeMemory[host]! < memory || this.lost.has(host)) continue;
      this.next = (host + 1) % this.length;
      return this.take(host, cores, memory);
    }
    this.full = { cores, memory, below: this.length };
    if (this.options.hosts !== undefined) return undefined;
    this.add();
    return this.take(this.length - 1, cores, memory);
  }

  /** Gives back what a container had. */
  free(host: string, cores: number, memory: Bytes): void {
    const index = hostIndex(host);
    this.full.below = Math.min(this.full.below, index);
    this.freeCores[index]! += cores;
    this.freeMemory[index]! += memory;
  }

  /** The machine is gone: nothing is placed there any more. */
  lose(host: string): void {
    this.lost.add(hostIndex(host));
  }

  private add(): void {
    this.freeCores.push(this.options.coresPerHost);
    this.freeMemory.push(this.options.memoryPerHost);
  }

  private take(index: number, cores: number, memory: Bytes): Placement {
    this.freeCores[index]! -= cores;
    this.freeMemory[index]! -= memory;
    return placementOf(index, this.options.hostsPerRack);
  }
}

/** Names of a machine, counted from 0, and of its rack. */
export function placementOf(index: number, hostsPerRack: number): Placement {
  return { host: `host-${index + 1}`, rack: `rack-${Math.floor(index / hostsPerRack) + 1}` };
}

/** The number of a machine, counted from 0. */
export function hostIndex(host: string): number {
  return Number(host.slice("host-".length)) - 1;
}
