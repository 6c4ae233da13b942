/**
 * Every error code that leaves the server, with the sentence sent beside it.
 * Clients branch on the code; the sentence is for developers' logs (pages translate the code).
 */
export const ERRORS = {
  already_responded: "This seat has already responded to this round.",
  attempt_reused: "This attempt was already used with other content.",
  code_invalid: "The participant code is five letters or digits, without 0, O, 1, I and L.",
  comparison_empty: "The two rooms share no scored item.",
  image_invalid: "The image is not a PNG, JPEG or WebP file of at most 1 MB.",
  import_invalid: "The file cannot be read as a past room; the faults say where and why.",
  internal: "Something went wrong on the server; nothing was changed.",
  invalid_payload: "The payload does not have the documented shape.",
  invalid_quiz: "The quiz document has faults.",
  nickname_invalid: "The nickname is empty, too long, or has characters that cannot be seen.",
  nickname_taken: "Somebody in this room already has this nickname, or one that looks like it.",
  not_found: "There is nothing at this address.",
  not_joined: "This socket has no seat in a room.",
  not_open: "The round is not open for responses now.",
  payload_too_large: "The message is larger than the documented limit.",
  person_taken: "Somebody has already joined as this person; with the person's code one comes back.",
  person_unknown: "The list of this room has no such person.",
  player_not_found: "There is no such player in this room.",
  protocol_unsupported: "This protocol version is not spoken here; reload the page.",
  quiz_not_found: "There is no quiz with this id.",
  rate_limited: "Too many messages; wait a moment.",
  removed: "The host has removed this seat from the room.",
  room_full: "The room has no free seat.",
  room_locked: "The host has locked the room.",
  room_not_found: "There is no live room with this PIN.",
  round_closed: "The round is closed.",
  round_unknown: "The room has not reached a round with this number.",
  stale_version: "The room has moved on; look at the current snapshot.",
  store_unavailable: "The store does not answer now; nothing was acknowledged, try again.",
  unauthorized: "This needs a right that the connection does not have.",
  unknown_event: "There is no event with this name in this namespace.",
  workshop_not_found: "There is no workshop with this id.",
  wrong_phase: "The command does not fit the phase the room is in.",
} as const;

export type ErrorCode = keyof typeof ERRORS;
