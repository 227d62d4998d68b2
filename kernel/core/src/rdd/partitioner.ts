import { javaHashCode } from "../base/java-hash.js";

/**
 * Decides which reducer a key goes to. Two equal partitioners make a join need no shuffle (A5). A program may write its own.
 *
 * @example
 * const byFirstLetter = {
 *   numPartitions: 2,
 *   getPartition: (key) => (key < "b" ? 0 : 1),
 *   equals: (other) => other === byFirstLetter,
 * };
 * await pairs.partitionBy(byFirstLetter).glom().collect(); // [[["a", 1], ["a", 3]], [["b", 2]]]
 */
export interface Partitioner {
  readonly numPartitions: number;
  getPartition(key: unknown): number;
  equals(other: Partitioner | undefined): boolean;
}

/**
 * Spark's HashPartitioner: Java's hash code modulo the number of partitions, null goes to 0 (A6).
 *
 * @example
 * new HashPartitioner(4).getPartition("spark"); // 1
 */
export class HashPartitioner implements Partitioner {
  readonly numPartitions: number;

  constructor(numPartitions: number) {
    this.numPartitions = numPartitions;
  }

  getPartition(key: unknown): number {
    if (key === null || key === undefined) return 0;
    const remainder = javaHashCode(key) % this.numPartitions;
    return remainder < 0 ? remainder + this.numPartitions : remainder;
  }

  equals(other: Partitioner | undefined): boolean {
    return other instanceof HashPartitioner && other.numPartitions === this.numPartitions;
  }
}
