import { JavaRandom } from "../base/java-random.js";

/** Parent partitions that become one. */
export interface PartitionGroup {
  readonly partitions: readonly number[];
  /** Where most of them lie, when that is known. */
  readonly host: string | undefined;
}

interface Group extends PartitionGroup {
  readonly partitions: number[];
}

/** Spark's own seed: the groups are the same in every run. */
const SEED = 7919;
/** How much fuller than another a group on the right host may be, as a share of all partitions. */
const BALANCE_SLACK = 0.1;
/** Replicas of a partition that are looked at. */
const MAX_REPLICAS = 3;

/**
 * Spark's `DefaultPartitionCoalescer` (A12). Without locations the groups are ranges; with them each group stands on a host, and partitions go
 * to a group on their own host unless that is much fuller than others.
 *
 * @param hosts hosts on which each parent partition is local; none where it does not matter
 */
export function coalescePartitions(hosts: readonly (readonly string[])[], maxPartitions: number): PartitionGroup[] {
  const groups = Math.min(hosts.length, maxPartitions);
  return hosts.every((list) => list.length === 0)
    ? ranges(hosts.length, groups)
    : new Coalescer(hosts, groups).groups();
}

function ranges(partitions: number, count: number): PartitionGroup[] {
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * partitions) / count);
    const end = Math.floor(((i + 1) * partitions) / count);
    return { partitions: Array.from({ length: end - start }, (_, k) => start + k), host: undefined };
  });
}

/** The work of one coalesce whose parent has locations. */
class Coalescer {
  private readonly hosts: readonly (readonly string[])[];
  private readonly count: number;
  private readonly random = new JavaRandom(SEED);
  private readonly all: Group[] = [];
  private readonly placed: Set<number> = new Set();
  /** Each partition with its first host, then with its second, then with its third. */
  private readonly located: readonly (readonly [host: string, partition: number])[];

  constructor(hosts: readonly (readonly string[])[], count: number) {
    this.hosts = hosts;
    this.count = count;
    this.located = Array.from({ length: MAX_REPLICAS }, (_, replica) =>
      hosts.flatMap((list, partition) => (replica < list.length ? [[list[replica]!, partition] as const] : [])),
    ).flat();
  }

  groups(): PartitionGroup[] {
    this.startOnEachHost();
    this.startOnRandomHosts();
    this.fillEmptyGroups();
    this.hosts.forEach((_, partition) => {
      if (!this.placed.has(partition)) this.place(partition, this.groupFor(partition));
    });
    return this.all.filter(({ partitions }) => partitions.length > 0);
  }

  /** A group for each host, until there are enough or the hosts have very likely all been seen. */
  private startOnEachHost(): void {
    const { count, located } = this;
    const enough = 2 * Math.trunc(Math.log(count) * count + count + 0.5);
    for (const [host, partition] of located.slice(0, enough)) {
      if (this.all.length >= count) return;
      if (!this.all.some((group) => group.host === host)) this.start(host, partition);
    }
  }

  /** The groups that are still missing, each on the host of a partition drawn at random. */
  private startOnRandomHosts(): void {
    while (this.all.length < this.count) {
      const [host, partition] = this.located[this.random.nextInt(this.located.length)]!;
      this.start(host, partition);
    }
  }

  private start(host: string, partition: number): void {
    const group: Group = { partitions: [], host };
    this.all.push(group);
    if (!this.placed.has(partition)) this.place(partition, group);
  }

  /** Every group gets a partition: first those with a location, then the others. */
  private fillEmptyGroups(): void {
    const others = this.hosts.flatMap((list, partition) => (list.length === 0 ? [partition] : []));
    for (const source of [this.located.map(([, partition]) => partition), others]) {
      const left = source[Symbol.iterator]();
      for (const group of this.all.filter(({ partitions }) => partitions.length === 0)) {
        let next = left.next();
        while (!next.done && this.placed.has(next.value)) next = left.next();
        if (!next.done) this.place(next.value, group);
      }
    }
  }

  /** The least full group on a host of the partition, or the less full of two random ones where that is better by more than the slack. */
  private groupFor(partition: number): Group {
    const near = leastFull(this.all.filter(({ host }) => host !== undefined && this.hosts[partition]!.includes(host)));
    const [first, second] = [this.random.nextInt(this.all.length), this.random.nextInt(this.all.length)].map(
      (i) => this.all[i]!,
    );
    const drawn = first!.partitions.length < second!.partitions.length ? first! : second!;
    if (near === undefined) return drawn;
    const slack = Math.trunc(BALANCE_SLACK * this.hosts.length);
    return drawn.partitions.length + slack <= near.partitions.length ? drawn : near;
  }

  private place(partition: number, group: Group): void {
    group.partitions.push(partition);
    this.placed.add(partition);
  }
}

function leastFull(groups: readonly Group[]): Group | undefined {
  return groups.reduce<Group | undefined>(
    (least, group) => (least === undefined || group.partitions.length < least.partitions.length ? group : least),
    undefined,
  );
}
