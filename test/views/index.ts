export { openCardPages } from "./card-pages.js";
export { savePictures } from "./pictures.js";
export { report } from "./report.js";
export { measureScale } from "./scale.js";
