/** "Keep on this device": off unless the person turns it on, erased when turned off, and gone after a week. */

import type { Entry } from './conversation';

const KEY = 'calci.kept';
export const KEEP_DAYS = 7;
const LIMIT = 400_000;

interface Kept {
  readonly version: 1;
  readonly expires: number;
  readonly entries: readonly Entry[];
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** True when something is kept and has not expired. What has expired is erased by asking. */
export function isKept(now = Date.now()): boolean {
  return loadKept(now) !== null;
}

export function loadKept(now = Date.now()): readonly Entry[] | null {
  const store = storage();
  const raw = store?.getItem(KEY);
  if (!store || !raw) return null;
  const kept = parse(raw);
  if (kept && kept.expires > now) return kept.entries;
  store.removeItem(KEY);
  return null;
}

/** Answers false when the browser refuses to store (private window, full). Unanswered messages are not kept. */
export function keep(entries: readonly Entry[], now = Date.now()): boolean {
  const done = entries.filter((entry) => entry.who === 'bot' || entry.delivery === 'sent');
  const kept: Kept = { version: 1, expires: now + KEEP_DAYS * 86_400_000, entries: done };
  const raw = JSON.stringify(kept);
  if (raw.length > LIMIT) return done.length > 1 && keep(done.slice(Math.ceil(done.length / 2)), now);
  try {
    storage()?.setItem(KEY, raw);
    return storage() !== null;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function forget(): void {
  storage()?.removeItem(KEY);
}

function parse(raw: string): Kept | null {
  try {
    const kept = JSON.parse(raw) as Partial<Kept>;
    if (kept.version !== 1 || typeof kept.expires !== 'number' || !Array.isArray(kept.entries)) return null;
    const entries = (kept.entries as Entry[]).map((entry) => (entry.who === 'bot' ? { ...entry, restored: true } : entry));
    return { version: 1, expires: kept.expires, entries };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
