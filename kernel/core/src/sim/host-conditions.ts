/** How fast a machine works. */
export interface HostPace {
  /** Factor on the run time of tasks. */
  readonly slowness: number;
  /** Milliseconds that a byte takes on the disks; 0 where they are as fast as the cost model says. */
  readonly diskMsPerByte: number;
}

/** How the machines of the cluster are, where faults have made them slower: what runs on a host is as slow as the host. */
export class HostConditions {
  /** Told when the pace of a host has changed, for what runs there. */
  onChange: (host: string, before: HostPace, after: HostPace) => void = () => {};
  private readonly slowness: Map<string, number[]> = new Map();
  private readonly disks: Map<string, number[]> = new Map();

  /** No host differs from another. */
  get areEven(): boolean {
    return this.slowness.size === 0 && this.disks.size === 0;
  }

  /** Work on the host takes `factor` times as long from now on. The result takes it back. */
  slowDown(host: string, factor: number): () => void {
    return this.put(this.slowness, host, factor);
  }

  /** The disks of the host are no faster from now on. The result takes it back. */
  limitDisk(host: string, bytesPerMs: number): () => void {
    return this.put(this.disks, host, 1 / bytesPerMs);
  }

  paceOf(host: string): HostPace {
    return {
      slowness: (this.slowness.get(host) ?? []).reduce((product, factor) => product * factor, 1),
      diskMsPerByte: Math.max(0, ...(this.disks.get(host) ?? [])),
    };
  }

  private put(map: Map<string, number[]>, host: string, value: number): () => void {
    this.change(host, () => map.set(host, [...(map.get(host) ?? []), value]));
    return () =>
      this.change(host, () => {
        const values = [...(map.get(host) ?? [])];
        const at = values.indexOf(value);
        if (at >= 0) values.splice(at, 1);
        if (values.length === 0) map.delete(host);
        else map.set(host, values);
      });
  }

  private change(host: string, change: () => void): void {
    const before = this.paceOf(host);
    change();
    this.onChange(host, before, this.paceOf(host));
  }
}
