/** Addresses of a quiz's images: file name -> address, from file name -> content hash. */
export const imageUrls = (images: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(images).map(([file, hash]) => [file, `/images/${hash}`]));
