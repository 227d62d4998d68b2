import { nearestNames } from "../../base/nearest-name.js";

/** Something that is not as a bank should be: where, and what. */
export interface ShapeProblem {
  /** `questions[2].choices.b`. */
  readonly path: string;
  readonly message: string;
}

/** Checks plain data and gives it back typed; what is wrong is told to `problem`. */
export type Shape<T> = (value: unknown, path: string, problem: (problem: ShapeProblem) => void) => T;

/** What a shape's values are. */
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

export const words: Shape<string> = (value, path, problem) => {
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  const plain = typeof value === "number" || typeof value === "boolean";
  problem({ path, message: `should be text, and is ${kindOf(value)}${plain ? ": put it in quotes" : ""}` });
  return "";
};

export const amount: Shape<number> = (value, path, problem) => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  problem({ path, message: `should be a number, and is ${kindOf(value)}` });
  return 0;
};

export const truth: Shape<boolean> = (value, path, problem) => {
  if (typeof value !== "boolean") problem({ path, message: `should be true or false, and is ${kindOf(value)}` });
  return value === true;
};

/** A text that matches a pattern, such as an id. */
export function pattern(expression: RegExp, like: string): Shape<string> {
  return (value, path, problem) => {
    const text = words(value, path, problem);
    if (text !== "" && !expression.test(text)) problem({ path, message: `should look like ${like}, and is "${text}"` });
    return text;
  };
}

export function anyOf<const T extends string>(...values: readonly T[]): Shape<T> {
  return (value, path, problem) => {
    if (values.includes(value as T)) return value as T;
    problem({ path, message: `should be one of ${values.join(", ")}, and is ${kindOf(value)}` });
    return values[0]!;
  };
}

export function listOf<T>(entry: Shape<T>): Shape<readonly T[]> {
  return (value, path, problem) => {
    if (!Array.isArray(value)) problem({ path, message: `should be a list, and is ${kindOf(value)}` });
    return Array.isArray(value) ? value.map((one, i) => entry(one, `${path}[${i}]`, problem)) : [];
  };
}

/** A record with keys of the author's choice, such as the choices of a question. */
export function mapOf<T>(entry: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, path, problem) => {
    const fields = fieldsOf(value, path, problem);
    return Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, entry(one, `${path}.${key}`, problem)]));
  };
}

/** A record with these keys and, if they are there, those of `optional`. */
export function record<
  R extends Readonly<Record<string, Shape<unknown>>>,
  O extends Readonly<Record<string, Shape<unknown>>>,
>(
  required: R,
  optional: O,
): Shape<{ readonly [K in keyof R]: ShapeOf<R[K]> } & { readonly [K in keyof O]?: ShapeOf<O[K]> }> {
  const known = [...Object.keys(required), ...Object.keys(optional)];
  return (value, path, problem) => {
    const fields = fieldsOf(value, path, problem);
    const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
    for (const key of Object.keys(fields).filter((name) => !known.includes(name))) {
      const [nearest] = nearestNames(key, known, 1);
      problem({ path: at(key), message: `is not known here; did you mean ${nearest}?` });
    }
    const missing = Object.keys(required).filter((key) => !(key in fields));
    for (const key of missing) problem({ path: at(key), message: "is missing" });
    const present = Object.entries({ ...required, ...optional }).filter(([key]) => key in fields);
    return Object.fromEntries(present.map(([key, shape]) => [key, shape(fields[key], at(key), problem)])) as never;
  };
}

function fieldsOf(
  value: unknown,
  path: string,
  problem: (problem: ShapeProblem) => void,
): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  problem({ path: path === "" ? "it" : path, message: `should have named entries, and is ${kindOf(value)}` });
  return {};
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a record";
  return typeof value === "string" ? `"${value.slice(0, 40)}"` : String(value);
}
