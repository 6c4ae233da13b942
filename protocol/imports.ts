/** What importers answer: of quizzes, and of past rooms. */

/** The closed list of what can be wrong in a quiz document; pages word it by this code, with `params` in its blanks. */
export type DocumentFaultCode =
  | "characters_most"
  | "empty"
  | "entries_least"
  | "entries_most"
  | "entry_least"
  | "entry_one"
  | "file_form"
  | "id_form"
  | "id_twice"
  | "key_incomplete"
  | "key_stranger"
  | "key_twice"
  | "labels_count"
  | "language_form"
  | "least"
  | "missing"
  | "most"
  | "not_boolean"
  | "not_list"
  | "not_number"
  | "not_object"
  | "not_text"
  | "not_whole"
  | "option_id_twice"
  | "type_missing"
  | "type_unknown"
  | "unfit"
  | "unseen"
  | "value_one"
  | "values_some";

/** The closed list of what can be said of a file; pages word it by this code, with `params` in its blanks. */
export type QuizFaultCode =
  | "accept_missing"
  | "answer_long"
  | "answer_unknown"
  | "answer_unmarked"
  | "answers_more"
  | "blank_line_missing"
  | "cell_date"
  | "cell_error"
  | "cell_far"
  | "column_ignored"
  | "column_unnamed"
  | "example_row"
  | "explanation_cut"
  | "faults_more"
  | "feedback_dropped"
  | "file_damaged"
  | "file_large"
  | "file_memory"
  | "file_slow"
  | "file_unreadable"
  | "format_unknown"
  | "heading_missing"
  | "id_changed"
  | "image_missing"
  | "item_invalid"
  | "json_broken"
  | "key_apart"
  | "key_date"
  | "key_decimal"
  | "key_doubtful"
  | "key_either"
  | "key_empty_option"
  | "key_missing"
  | "key_unknown"
  | "line_stray"
  | "matching_split"
  | "media_dropped"
  | "nothing_found"
  | "option_duplicate"
  | "option_long"
  | "options_few"
  | "options_many"
  | "partial_dropped"
  | "past_room"
  | "points_unknown"
  | "question_broken"
  | "rows_swallowed"
  | "scoring_dropped"
  | "seconds_changed"
  | "sheet_hidden"
  | "sheet_skipped"
  | "stem_duplicate"
  | "stem_long"
  | "stem_missing"
  | "table_broken"
  | "title_cut"
  | "too_many_items"
  | "type_changed"
  | "type_unsupported"
  | "unfinished"
  | "version_unknown";

/** Where something stands in a file, as far as it has such places; rows and lines count from 1. */
export interface Place {
  sheet?: string;
  /** As a spreadsheet counts rows. */
  row?: number;
  line?: number;
  /** The heading of a column. */
  column?: string;
  /** In JSON: `items[2].key[0]`. */
  path?: string;
}

/** `params.cause`, where there is one, is the code of the document's fault in `params.reason`; its blanks stand beside it. */
export interface QuizFault extends Place {
  /** Error: something was left out. Note: it was kept, but changed, or it is doubtful. */
  severity: "error" | "note";
  code: QuizFaultCode;
  /** English, for developers. */
  message: string;
  params?: Record<string, string | number>;
}

/** What was read of a file; nothing of it is stored. */
export interface QuizImport<Quiz = unknown> {
  /** Null: no format that is known. */
  format: string | null;
  /** Null: no question can be kept. */
  quiz: Quiz | null;
  /** Questions that were found, kept or not. */
  rows: number;
  faults: QuizFault[];
}

/** The same for a past room. */
export type PastFaultCode =
  | "answer_unknown"
  | "any_right"
  | "archive_empty"
  | "archive_several"
  | "cell_far"
  | "code_long"
  | "columns_missing"
  | "faults_more"
  | "file_damaged"
  | "file_large"
  | "file_memory"
  | "file_slow"
  | "file_unreadable"
  | "format_unknown"
  | "id_doubtful"
  | "item_impossible"
  | "item_missing"
  | "items_many"
  | "key_missing"
  | "none_kept"
  | "number_twice"
  | "occasion_aside"
  | "occasions_several"
  | "omitted_before"
  | "people_mixed"
  | "player_missing"
  | "quiz_invalid"
  | "quote_open"
  | "rehearsal"
  | "response_missing"
  | "response_unexpected"
  | "response_unfit"
  | "row_twice"
  | "rows_none"
  | "rows_swallowed"
  | "says_correct"
  | "says_incorrect"
  | "seats_many"
  | "sessions_several"
  | "status_unknown"
  | "table_broken"
  | "team_impossible"
  | "type_unknown"
  | "untimed"
  | "versions_several"
  | "void_partly";

/** Something of a past room's file that was left out or changed, or is doubtful. */
export interface PastFault {
  /** `row 12`, `RawReportData Data row 5`, a column; empty: the whole file. */
  path: string;
  code: PastFaultCode;
  /** English, for developers. */
  message: string;
  params?: Record<string, string | number>;
}
