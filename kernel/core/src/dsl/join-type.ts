import { AnalysisException } from "../errors/index.js";
import type { JoinType } from "../plans/logical/index.js";

const JOIN_TYPES: Readonly<Record<string, JoinType>> = {
  inner: "Inner",
  left: "LeftOuter",
  leftouter: "LeftOuter",
  right: "RightOuter",
  rightouter: "RightOuter",
  full: "FullOuter",
  fullouter: "FullOuter",
  outer: "FullOuter",
  leftsemi: "LeftSemi",
  semi: "LeftSemi",
  leftanti: "LeftAnti",
  anti: "LeftAnti",
  cross: "Cross",
};

/** The join type that a name stands for. @throws AnalysisException UNSUPPORTED_JOIN_TYPE */
export function joinTypeOf(name: string): JoinType {
  const type = JOIN_TYPES[name.toLowerCase().replaceAll("_", "")];
  if (type !== undefined) return type;
  throw new AnalysisException({
    condition: "UNSUPPORTED_JOIN_TYPE",
    message: `Unsupported join type '${name}'.`,
    nextStep: `Use one of ${Object.keys(JOIN_TYPES).join(", ")}.`,
    parameters: { typ: name },
  });
}
