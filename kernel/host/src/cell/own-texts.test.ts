import { inspect } from "node:util";
import { expect, it } from "vitest";
import { printByOwnTexts } from "./own-texts.js";

class Base {
  readonly inside = { much: [1, 2, 3] };
  toString(): string {
    return "a base";
  }
}
class Derived extends Base {}
class Plain {
  readonly x = 1;
}
class Failure extends Error {
  override toString(): string {
    return "short";
  }
}

it("prints what has a text of its own by it, alone and inside of others", () => {
  printByOwnTexts([Base, Derived, Plain, Failure, 7, undefined, () => 1]);
  expect(inspect(new Base())).toBe("a base");
  expect(inspect([new Derived(), { kept: new Base() }])).toBe("[ a base, { kept: a base } ]");
  expect(inspect(new Plain())).toBe("Plain { x: 1 }");
  expect(inspect(new Failure("long"))).toContain("long");
  expect(inspect({ toString: () => "mine" })).toContain("[Function");
});
