import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../src/chat/conversation';
import { forget, keep, KEEP_DAYS, loadKept } from '../src/chat/keep';

const user = (words: string, delivery: 'sent' | 'failed' = 'sent'): Entry => ({ who: 'user', id: words, words, shown: words, delivery, failure: null, detail: null });
const bot: Entry = { who: 'bot', id: 'b', turn: { texts: ['hi'], buttons: [], envelope: null }, restored: false };
const DAY = 86_400_000;

beforeEach(() => localStorage.clear());

describe('keeping on this device', () => {
  it('has nothing unless asked', () => {
    expect(loadKept()).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('gives back what was said, answers marked as restored, without unanswered messages', () => {
    keep([user('a'), bot, user('b', 'failed')], 0);
    expect(loadKept(1)).toEqual([user('a'), { ...bot, restored: true }]);
  });

  it('is gone after its days, also from the storage', () => {
    keep([user('a')], 0);
    expect(loadKept(KEEP_DAYS * DAY - 1)).not.toBeNull();
    expect(loadKept(KEEP_DAYS * DAY + 1)).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('is gone when forgotten', () => {
    keep([user('a')]);
    forget();
    expect(localStorage.length).toBe(0);
  });

  it('throws away what it cannot read', () => {
    localStorage.setItem('calci.kept', '{broken');
    expect(loadKept()).toBeNull();
    expect(localStorage.length).toBe(0);
  });

  it('keeps the newest part of a conversation that is too long', () => {
    keep([user('x'.repeat(250_000)), user('y'.repeat(100_000)), user('new')], 0);
    expect(loadKept(1)?.map((entry) => entry.who === 'user' && entry.shown.slice(0, 3))).toEqual(['new']);
  });
});
