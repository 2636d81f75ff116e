/** What a refresh reports while it goes on: progress on a terminal, lines of a log, or nothing. */
import type { RefreshEvent } from '../refresh/index.ts';
import { gatherFindings } from './findings.ts';
import { type LogFormat, writeLog } from './log.ts';
import { startProgress } from './progress.ts';
import { stageLines } from './stage-lines.ts';

export interface Listener {
  readonly onEvent: (event: RefreshEvent) => void;
  /** Ends the progress and prints what was found on the way. */
  readonly end: () => void;
}

/** A listener to a refresh: a line of progress, or one JSON object a line. */
export function listen(format: LogFormat): Listener {
  return format === 'json' ? logEvents() : showProgress();
}

function showProgress(): Listener {
  const progress = startProgress();
  const onStage = stageLines();
  const findings = gatherFindings();
  return {
    onEvent(event) {
      if (event.kind === 'stage') onStage(event.stage, event.phase);
      if (event.kind === 'step')
        progress.show((event.done + event.share) / event.total, `${event.year} ${event.label}`);
      else if (event.kind === 'release') progress.show(event.done / event.total, event.label);
      else if (event.kind === 'stage') progress.show(event.stage.name === 'plan' ? 0 : 0.99, event.stage.purpose);
      else if (event.kind === 'check' || event.kind === 'skipped' || event.kind === 'warning') findings.add(event);
    },
    end() {
      progress.end();
      for (const line of findings.lines()) progress.say(line);
    },
  };
}

/** Steps are logged when they begin: their progress is of no use in a log. */
function logEvents(): Listener {
  return {
    onEvent(event) {
      switch (event.kind) {
        case 'stage':
          writeLog('info', 'stage', { stage: event.stage.name, phase: event.phase, items: event.items });
          return;
        case 'item':
          writeLog('info', 'item', { ...event.item });
          return;
        case 'step':
          if (event.share === 0)
            writeLog('info', 'step', { year: event.year, step: event.label, done: event.done, of: event.total });
          return;
        case 'release':
          writeLog('info', 'release', { step: event.label, done: event.done, of: event.total });
          return;
        case 'check': {
          const { check, severity, outcome, offending, examined, tolerance } = event.result;
          const level = outcome === 'pass' || outcome === 'tolerated' ? 'info' : severity;
          writeLog(level, 'check', { year: event.year, check, outcome, offending, examined, tolerance });
          return;
        }
        case 'gate': {
          const level = { pass: 'info', accepted: 'warning', fail: 'error' } as const;
          writeLog(level[event.result.outcome], 'gate', { ...event.result });
          return;
        }
        case 'warning':
          writeLog('warning', 'delivery', { message: event.message });
          return;
        case 'skipped':
          writeLog('info', 'skipped', { code: event.code, year: event.year, reason: event.reason });
          return;
        default:
          unreachable(event);
      }
    },
    end() {},
  };
}

function unreachable(event: never): never {
  throw new Error(`no way to log ${JSON.stringify(event)}`);
}
