/** What a quiz is kept under: its id, and before it the organiser whose it is. No id has a slash. */
export const libraryKey = (quizId: string, ownerId?: string): string =>
  ownerId === undefined ? quizId : `${ownerId}/${quizId}`;
