/** The answer to `POST /chat/session`, and the helplines in it. */

import { readTurn } from './envelope';
import { dict, each, number, text, texts, type Dict } from './read';
import type { Helplines, Phone, Session } from './types';

/** Numbers that answer somewhere without any server: neutral, never "the" number. */
export const NEUTRAL_HELPLINES: Helplines = {
  phones: [
    { label: 'EU', number: '112', kind: 'emergency' },
    { label: 'US, CA', number: '911', kind: 'emergency' },
    { label: 'UK, IE', number: '999', kind: 'emergency' },
    { label: 'US, CA', number: '988', kind: 'crisis' },
    { label: 'UK, IE, EU', number: '116 123', kind: 'crisis' },
  ],
  links: [],
};

/** A telephone number as people write it, also inside a sentence. */
const NUMBER = /\+?\d[\d ()-]{1,16}\d/g;

/** Six digits are read more easily in two groups. */
function grouped(number: string): string {
  return number.replace(/^(\d{3})(\d{3})$/, '$1 $2');
}

function numbers(value: unknown): string[] {
  const record = dict(value);
  const written = record ? texts(record.number ?? record.tel) : texts(value);
  return written.flatMap((item) => [...item.matchAll(NUMBER)].map((found) => grouped(found[0])));
}

function readPhone(record: Dict): Phone | null {
  const number = numbers(record)[0];
  if (number === undefined) return null;
  const kind = record.kind === 'emergency' || record.kind === 'crisis' ? record.kind : 'other';
  return { label: text(record.label) ?? '', number, kind };
}

/** A row with `phones`, or an older one with the numbers in `emergency` and `crisis`. */
function phonesOf(record: Dict): Phone[] {
  const listed = each(record.phones, readPhone);
  if (listed.length > 0) return listed;
  const label = text(record.region) ?? text(record.name) ?? text(record.locale) ?? '';
  const kind = (name: 'emergency' | 'crisis', value: unknown) => numbers(value).map((number): Phone => ({ label, number, kind: name }));
  return [...kind('emergency', record.emergency ?? record.emergency_number), ...kind('crisis', record.crisis ?? record.crisis_line)];
}

function readHelplines(value: unknown): Helplines {
  const phones = each(value, phonesOf).flat();
  const links = each(value, (record) => each(record.links, (link) => {
    const [label, url] = [text(link.label), text(link.url)];
    return label === null || url === null ? null : { label, url };
  })).flat();
  return phones.some((phone) => phone.kind === 'emergency') ? { phones, links } : { phones: [...NEUTRAL_HELPLINES.phones, ...phones], links };
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
  return {
    token: text(record.session) ?? '',
    fresh,
    history: each(record.history, readHistory),
    messageChars: number(dict(record.limits)?.message_chars) ?? 2000,
    helplines: record.helplines === undefined ? NEUTRAL_HELPLINES : readHelplines(record.helplines),
    version: text(record.version),
    storing: { kept: dict(record.storing)?.kept !== false, choice: dict(record.storing)?.choice === true },
  };
}
