/**
 * Where a persisted RDD's blocks may live (E7).
 *
 * @example
 * StorageLevel.MEMORY_AND_DISK.description; // "Disk Memory Deserialized 1x Replicated"
 */
export class StorageLevel {
  readonly useDisk: boolean;
  readonly useMemory: boolean;
  readonly useOffHeap: boolean;
  readonly deserialized: boolean;
  readonly replication: number;

  constructor(useDisk: boolean, useMemory: boolean, useOffHeap: boolean, deserialized: boolean, replication = 1) {
    this.useDisk = useDisk;
    this.useMemory = useMemory;
    this.useOffHeap = useOffHeap;
    this.deserialized = deserialized;
    this.replication = replication;
  }

  /** As the Spark UI's Storage tab words it. */
  get description(): string {
    const where = `${this.useDisk ? "Disk " : ""}${this.useMemory ? "Memory " : ""}${this.useOffHeap ? "(off heap) " : ""}`;
    return `${where}${this.deserialized ? "Deserialized" : "Serialized"} ${this.replication}x Replicated`;
  }

  static readonly NONE: StorageLevel = new StorageLevel(false, false, false, false);
  static readonly DISK_ONLY: StorageLevel = new StorageLevel(true, false, false, false);
  static readonly DISK_ONLY_2: StorageLevel = new StorageLevel(true, false, false, false, 2);
  static readonly DISK_ONLY_3: StorageLevel = new StorageLevel(true, false, false, false, 3);
  static readonly MEMORY_ONLY: StorageLevel = new StorageLevel(false, true, false, true);
  static readonly MEMORY_ONLY_2: StorageLevel = new StorageLevel(false, true, false, true, 2);
  static readonly MEMORY_ONLY_SER: StorageLevel = new StorageLevel(false, true, false, false);
  static readonly MEMORY_ONLY_SER_2: StorageLevel = new StorageLevel(false, true, false, false, 2);
  static readonly MEMORY_AND_DISK: StorageLevel = new StorageLevel(true, true, false, true);
  static readonly MEMORY_AND_DISK_2: StorageLevel = new StorageLevel(true, true, false, true, 2);
  static readonly MEMORY_AND_DISK_SER: StorageLevel = new StorageLevel(true, true, false, false);
  static readonly MEMORY_AND_DISK_SER_2: StorageLevel = new StorageLevel(true, true, false, false, 2);
  static readonly OFF_HEAP: StorageLevel = new StorageLevel(true, true, true, false);
}
