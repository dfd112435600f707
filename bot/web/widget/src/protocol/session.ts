/** The answer to `POST /chat/session`, and the helplines in it. */

import { readTurn } from './envelope';
import { dict, each, number, text, texts, type Dict } from './read';
import type { Helpline, Session } from './types';

/** Numbers that answer somewhere without any server: neutral wording, never "the" number. */
export const NEUTRAL_HELPLINES: readonly Helpline[] = [
  { region: 'EU', emergency: ['112'], crisis: ['116 123'] },
  { region: 'US, CA', emergency: ['911'], crisis: ['988'] },
  { region: 'UK', emergency: ['999'], crisis: ['116 123'] },
];

/** A telephone number as people write it, also inside a sentence. */
const NUMBER = /\+?\d[\d ()-]{1,16}\d/g;

function numbers(value: unknown): string[] {
  const record = dict(value);
  if (record) return numbers(record.number ?? record.tel ?? record.numbers ?? record.phone);
  return texts(value).flatMap((item) => [...item.matchAll(NUMBER)].map((found) => found[0]));
}

function readHelpline(record: Dict): Helpline | null {
  const region = text(record.region) ?? text(record.label) ?? text(record.name) ?? text(record.locale) ?? '';
  const place = region.toLowerCase() === 'default' ? '' : region;
  const emergency = numbers(record.emergency ?? record.emergency_number);
  const crisis = numbers(record.crisis ?? record.crisis_line);
  return emergency.length + crisis.length === 0 ? null : { region: place, emergency, crisis };
}

function readHistory(record: Dict): Session['history'][number] | null {
  if (record.who === 'user') {
    const words = text(record.text);
    return words === null ? null : { who: 'user', text: words, turn: null };
  }
  if (record.who !== 'bot') return null;
  const turn = readTurn(record.messages ?? [{ text: record.text }]);
  return turn.texts.length === 0 && turn.envelope === null ? null : { who: 'bot', text: null, turn };
}

export function readSession(value: unknown, fresh: boolean): Session {
  const record = dict(value) ?? {};
  const helplines = each(record.helplines, readHelpline);
  return {
    token: text(record.session) ?? '',
    fresh,
    history: each(record.history, readHistory),
    messageChars: number(dict(record.limits)?.message_chars) ?? 2000,
    helplines: helplines.length > 0 ? helplines : NEUTRAL_HELPLINES,
    version: text(record.version),
  };
}
