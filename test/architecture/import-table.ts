/** Every part of the core may use these; of `ports` only the types. */
export const COMMON: readonly string[] = ["base", "errors", "types", "conf", "ports (types)"];

/**
 * Who may import whom inside `kernel/core/src`, by top folder (or file: `ports.ts` is `ports`). Data goes one way:
 * dsl → plans → rdd → scheduler → cluster → events, and nothing flows back. `x (types)` allows `import type` only.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  events: [],
  rdd: ["events (types)"],
  plans: ["rdd (types)", "events (types)"],
  analyzer: ["plans"],
  optimizer: ["plans"],
  engine: ["plans", "rdd"],
  modelled: ["plans", "rdd", "engine"],
  planner: ["plans", "rdd", "engine", "modelled", "backend (types)", "events (types)"],
  query: ["analyzer", "optimizer", "planner", "plans", "rdd", "engine", "backend", "events"],
  dsl: ["plans", "rdd", "modelled", "backend", "events", "ledger (types)"],
  platform: [],
  memory: [],
  driver: [],
  scheduler: ["rdd", "events", "backend", "driver"],
  cluster: ["rdd", "engine", "events", "memory", "scheduler (types)"],
  sim: ["scheduler", "cluster", "driver", "events", "rdd", "backend", "platform (types)"],
  ledger: ["events"],
  lesson: ["events", "ledger", "advisor"],
  advisor: ["events", "ledger"],
  backend: ["plans (types)", "rdd (types)", "events (types)"],
};

/** The ground floor: these use one another in this order only. */
export const GROUND: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  base: ["errors"],
  types: ["base", "errors"],
  conf: ["base", "errors", "types"],
  ports: ["base", "types"],
};

/** The composition root, the session that holds it, and the list of public names see everything. */
export const ROOTS: readonly string[] = ["local", "session", "index"];

/** Views know events, what is counted over them alone, and what lessons say: what they import from `@stageplay/core` comes from these folders. */
export const VIEW_MAY_USE_OF_CORE: readonly string[] = ["events", "base", "types", "errors", "ledger", "lesson"];
