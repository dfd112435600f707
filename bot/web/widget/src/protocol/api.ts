/** The HTTP side: one method a call of the chat channel, every failure a `CallError` of a known kind. */

import { readTurn } from './envelope';
import { dict, number, text } from './read';
import { readRisk } from './risk';
import { readSession } from './session';
import type { Audience, Risk, Session, Turn } from './types';

export type Failure = 'offline' | 'timeout' | 'busy' | 'session' | 'refused' | 'server' | 'aborted';

export class CallError extends Error {
  constructor(
    readonly kind: Failure,
    /** The server's plain sentence, or `null`. */
    readonly detail: string | null = null,
    /** Seconds to wait, when the server said so. */
    readonly wait: number | null = null,
    /** The whole problem document: it may still carry what could be read. */
    readonly body: Readonly<Record<string, unknown>> | null = null,
  ) {
    super(detail ?? kind);
  }
}

export const ANSWER_LIMIT_MS = 60_000;
const SHORT_LIMIT_MS = 15_000;
const TOKEN_KEY = 'calci.session';

function failure(status: number): Failure {
  if (status === 401 || status === 403) return 'session';
  if (status === 429) return 'busy';
  if (status === 408 || status === 504) return 'timeout';
  return status >= 500 ? 'server' : 'refused';
}

async function problem(response: Response): Promise<CallError> {
  let body: Readonly<Record<string, unknown>> | null = null;
  try {
    body = dict(await response.json());
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
  }
  const detail = text(body?.detail) ?? text(body?.title);
  return new CallError(failure(response.status), detail, number(response.headers.get('retry-after')), body);
}

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly type?: string;
  readonly accept?: string;
  readonly limit?: number;
}

/** `base` is the server's address. On another origin the session travels as a bearer token, since cookies do not. */
export class Api {
  private token = '';
  private stop = new AbortController();

  constructor(
    readonly base: string,
    private readonly doFetch: typeof fetch = (...args) => fetch(...args),
    private readonly answerLimit = ANSWER_LIMIT_MS,
  ) {
    if (this.foreign) this.token = recall() ?? '';
  }

  get foreign(): boolean {
    return new URL(this.base).origin !== location.origin;
  }

  /** Gives up every call under way. */
  abort(): void {
    this.stop.abort();
    this.stop = new AbortController();
  }

  /** `store`: the person's wish, where there is one. */
  async session(audience: Audience, locale: string, store?: boolean): Promise<Session> {
    const call: Call = { method: 'POST', path: '/chat/session', json: { audience, locale, store } };
    const session = await this.call(call, async (response) => readSession(await body(response), response.status === 201));
    this.hold(session.token);
    return session;
  }

  async message(id: string, words: string, audience: Audience): Promise<Turn> {
    const json = { id, text: words, audience };
    const answer = await this.call({ method: 'POST', path: '/chat/message', json, limit: this.answerLimit }, body);
    const renamed = text(dict(answer)?.session);
    if (renamed !== null) this.hold(renamed);
    const messages = dict(answer)?.messages;
    if (!Array.isArray(messages) || messages.length === 0) throw new CallError('server');
    return readTurn(messages);
  }

  private hold(token: string): void {
    this.token = token;
    if (this.foreign) remember(token);
  }

  async export(): Promise<unknown> {
    return this.call({ method: 'GET', path: '/chat/export' }, body);
  }

  async erase(): Promise<void> {
    this.abort();
    await this.call({ method: 'DELETE', path: '/chat/session' }, body);
    this.token = '';
    if (this.foreign) remember(null);
  }

  async risk(profile: Readonly<Record<string, unknown>>): Promise<Risk> {
    const answer = readRisk(await this.call({ method: 'POST', path: '/api/risk', json: profile }, body));
    if (!answer) throw new CallError('server');
    return answer;
  }

  /** The laboratory values of a file, as `POST /api/labs` reads them. */
  async labs(content: string, type: string): Promise<unknown> {
    return this.call({ method: 'POST', path: '/api/labs', body: content, type }, body);
  }

  /** A summary as a document of the given type, made by the server from the facts that it had sent. */
  async document(facts: Readonly<Record<string, unknown>>, audience: Audience, accept: string): Promise<Blob> {
    const call: Call = { method: 'POST', path: '/api/summary', json: { summary: facts, audience }, accept };
    return this.call(call, (response) => response.blob());
  }

  /** The limit counts until the body is read, not only until the first byte. */
  private async call<T>(call: Call, read: (response: Response) => Promise<T>): Promise<T> {
    const { signal, done } = limited(this.stop.signal, call.limit ?? SHORT_LIMIT_MS);
    try {
      const response = await this.doFetch(new URL(call.path, this.base), this.request(call, signal));
      if (!response.ok) throw await problem(response);
      return await read(response);
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(kindOf(error));
    } finally {
      done();
    }
  }

  private request(call: Call, signal: AbortSignal): RequestInit {
    const headers: Record<string, string> = { accept: call.accept ?? 'application/json' };
    if (call.json !== undefined) headers['content-type'] = 'application/json';
    if (call.type) headers['content-type'] = call.type;
    if (this.foreign && this.token) headers.authorization = `Bearer ${this.token}`;
    const init: RequestInit = { method: call.method, headers, signal, credentials: 'same-origin', cache: 'no-store', referrerPolicy: 'no-referrer' };
    if (call.json !== undefined) init.body = JSON.stringify(call.json);
    else if (call.body !== undefined) init.body = call.body;
    return init;
  }
}

/** A signal that fires after `limit` ms or with `outer` (AbortSignal.any is too young for older phones). */
function limited(outer: AbortSignal, limit: number): { signal: AbortSignal; done: () => void } {
  const own = new AbortController();
  const stop = () => own.abort(new DOMException('aborted', 'AbortError'));
  const timer = setTimeout(() => own.abort(new DOMException('too slow', 'TimeoutError')), limit);
  outer.addEventListener('abort', stop, { once: true });
  return {
    signal: own.signal,
    done: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', stop);
    },
  };
}

function kindOf(error: unknown): Failure {
  if (error instanceof SyntaxError) return 'server';
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'TimeoutError') return 'timeout';
  return name === 'AbortError' ? 'aborted' : 'offline';
}

async function body(response: Response): Promise<unknown> {
  return response.status === 204 ? null : response.json();
}

/** The token lives as long as the tab, so that a reload finds the same conversation. Storage may be forbidden: then it does not. */
function remember(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(TOKEN_KEY);
    else sessionStorage.setItem(TOKEN_KEY, token);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function recall(): string | null {
  try {
    return sessionStorage.getItem(TOKEN_KEY);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
