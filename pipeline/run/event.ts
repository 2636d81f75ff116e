/** What a run reports while it goes on; the command line draws it. */
import type { CheckResult } from './manifest.ts';

export type RunEvent =
  | {
      readonly kind: 'step';
      readonly year: number;
      readonly done: number;
      readonly total: number;
      readonly label: string;
      readonly share: number;
    }
  | { readonly kind: 'check'; readonly year: number; readonly result: CheckResult }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'skipped'; readonly code: string; readonly year: number; readonly reason: string };

export type OnEvent = (event: RunEvent) => void;
