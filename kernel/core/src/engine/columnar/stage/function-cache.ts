/** What a source gives: the function of its references. */
export type Factory = (references: readonly unknown[]) => unknown;

/** Sources that are kept with their functions: equal stages run the code that the engine has optimized already. */
const KEPT = 500;

const factories = new Map<string, Factory>();

/** Compiles a source, once. The text holds nothing of the user's: what the user wrote comes by reference. */
export function factoryOf(source: string): Factory {
  let factory = factories.get(source);
  if (factory === undefined) {
    factory = new Function("references", `"use strict";\n${source}`) as Factory;
    const [oldest] = factories.keys();
    if (factories.size >= KEPT && oldest !== undefined) factories.delete(oldest);
    factories.set(source, factory);
  }
  return factory;
}

let allowed: boolean | undefined;

/** Whether functions may be made of text here: a page's Content-Security-Policy can forbid it. */
export function canGenerate(): boolean {
  if (allowed === undefined) {
    try {
      allowed = new Function("return true")() === true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}
