/** The conversation without any screen: what was said, what still has to be sent, and what went wrong. */

import { CallError, type Api, type Failure } from '../protocol/api';
import { NEUTRAL_HELPLINES } from '../protocol/session';
import type { Audience, Helplines, Session, Storing, Turn } from '../protocol/types';

export type Delivery = 'waiting' | 'sending' | 'sent' | 'failed';

export interface UserEntry {
  readonly who: 'user';
  readonly id: string;
  /** What the person sees; `words` is what is sent (a button's payload differs). */
  readonly shown: string;
  readonly words: string;
  readonly delivery: Delivery;
  readonly failure: Failure | null;
  readonly detail: string | null;
}

export interface BotEntry {
  readonly who: 'bot';
  readonly id: string;
  readonly turn: Turn;
  /** Restored from an earlier visit: shown, but not announced. */
  readonly restored: boolean;
}

export type Entry = UserEntry | BotEntry;
export type State = 'starting' | 'ready' | 'unreachable';

export interface Timing {
  /** Milliseconds before the n-th repeat (from 0) of something that the network refused. */
  retryAfter(attempt: number): number;
  /** The same words within this time are one message (a double tap). */
  doubleTap: number;
}

export const TIMING: Timing = { retryAfter: (n) => Math.min(2000 * 2 ** n, 30_000), doubleTap: 800 };

/** Said in words ("I am a nurse"), the role changes too. Another answer in another voice does not change it. */
const ROLES: Readonly<Record<string, Audience>> = { set_role_clinician: 'clinician', set_role_patient: 'patient' };

export class Conversation extends EventTarget {
  entries: readonly Entry[] = [];
  state: State = 'starting';
  offline = false;
  helplines: Helplines = NEUTRAL_HELPLINES;
  messageChars = 2000;
  version: string | null = null;
  /** Whether the server stores the conversation, and whether that can be chosen. */
  storing: Storing = { kept: true, choice: false };
  audience: Audience = 'patient';
  locale = 'en';
  private pumping = false;
  private attempts = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last = { words: '', at: -Infinity };
  private generation = 0;

  constructor(
    private readonly api: Api,
    private readonly timing: Timing = TIMING,
    private readonly clock: () => number = () => performance.now(),
  ) {
    super();
  }

  /** True while an answer is being waited for. */
  get busy(): boolean {
    return this.entries.some((entry) => entry.who === 'user' && entry.delivery === 'sending');
  }

  async start(): Promise<void> {
    const generation = this.generation;
    try {
      const session = await this.api.session(this.audience, this.locale, this.wish);
      if (generation !== this.generation) return;
      this.opened(session);
      void this.pump();
    } catch (error) {
      if (generation === this.generation) this.unreachable(known(error));
    }
  }

  /** Who chose not to be stored is not stored in a conversation that follows either. */
  private get wish(): false | undefined {
    return this.storing.kept ? undefined : false;
  }

  /** Stores nothing from now on; or stores again, in a new conversation (event `erased`). */
  async store(on: boolean): Promise<void> {
    const session = await this.api.session(this.audience, this.locale, on);
    if (on && session.fresh) {
      this.entries = [];
      this.dispatchEvent(new Event('erased'));
    }
    this.opened(session);
  }

  /** Queues what the person said. Answers false when there is nothing to send or it was a double tap. */
  send(words: string, shown: string = words): boolean {
    if (words.trim() === '' || [...words].length > this.messageChars) return false;
    const now = this.clock();
    if (this.last.words === words && now - this.last.at < this.timing.doubleTap) return false;
    this.last = { words, at: now };
    this.add({ who: 'user', id: newId(), words, shown, delivery: 'waiting', failure: null, detail: null });
    void this.pump();
    return true;
  }

  retry(id: string): void {
    this.change(id, { delivery: 'waiting', failure: null, detail: null });
    void this.pump();
  }

  /** Removes a message that was never answered, so that the person can write it anew. */
  withdraw(id: string): string {
    const entry = this.entries.find((item) => item.id === id);
    this.entries = this.entries.filter((item) => item.id !== id);
    this.changed();
    return entry?.who === 'user' ? entry.shown : '';
  }

