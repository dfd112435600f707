/** What a card may know and do. Cards never reach the network or the conversation in another way. */

import type { Catalogue } from './i18n/catalogue';
import type { Api } from './protocol/api';
import type { Audience, Helpline } from './protocol/types';

export interface Context {
  readonly cat: Catalogue;
  readonly api: Api;
  readonly audience: Audience;
  readonly simpler: boolean;
  readonly helplines: readonly Helpline[];
  /** Only the newest answer offers its suggested replies. */
  readonly newest: boolean;
  /** Whether an earlier answer has shown the same full disclaimer: then a reminder is enough. */
  readonly reminded: boolean;
  send(words: string, shown?: string): void;
  /** Said once to assistive technology, politely. */
  announce(words: string): void;
  /** Reads aloud, or `null` where that is off or not there. */
  readonly speak: ((words: string) => void) | null;
}

export function phones(context: Context): string[] {
  return context.helplines.flatMap((line) => [...line.emergency, ...line.crisis]);
}

export function emergencyNumbers(helplines: readonly Helpline[]): string[] {
  return [...new Set(helplines.flatMap((line) => line.emergency))];
}
