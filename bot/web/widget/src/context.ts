/** What a card may know and do. Cards never reach the network or the conversation in another way. */

import type { Catalogue, Values } from './i18n/catalogue';
import type { Api } from './protocol/api';
import type { Audience, Helplines } from './protocol/types';

export interface Context {
  readonly cat: Catalogue;
  readonly api: Api;
  readonly audience: Audience;
  readonly simpler: boolean;
  readonly helplines: Helplines;
  /** Only the newest answer offers its suggested replies. */
  readonly newest: boolean;
  /** Whether an earlier answer has shown the same full disclaimer: then a reminder is enough. */
  readonly reminded: boolean;
  send(words: string, shown?: string): void;
  /** Said once to assistive technology, politely. */
  announce(words: string): void;
  /** Reads aloud, or `null` where that is off or not there. */
  readonly speak: ((words: string, ended: () => void) => void) | null;
}

/** Every number that may become a telephone link where it stands in a text. */
export function phones(context: Context): string[] {
  return context.helplines.phones.map((phone) => phone.number);
}

export function emergencyNumbers(helplines: Helplines): string[] {
  return [...new Set(helplines.phones.filter((phone) => phone.kind === 'emergency').map((phone) => phone.number))];
}

/** Words that speak of "you" to the person concerned, and of a patient to a health professional. */
type Voiced = 'disclaimer.short' | 'labs.title' | 'labs.correct' | 'prognosis.care' | 'risk.whatif.reset' | 'upload.message';

export function voiced(key: Voiced, { cat, audience }: Context, values: Values = {}): string {
  return cat.t(audience === 'clinician' ? `${key}.clinician` : key, values);
}
