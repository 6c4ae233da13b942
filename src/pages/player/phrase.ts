/** A word or short phrase of several: what separates them on the server stands in none of them. */
export const phrase = (typed: string): string => typed.replace(/[,;\u3001\uff0c]/g, " ");