  /** The network came back, or the person asked: try everything that waits. */
  wake(): void {
    this.attempts = 0;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.state === 'ready') void this.pump();
    else void this.start();
  }

  wentOffline(): void {
    this.offline = true;
    this.changed();
  }

  /** Erases the conversation on the server and here (event `erased`), then begins a new one. */
  async erase(): Promise<void> {
    try {
      await this.api.erase();
    } catch (error) {
      void this.pump();
      throw error;
    }
    this.close();
    this.entries = [];
    this.last = { words: '', at: -Infinity };
    this.state = 'starting';
    this.changed();
    this.dispatchEvent(new Event('erased'));
    await this.start();
  }

  /** Forgets timers and calls under way (the element leaves the page). */
  close(): void {
    this.generation += 1;
    this.pumping = false;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.api.abort();
  }

  /** Entries kept on the device by an earlier visit, shown when the server has none. */
  restore(entries: readonly Entry[]): void {
    if (this.entries.length > 0) return;
    this.entries = entries;
    this.changed();
  }

  private opened(session: Session): void {
    this.state = 'ready';
    this.offline = false;
    this.helplines = session.helplines;
    this.messageChars = session.messageChars;
    this.version = session.version;
    this.storing = session.storing;
    const unsent = this.entries.filter((entry) => entry.who === 'user' && entry.delivery !== 'sent');
    if (session.history.length > 0) this.entries = [...fromHistory(session), ...unsent];
    this.changed();
    this.dispatchEvent(new CustomEvent('opened', { detail: { fresh: session.history.length === 0 } }));
  }

  private unreachable(error: CallError): void {
    if (error.kind === 'aborted') return;
    this.state = 'unreachable';
    this.offline = error.kind === 'offline';
    this.changed();
    this.later(error.wait);
  }

  private async pump(): Promise<void> {
    if (this.pumping || this.state !== 'ready' || this.timer !== null) return;
    this.pumping = true;
    const generation = this.generation;
    try {
      for (let next = this.next(); next !== null; next = this.next()) {
        const goOn = await this.deliver(next);
        if (generation !== this.generation || !goOn) break;
      }
    } finally {
      if (generation === this.generation) this.pumping = false;
    }
  }

  private next(): UserEntry | null {
    const waiting = this.entries.find((entry) => entry.who === 'user' && entry.delivery === 'waiting');
    return waiting?.who === 'user' ? waiting : null;
  }

  private async deliver(entry: UserEntry, renewed = false): Promise<boolean> {
    const generation = this.generation;
    this.change(entry.id, { delivery: 'sending' });
    try {
      const turn = await this.api.message(entry.id, entry.words, this.audience);
      if (generation !== this.generation) return false;
      this.answered(entry.id, turn);
      return true;
    } catch (thrown) {
      const error = known(thrown);
      if (generation !== this.generation) return false;
      if (error.kind === 'session' && !renewed && (await this.renew())) return this.deliver(entry, true);
      return this.failed(entry, error);
    }
  }

  private async renew(): Promise<boolean> {
    try {
      await this.api.session(this.audience, this.locale, this.wish);
      return true;
    } catch (error) {
      known(error);
      return false;
    }
  }

  private answered(id: string, turn: Turn): void {
    this.attempts = 0;
    this.offline = false;
    this.change(id, { delivery: 'sent', failure: null, detail: null }, false);
    const at = this.entries.findIndex((entry) => entry.id === id) + 1;
    const answer: BotEntry = { who: 'bot', id: `${id}-answer`, turn, restored: false };
    this.entries = [...this.entries.slice(0, at), answer, ...this.entries.slice(at)];
    if (turn.envelope?.stored === false) this.storing = { ...this.storing, kept: false };
    this.audience = ROLES[turn.envelope?.label ?? ''] ?? this.audience;
    this.changed();
    this.dispatchEvent(new CustomEvent<BotEntry>('answer', { detail: answer }));
  }

  /** Answers true when the next message may be tried. */
  private failed(entry: UserEntry, error: CallError): boolean {
    if (error.kind === 'aborted') {
      this.change(entry.id, { delivery: 'waiting' });
      return false;
    }
    if (error.kind === 'offline') {
      this.offline = true;
      this.change(entry.id, { delivery: 'waiting', failure: 'offline', detail: null });
      this.later(null);
      return false;
    }
    this.change(entry.id, { delivery: 'failed', failure: error.kind, detail: error.detail });
    this.dispatchEvent(new CustomEvent('failed', { detail: error.kind }));
    return true;
  }

  private later(seconds: number | null): void {
    if (this.timer !== null) clearTimeout(this.timer);
    const wait = seconds === null ? this.timing.retryAfter(this.attempts) : seconds * 1000;
    this.attempts += 1;
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.state === 'ready') void this.pump();
      else void this.start();
    }, wait);
  }

  private add(entry: Entry): void {
    this.entries = [...this.entries, entry];
    this.changed();
  }

  private change(id: string, part: Partial<UserEntry>, tell = true): void {
    this.entries = this.entries.map((entry) => (entry.id === id && entry.who === 'user' ? { ...entry, ...part } : entry));
    if (tell) this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** A new id on any page: `crypto.randomUUID` exists only on https and on this machine. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whatever went wrong is shown to the person, with the numbers to call; a fault of this program's own is told to the browser as well. */
function known(error: unknown): CallError {
  if (error instanceof CallError) return error;
  globalThis.reportError?.(error);
  return new CallError('server');
}

function fromHistory(session: Session): Entry[] {
  return session.history.map((item, index): Entry => {
    const id = `history-${index}`;
    if (item.turn) return { who: 'bot', id, turn: item.turn, restored: true };
    const words = item.text ?? '';
    return { who: 'user', id, words, shown: words, delivery: 'sent', failure: null, detail: null };
  });
}
