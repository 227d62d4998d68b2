export { about, atLeast, atMost, between, oneOf, within } from "./make-matchers.js";
export {
  type ByteUnit,
  isMatcher,
  type Matcher,
  type Measure,
  matches,
  type OneOfMatcher,
  parseQuantity,
  type RangeMatcher,
  type TimeUnit,
  unitOf,
} from "./matcher.js";
