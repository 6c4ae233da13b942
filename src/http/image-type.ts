/** The largest image a quiz may bear, bytes. */
export const IMAGE_BYTES = 1024 * 1024;

/** The media type a file's first bytes prove, never what its name or sender says; undefined for all but the three. */
export const imageType = (bytes: Uint8Array): "image/png" | "image/jpeg" | "image/webp" | undefined => {
  const starts = (at: number, ...signs: number[]) => signs.every((sign, index) => bytes[at + index] === sign);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return "image/webp";
  return undefined;
};
