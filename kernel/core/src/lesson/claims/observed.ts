import { makeHole } from "./hole.js";
import { watchedCollection } from "./watched-collection.js";

/** One value that was read on the way to the facts: an entry of some object of the evidence. */
export interface Leaf {
  readonly owner: object;
  readonly key: unknown;
  readonly value: unknown;
  /** How it was reached first: `.jobs[0].stages[1].numTasks`. */
  readonly path: string;
}

export interface ObserveOptions {
  /** Leaves are kept, up to this many; without it they are only counted. */
  readonly keepLeaves?: number;
  /** Gives the value that is read in place of the real one. */
  readonly change?: (owner: object, key: unknown, value: unknown) => unknown;
  /** More readings than this are refused: a changed number may be the length of a loop. */
  readonly maxReads?: number;
  /** What is not there is read as a hole, from which anything can be read, where this says so. */
  readonly isHole?: (owner: object, key: unknown) => boolean;
}

/** Owns the evidence itself, where that is a plain text or number. */
const ROOT = {};
const ARRAY_METHODS = Array.prototype as unknown as Readonly<Record<PropertyKey, unknown>>;

/**
 * Watches what is read of the evidence for a claim. Everything that is reached through {@link Observation.evidence} is watched as well: entries of
 * arrays, typed arrays and maps, and what getters and methods read of their own object.
 *
 * @example
 * const observation = new Observation({ stages: [{ numTasks: 4 }] }, { keepLeaves: 10 });
 * observation.evidence.stages[0].numTasks; // 4
 * observation.leaves.map((leaf) => leaf.path); // [".stages[0].numTasks"]
 */
export class Observation<E> {
  /** The evidence, watched. */
  readonly evidence: E;
  /** How often a leaf was read. */
  reads = 0;
  /** The leaves that were read, in order of the first reading. */
  readonly leaves: Leaf[] = [];
  private readonly options: ObserveOptions;
  private readonly hole: unknown = makeHole(() => this.count());
  private readonly kept: Map<object, Set<unknown>> = new Map();
  /** One watching object for each watched one, named by the path that reached it first: equal objects stay equal. */
  private readonly watching: WeakMap<object, object> = new WeakMap();

  constructor(evidence: E, options: ObserveOptions = {}) {
    this.options = options;
    this.evidence = this.watch(evidence, ROOT, "evidence", "") as E;
  }

  /** Whether a leaf was kept. */
  has(owner: object, key: unknown): boolean {
    return this.kept.get(owner)?.has(key) === true;
  }

  private watch(value: unknown, owner: object, key: unknown, path: string): unknown {
    if (typeof value !== "object" || value === null) return this.leaf(value, owner, key, path);
    const known = this.watching.get(value);
    if (known !== undefined) return known;
    const watched = this.proxyOf(value, path);
    this.watching.set(value, watched);
    this.watching.set(watched, watched);
    return watched;
  }

  private leaf(value: unknown, owner: object, key: unknown, path: string): unknown {
    if (typeof value === "function") return value;
    this.count();
    const { change, keepLeaves = 0, isHole } = this.options;
    if (this.leaves.length < keepLeaves && !this.has(owner, key)) {
      this.leaves.push({ owner, key, value, path });
      const keys = this.kept.get(owner);
      if (keys === undefined) this.kept.set(owner, new Set([key]));
      else keys.add(key);
    }
    const read = change === undefined ? value : change(owner, key, value);
    return read === undefined && isHole?.(owner, key) === true ? this.hole : read;
  }

  private count(): void {
    const { maxReads = Number.POSITIVE_INFINITY } = this.options;
    if (++this.reads > maxReads) throw new RangeError(`more than ${maxReads} readings`);
  }

  private proxyOf(target: object, path: string): object {
    const isTyped = ArrayBuffer.isView(target);
    const isArray = isTyped || Array.isArray(target);
    const isCollection = target instanceof Map || target instanceof Set;
    const entry = (key: unknown, value: unknown): unknown =>
      this.watch(value, target, key, this.step(path, key, isArray || isCollection));
    const holder = isCollection ? watchedCollection(target, entry) : target;
    // A stand-in is wrapped and not the object itself: a frozen object would insist on its own values.
    const standIn: object = isArray ? [] : Object.create(Object.getPrototypeOf(target) as object | null);
    return new Proxy(standIn, {
      get: (_, key, receiver: unknown) => {
        if (isTyped) return entry(key, typedEntry(target, key));
        if (isCollection) return Reflect.get(holder, key, holder);
        const before = this.reads;
        const value: unknown = Reflect.get(target, key, receiver);
        // What a getter made of values that were watched is new, and nothing of the run.
        return typeof value === "object" && this.reads > before ? value : entry(key, value);
      },
      has: (_, key) => key in holder,
      ownKeys: () => [...new Set([...Reflect.ownKeys(target), ...(isArray ? ["length"] : [])])],
      getOwnPropertyDescriptor: (inner, key) => {
        if (isArray && key === "length") return Reflect.getOwnPropertyDescriptor(inner, key);
        const own = Reflect.getOwnPropertyDescriptor(target, key);
        if (own === undefined) return undefined;
        const value = entry(key, "value" in own ? own.value : Reflect.get(target, key));
        return { value, enumerable: own.enumerable ?? false, configurable: true, writable: true };
      },
    });
  }

  /** Paths are only made while leaves are kept: they cost more than the reading. */
  private step(path: string, key: unknown, isList: boolean): string {
    if (this.options.keepLeaves === undefined) return "";
    return isList && /^\d+$/.test(String(key)) ? `${path}[${key}]` : `${path}.${String(key)}`;
  }
}

/** An entry of a typed array, or the method of ordinary arrays of that name: its own works on the real memory only. */
function typedEntry(target: object, key: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, key, target);
  return typeof value === "function" ? ARRAY_METHODS[key] : value;
}
