import { RunBundleError } from "./run-bundle.js";

/** Checks that a value from outside has the shape we need; `path` says where we are, for the message. */
export type Shape = (value: unknown, path: string) => void;

const fail = (path: string, wanted: string): never => {
  throw new RunBundleError(`The run bundle is malformed: ${path} is not ${wanted}.`);
};

export const text: Shape = (value, path) => {
  if (typeof value !== "string") fail(path, "a string");
};
export const finite: Shape = (value, path) => {
  if (typeof value !== "number" || !Number.isFinite(value)) fail(path, "a number");
};
export const count: Shape = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) fail(path, "a whole number ≥ 0");
};
export const flag: Shape = (value, path) => {
  if (typeof value !== "boolean") fail(path, "true or false");
};

export function oneOf(...allowed: readonly unknown[]): Shape {
  return (value, path) => {
    if (!allowed.includes(value)) fail(path, `one of ${allowed.map(String).join(", ")}`);
  };
}

export function optional(shape: Shape): Shape {
  return (value, path) => {
    if (value !== undefined) shape(value, path);
  };
}

export function listOf(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return fail(path, "a list");
    value.forEach((item, i) => {
      shape(item, `${path}[${i}]`);
    });
  };
}

/** A list with one item for each shape; more are let through. */
export function tupleOf(...shapes: readonly Shape[]): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return fail(path, "a list");
    shapes.forEach((shape, i) => {
      shape(value[i], `${path}[${i}]`);
    });
  };
}

/** An object with these fields; others are let through, so that a newer writer's additions do no harm. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(path, "an object");
    for (const name of Object.keys(shapes)) {
      shapes[name]!((value as Record<string, unknown>)[name], `${path}.${name}`);
    }
  };
}

/** An object used as a map. */
export function recordOf(shape: Shape): Shape {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(path, "an object");
    for (const [name, item] of Object.entries(value)) shape(item, `${path}.${name}`);
  };
}

/** A shape that contains itself, limited in depth so that no input can overflow the stack. */
export function nested(shape: (self: Shape) => Shape, mostLevels = 500): Shape {
  const level =
    (depth: number): Shape =>
    (value, path) => {
      if (depth > mostLevels) fail(path, `nested less than ${mostLevels} levels deep`);
      shape(level(depth + 1))(value, path);
    };
  return level(0);
}
