/** An event as it stands in a log: JSON of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A field that should be a number; logs of some versions write numbers as text. Missing or malformed ones are the fallback. */
export function numberOf(object: JsonObject, field: string, fallback = 0): number {
  const value = object[field];
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : fallback;
}

export function optionalNumber(object: JsonObject, field: string): number | undefined {
  const number = numberOf(object, field, Number.NaN);
  return Number.isNaN(number) ? undefined : number;
}

export function textOf(object: JsonObject, field: string, fallback = ""): string {
  const value = object[field];
  return typeof value === "string" ? value : fallback;
}

export function flagOf(object: JsonObject, field: string): boolean {
  return object[field] === true;
}

/** A field that should be an object; an empty one otherwise. */
export function objectOf(object: JsonObject, field: string): JsonObject {
  return asObject(object[field]);
}

export function listOf(object: JsonObject, field: string): readonly unknown[] {
  const value = object[field];
  return Array.isArray(value) ? value : [];
}

export function objectsOf(object: JsonObject, field: string): readonly JsonObject[] {
  return listOf(object, field).map(asObject);
}

export function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
