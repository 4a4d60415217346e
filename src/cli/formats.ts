// What `show` can show and `export` can write, by the names that their flags take.

/** What a model can be shown as. */
export const FORMATS = [
  "table",
  "matrix",
  "story",
  "markdown",
  "json",
  "itf",
  "dot",
  "svg",
  "mermaid",
  "plantuml",
] as const;

/** What a picture can be of. */
export const SUBJECTS = ["machine", "trace", "sequence", "graph"] as const;

/** After which stage a text can be printed. */
export const STAGES = ["tree", "model", "program", "wat"] as const;

/** The languages of other checkers that a model can be exported to. */
export const LANGUAGES = ["promela", "tla"] as const;

export type Format = (typeof FORMATS)[number];
export type Subject = (typeof SUBJECTS)[number];
export type Stage = (typeof STAGES)[number];
export type Language = (typeof LANGUAGES)[number];
