/** Gathers the problems of a catalogue, so that a person sees them all at once. */
import { type Diagnostic, type FileLocation, sortDiagnostics } from '../base/index.ts';
import { MESSAGES, type MessageCode, type MessageParams } from './messages.ts';

/** A place with the text of its line, as the parsers of files give it. */
export interface Position {
  readonly place: FileLocation;
  readonly source?: string;
}

export class Report {
  readonly #found: Diagnostic[] = [];

  add<C extends MessageCode>(code: C, position: Position, params: MessageParams<C>): void {
    const message = MESSAGES[code] as {
      severity: 'error' | 'warning';
      text: (p: unknown) => string;
      help?: (p: unknown) => string | undefined;
    };
    const help = message.help?.(params);
    this.#found.push({
      code,
      severity: message.severity,
      message: message.text(params),
      place: position.place,
      ...(position.source === undefined ? {} : { source: position.source }),
      ...(help === undefined ? {} : { help }),
    });
  }

  get diagnostics(): Diagnostic[] {
    // A line of a file that several lists read is reported once.
    const distinct = new Map(this.#found.map((d) => [JSON.stringify([d.code, d.place, d.message]), d]));
    return sortDiagnostics([...distinct.values()]);
  }

  get hasErrors(): boolean {
    return this.#found.some((d) => d.severity === 'error');
  }
}
