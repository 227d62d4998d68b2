import { type JsonValue, jsonText, numberText, parseJson } from "./json-value.js";

type Step = { readonly name: string } | { readonly index: number } | { readonly all: true };

/** The steps of a path such as `$.a['b c'][0].d[*]`; undefined for one that is none. */
function stepsOf(path: string): readonly Step[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: Step[] = [];
  const pattern = /\.([^.[\]]+)|\['([^']*)'\]|\[(\d+)\]|\[\*\]|\.\*/gy;
  pattern.lastIndex = 1;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (match === null) return undefined;
    const [, name, quotedName, index] = match;
    if (index !== undefined) steps.push({ index: Number(index) });
    else if (name !== undefined || quotedName !== undefined) steps.push({ name: name ?? quotedName! });
    else steps.push({ all: true });
  }
  return steps;
}

function follow(value: JsonValue, steps: readonly Step[]): JsonValue[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if ("all" in step) return value.kind === "array" ? value.items.flatMap((item) => follow(item, rest)) : [];
  if ("index" in step) {
    const item = value.kind === "array" ? value.items[step.index] : undefined;
    return item === undefined ? [] : follow(item, rest);
  }
  if (value.kind === "array") return value.items.flatMap((item) => follow(item, steps));
  const field = value.kind === "object" ? value.fields.find(([name]) => name === step.name)?.[1] : undefined;
  return field === undefined ? [] : follow(field, rest);
}

/** What `get_json_object` finds: a string as it is, anything else as JSON; null for nothing. */
export function jsonObjectAt(text: string, path: string): string | null {
  const steps = stepsOf(path.trim());
  const root = parseJson(text);
  if (steps === undefined || root === undefined) return null;
  const found = follow(root, steps).filter((value) => value.kind !== "null");
  if (found.length === 0) return null;
  const many = steps.some((step) => "all" in step);
  if (many && found.length > 1) return `[${found.map(jsonText).join(",")}]`;
  return plainText(found[0]!);
}

function plainText(value: JsonValue): string {
  if (value.kind === "string") return value.value;
  return value.kind === "number" ? numberText(value.text) : jsonText(value);
}

/** The top-level fields of these names, as `json_tuple` gives them. */
export function jsonTuple(text: string | null, names: readonly (string | null)[]): readonly (string | null)[] {
  const root = text === null ? undefined : parseJson(text);
  const fields = root?.kind === "object" ? new Map(root.fields) : new Map<string, JsonValue>();
  return names.map((name) => {
    const value = name === null ? undefined : fields.get(name);
    return value === undefined || value.kind === "null" ? null : plainText(value);
  });
}
