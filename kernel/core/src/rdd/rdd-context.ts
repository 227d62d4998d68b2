import type { RddId, ShuffleId } from "../base/brand.js";
import type { CallSite, RDDScope } from "../events/listener.js";
import type { ShuffleDependency } from "./dependency.js";
import type { RDDLineage } from "./rdd-lineage.js";

/** Where blocks and shuffle outputs lie, for those who group partitions by place. */
export interface BlockLocations {
  /** Host of the cached block of a partition. */
  cachedHost(rdd: RDDLineage<unknown>, partition: number): string | undefined;
  /** Hosts that hold a good part of what a reducer reads; none before the maps have run (B10). */
  shuffleHosts(shuffle: ShuffleDependency<unknown>, reducer: number): readonly string[];
}

const NOWHERE: BlockLocations = { cachedHost: () => undefined, shuffleHosts: () => [] };

/**
 * What making an RDD needs from its application: ids, the call site, and the scope that the DAG view draws it in (A16).
 * Ids count from 0 for the whole application (B1).
 */
export class RDDContext {
  private rddIds = 0;
  private shuffleIds = 0;
  private scopeIds = 0;
  private scope: RDDScope | undefined;
  /** Known once there is a cluster. */
  locations: BlockLocations = NOWHERE;
  private site: CallSite = { short: "", method: "" };

  nextRddId(): RddId {
    return this.rddIds++;
  }

  nextShuffleId(): ShuffleId {
    return this.shuffleIds++;
  }

  /**
   * Hosts on which computing a partition is local: that of its cached block, else what the RDD itself prefers, else the first narrow
   * parent that has some (B10).
   */
  preferredHosts(last: RDDLineage<unknown>, partition: number): readonly string[] {
    const waiting: [RDDLineage<unknown>, number][] = [[last, partition]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [rdd, index] = next;
      const cached = this.locations.cachedHost(rdd, index);
      if (cached !== undefined) return [cached];
      const own = rdd.isCheckpointed ? [] : rdd.preferredHosts(index);
      if (own.length > 0) return own;
      for (const dependency of [...rdd.dependencies].reverse()) {
        if (dependency.kind !== "narrow") continue;
        for (const parent of [...dependency.parents(index)].reverse()) waiting.push([dependency.rdd, parent]);
      }
    }
    return [];
  }

  get currentScope(): RDDScope | undefined {
    return this.scope;
  }

  get currentCallSite(): CallSite {
    return this.site;
  }

  /** Runs an RDD API method: the outermost one names the scope and the call site, nested ones do not (A16). */
  withScope<T>(name: string, callSite: CallSite, body: () => T): T {
    if (this.scope !== undefined) return body();
    return this.inside({ id: String(this.scopeIds++), name }, callSite, body);
  }

  /** Runs the execution of a physical operator: it opens a scope of its own whatever surrounds it (A16). */
  withOperatorScope<T>(name: string, callSite: CallSite, body: () => T): T {
    return this.inside({ id: String(this.scopeIds++), name }, callSite, body);
  }

  private inside<T>(scope: RDDScope, callSite: CallSite, body: () => T): T {
    const [oldScope, oldSite] = [this.scope, this.site];
    this.scope = scope;
    this.site = callSite;
    try {
      return body();
    } finally {
      this.scope = oldScope;
      this.site = oldSite;
    }
  }
}
