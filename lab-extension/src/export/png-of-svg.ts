/** Pixels of the PNG for one of the picture: sharp on paper and on dense screens. */
const SCALE = 2;
/** Browsers refuse bigger canvases. */
const MOST_PIXELS = 16_000;

/** Paints an SVG text as a PNG. It holds nothing from outside, so the canvas may be read. @throws Error when the browser cannot */
export async function pngOfSvg(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(SCALE, MOST_PIXELS / image.width, MOST_PIXELS / image.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.width * scale);
  canvas.height = Math.ceil(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture is too big for a PNG.")) : resolve(blob)));
  });
}
