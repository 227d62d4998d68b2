export { MISCONCEPTIONS } from "./misconceptions.js";
export { recogniseMisconceptions } from "./recognise.js";
