import type { ExecutorId, RddId } from "../base/brand.js";
import { stringHashCode } from "../base/java-hash.js";
import { JavaRandom } from "../base/java-random.js";
import { finalizeHash, mix } from "../base/murmur3-x86.js";

/** Scala's MurmurHash3.productSeed. */
const PRODUCT_SEED = 0xcafebabe;

/**
 * Peers that get copies of a block, in the order in which they are tried: Spark's RandomBlockReplicationPolicy, whose random numbers start from
 * the block's hash code, so that a block goes to the same peers each time (E7).
 *
 * @param peers the other executors
 * @param copies how many are wanted
 */
export function replicationPeers(
  rddId: RddId,
  partition: number,
  peers: readonly ExecutorId[],
  copies: number,
): readonly ExecutorId[] {
  const random = new JavaRandom(blockHashCode(rddId, partition));
  return peers.length > copies ? sample(peers, copies, random) : shuffled(peers, random);
}

/** Scala's hash code of the case class RDDBlockId. */
export function blockHashCode(rddId: RddId, partition: number): number {
  const words = [stringHashCode("RDDBlockId"), rddId, partition];
  return finalizeHash(words.reduce(mix, PRODUCT_SEED), 2);
}

/** Robert Floyd's algorithm: `count` of `all`, each subset as likely as any other. */
function sample<T>(all: readonly T[], count: number, random: JavaRandom): T[] {
  const chosen = new Set<number>();
  for (let i = all.length - count + 1; i <= all.length; i++) {
    const drawn = random.nextInt(i) + 1;
    chosen.add(chosen.has(drawn) ? i : drawn);
  }
  return [...chosen].map((i) => all[i - 1]!);
}

/** `scala.util.Random.shuffle`. */
function shuffled<T>(all: readonly T[], random: JavaRandom): T[] {
  const list = [...all];
  for (let n = list.length; n >= 2; n--) {
    const k = random.nextInt(n);
    [list[n - 1], list[k]] = [list[k]!, list[n - 1]!];
  }
  return list;
}
