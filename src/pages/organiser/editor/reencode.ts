/** A picture from this device made small: drawn again, so that nothing but the picture itself is uploaded. */

/** The longest side, px; the most bytes the server takes; what is not even tried. */
const SIDE = 1600;
const BYTES = 1_000_000;
const READABLE_BYTES = 40 * 1024 * 1024;
const TYPES = ["image/png", "image/jpeg", "image/webp"];
const QUALITIES = [0.9, 0.8, 0.7, 0.55];
/** How much smaller it gets when no quality is small enough. */
const SHRINK = 0.75;

/** The sides of a picture that fits: never larger than it is. */
const fitted = (width: number, height: number, side = SIDE): { width: number; height: number } => {
  const scale = Math.min(1, side / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const drawn = (picture: ImageBitmap, side: number): HTMLCanvasElement => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, fitted(picture.width, picture.height, side));
  const context = canvas.getContext("2d");
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const written = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, type, quality));

/** On white: JPEG knows no transparency. */
const onWhite = (canvas: HTMLCanvasElement): HTMLCanvasElement => {
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
};

/** WebP, or JPEG where the browser writes none. */
const encoded = async (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> => {
  const webp = await written(canvas, "image/webp", quality);
  return webp?.type === "image/webp" ? webp : written(onWhite(canvas), "image/jpeg", quality);
};

/** The picture as it is uploaded; null when this is no picture that can be read. */
export const reencoded = async (file: Blob): Promise<Blob | null> => {
  if (!TYPES.includes(file.type) || file.size > READABLE_BYTES) return null;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (picture === null) return null;
  try {
    for (let side = SIDE; side >= 100; side *= SHRINK) {
      for (const quality of QUALITIES) {
        const blob = await encoded(drawn(picture, side), quality);
        if (blob !== null && blob.size <= BYTES) return blob;
      }
    }
    return null;
  } finally {
    picture.close();
  }
};
