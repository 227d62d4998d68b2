/** How the machines of the cluster are, where faults have made them slower: what runs on a host is as slow as the host. */
export class HostConditions {
  private readonly slowness: Map<string, number[]> = new Map();
  private readonly disks: Map<string, number[]> = new Map();

  /** No host differs from another. */
  get areEven(): boolean {
    return this.slowness.size === 0 && this.disks.size === 0;
  }

  /** Tasks that start on the host from now on take `factor` times as long. The result takes it back. */
  slowDown(host: string, factor: number): () => void {
    return put(this.slowness, host, factor);
  }

  /** The disks of the host are no faster from now on. The result takes it back. */
  limitDisk(host: string, bytesPerMs: number): () => void {
    return put(this.disks, host, 1 / bytesPerMs);
  }

  /** Factor on the run time of tasks. */
  slownessOf(host: string): number {
    return (this.slowness.get(host) ?? []).reduce((product, factor) => product * factor, 1);
  }

  /** Milliseconds that a byte takes on the disks; 0 where they are as fast as the cost model says. */
  diskMsPerByte(host: string): number {
    return Math.max(0, ...(this.disks.get(host) ?? []));
  }
}

function put(map: Map<string, number[]>, host: string, value: number): () => void {
  const values = map.get(host) ?? [];
  values.push(value);
  map.set(host, values);
  return () => {
    const at = values.indexOf(value);
    if (at >= 0) values.splice(at, 1);
    if (values.length === 0) map.delete(host);
  };
}
