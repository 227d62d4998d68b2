import type { ExecutorId } from "../base/brand.js";
import type { ExecutorPool } from "./executor-pool.js";

/** What a byte costs on its way, as a share of the way between two machines of a rack (modelled): within a machine, and through the uplinks that racks share. */
const WITHIN_MACHINE = 0.25;
const BETWEEN_RACKS = 2;

/** How dear reading over the network is, by how far the data is from the task's executor (C4). Where racks are not known, all machines are in one. */
export class NetworkDistance {
  private readonly pool: ExecutorPool;

  constructor(pool: ExecutorPool) {
    this.pool = pool;
  }

  /** Of what another executor holds. */
  toExecutor(holder: ExecutorId, reader: ExecutorId): number {
    const { pool } = this;
    return holder === reader ? 0 : this.between(pool.hostOf(holder), pool.hostOf(reader)) || WITHIN_MACHINE;
  }

  /** Of what lies on the disks of machines, from the nearest one; nothing from the reader's own. */
  toHosts(hosts: readonly string[], reader: ExecutorId): number {
    const { pool } = this;
    return Math.min(...hosts.map((host) => this.between(pool.hostId(host), pool.hostOf(reader))));
  }

  private between(one: number, other: number): number {
    if (one === other) return 0;
    return this.pool.rackOf(one) === this.pool.rackOf(other) ? 1 : BETWEEN_RACKS;
  }
}
