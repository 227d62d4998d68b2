import type { RddId, ShuffleId } from "../base/brand.js";
import type { CallSite, RDDScope } from "../events/listener.js";
import type { RDDLineage } from "./rdd-lineage.js";

/** Hosts on which computing a partition is local, as things are now (B10). */
export type PartitionHosts = (rdd: RDDLineage<unknown>, partition: number) => readonly string[];

/**
 * What making an RDD needs from its application: ids, the call site, and the scope that the DAG view draws it in (A16).
 * Ids count from 0 for the whole application (B1).
 */
export class RDDContext {
  private rddIds = 0;
  private shuffleIds = 0;
  private scopeIds = 0;
  private scope: RDDScope | undefined;
  /** Where partitions are local, looked up anew with each call; known once there is a cluster. */
  partitionHosts: () => PartitionHosts = () => () => [];
  /** RDDs that are to be kept, as long as the program can reach them: Spark's `persistentRdds`. */
  readonly persistentRdds: Map<RddId, WeakRef<RDDLineage<unknown>>> = new Map();
  private site: CallSite = { short: "", method: "" };

  nextRddId(): RddId {
    return this.rddIds++;
  }

  nextShuffleId(): ShuffleId {
    return this.shuffleIds++;
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
