export type { Answer, AnswerValue, Column } from './answer.ts';
export { setParameters } from './ask-question.ts';
export { type Suggestion, suggestNext } from './complete.ts';
export { FORMATS, type FormatName, type TableOptions } from './formats/index.ts';
export { type Asking, type Explorer, type ExplorerRequest, openExplorer, type Parameters } from './open-explorer.ts';
export { findQuestion, type Question, readQuestion, readQuestions } from './question.ts';
export { type Split, splitStatements } from './split-statements.ts';
export { type WorkViews, workViews } from './work-views.ts';
