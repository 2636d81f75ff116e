/**
 * Help that fits the terminal: two columns where there is room, else what a term means below it.
 */
import { Help, type HelpConfiguration } from 'commander';
import { terminalWidth } from './terminal.ts';
import { wrap } from './wrap.ts';

/** Below this the column of options would leave too little for what they mean. */
const TWO_COLUMNS = 70;
const USUAL_WIDTH = 80;
/** Longer lines are hard to read. */
const MOST_COLUMNS = 110;

/** Columns that help is wrapped to. */
export function helpWidth(): number {
  return Math.min(MOST_COLUMNS, terminalWidth() ?? USUAL_WIDTH);
}

export const HELP: HelpConfiguration = {
  showGlobalOptions: true,
  minWidthToWrap: 20,
  commandUsage: (command) =>
    wrap(new Help().commandUsage(command), helpWidth() - 'Usage: '.length, '  ', '').join('\n'),
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? USUAL_WIDTH;
    const words = helper.styleTitle(description);
    if (width < TWO_COLUMNS) return [...wrap(term, width, '    ', '  '), ...wrap(words, width, '      ')].join('\n');
    const indent = ' '.repeat(termWidth + 4);
    return wrap(words, width, indent, `  ${term.padEnd(termWidth)}  `).join('\n');
  },
};
