import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Conversation, type UserEntry } from '../src/chat/conversation';
import { Api } from '../src/protocol/api';

type Answer = () => Promise<Response>;
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers });
const said = (text: string) => ({ messages: [{ text }, { custom: { schema: 'calci.turn/1' } }] });
const network: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

class Server {
  bodies: { path: string; body: Record<string, unknown> }[] = [];
  script: Answer[] = [];
  history: unknown[] = [];
  session: Answer = async () => json({ session: 't', history: this.history, limits: { message_chars: 20 } }, 201);

  fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = new URL(String(url)).pathname;
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    this.bodies.push({ path, body });
    if (path === '/chat/session') return init?.method === 'DELETE' ? new Response(null, { status: 204 }) : this.session();
    const next = this.script.shift() ?? (async () => json(said(`about ${String(body.text)}`)));
    const stopped = new Promise<never>((_, no) => init?.signal?.addEventListener('abort', () => no(init.signal?.reason)));
    return Promise.race([next(), stopped]);
  };

  get sent(): Record<string, unknown>[] {
    return this.bodies.filter((item) => item.path === '/chat/message').map((item) => item.body);
  }
}

let server: Server;
let now: number;
let talk: Conversation;
const settle = () => vi.advanceTimersByTimeAsync(0);
const user = (index: number) => talk.entries.filter((entry) => entry.who === 'user')[index] as UserEntry;

beforeEach(async () => {
  vi.useFakeTimers();
  server = new Server();
  now = 0;
  talk = new Conversation(new Api(location.href, server.fetch as typeof fetch, 60_000), undefined, () => now);
});
afterEach(() => {
  talk.close();
  vi.useRealTimers();
});

describe('sending', () => {
  it('shows the words at once and the answer behind them', async () => {
    await talk.start();
    talk.send('calci:ref', 'Early signs');
    expect(user(0)).toMatchObject({ shown: 'Early signs', delivery: 'sending' });
    await settle();
    expect(server.sent[0]).toMatchObject({ text: 'calci:ref', audience: 'patient' });
    expect(talk.entries.map((entry) => entry.who)).toEqual(['user', 'bot']);
  });

  it('takes a double tap as one message, but lets the same words through later', async () => {
    await talk.start();
    expect(talk.send('yes')).toBe(true);
    now = 300;
    expect(talk.send('yes')).toBe(false);
    now = 2000;
    expect(talk.send('yes')).toBe(true);
    await settle();
    expect(server.sent).toHaveLength(2);
  });

  it('refuses nothing and too much, counted in characters and not in code units', async () => {
    await talk.start();
    expect(talk.send('   ')).toBe(false);
    expect(talk.send('x'.repeat(21))).toBe(false);
    expect(talk.send('😀'.repeat(20))).toBe(true);
  });

  it('keeps the order when several messages are written before the first answer', async () => {
    await talk.start();
    for (const words of ['a', 'b', 'c']) talk.send(words);
    await settle();
    expect(talk.entries.map((entry) => (entry.who === 'user' ? entry.shown : entry.turn.texts[0]))).toEqual(['a', 'about a', 'b', 'about b', 'c', 'about c']);
  });
});

describe('trouble', () => {
  it('sends on a page without a secure context, where crypto.randomUUID does not exist', async () => {
    const whole = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { getRandomValues: crypto.getRandomValues.bind(crypto) } });
    try {
      await talk.start();
      talk.send('I cannot breathe');
      await settle();
    } finally {
      Object.defineProperty(globalThis, 'crypto', whole);
    }
    expect(user(0).delivery).toBe('sent');
    expect(String(server.sent[0]?.id)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('shows a fault of its own as a failure and goes on with the next message', async () => {
    await talk.start();
    const sound = talk['api'].message.bind(talk['api']);
    vi.spyOn(talk['api'], 'message').mockRejectedValueOnce(new RangeError('a fault')).mockImplementation(sound);
    const told = vi.fn();
    vi.stubGlobal('reportError', told);
    talk.send('a');
    talk.send('b');
    await settle();
    vi.unstubAllGlobals();
    expect([user(0).delivery, user(0).failure, user(1).delivery]).toEqual(['failed', 'server', 'sent']);
    expect(told).toHaveBeenCalledOnce();
  });

  it('is unreachable, and says so, when its start fails in an unknown way', async () => {
    vi.spyOn(talk['api'], 'session').mockRejectedValueOnce(new RangeError('a fault'));
    await talk.start();
    expect(talk.state).toBe('unreachable');
  });

  it('keeps a message while offline and sends it with the same id when the connection is back', async () => {
    await talk.start();
    server.script = [network];
    talk.send('hello');
    await settle();
    expect(talk.offline).toBe(true);
    expect(user(0).delivery).toBe('waiting');
    talk.wake();
    await settle();
    expect(talk.offline).toBe(false);
    expect(user(0).delivery).toBe('sent');
    expect(new Set(server.sent.map((body) => body.id)).size).toBe(1);
  });

  it('tries again by itself, more and more slowly', async () => {
    await talk.start();
    server.script = [network, network];
    talk.send('hello');
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3999);
    expect(server.sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(user(0).delivery).toBe('sent');
  });

  it('gives up after 60 seconds, keeps the message, and a retry reuses its id', async () => {
    await talk.start();
    server.script = [() => new Promise(() => undefined)];
    talk.send('slow');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(user(0)).toMatchObject({ delivery: 'failed', failure: 'timeout' });
    talk.retry(user(0).id);
    await settle();
    expect(user(0).delivery).toBe('sent');
    expect(server.sent[0]?.id).toBe(server.sent[1]?.id);
  });

  it.each([[429, 'busy'], [500, 'server'], [503, 'server'], [422, 'refused']])('says what happened on %i', async (status, failure) => {
    await talk.start();
    server.script = [async () => json({ detail: 'Call 112 in an emergency.' }, status)];
    talk.send('x');
    await settle();
    expect(user(0)).toMatchObject({ delivery: 'failed', failure, detail: 'Call 112 in an emergency.' });
  });

  it('treats an empty or broken answer as a failure, never as silence', async () => {
    await talk.start();
    server.script = [async () => json({ messages: [] }), async () => new Response('<html>', { status: 200 })];
    talk.send('a');
    talk.send('b');
    await settle();
    expect([user(0).failure, user(1).failure]).toEqual(['server', 'server']);
  });

  it('renews an expired session once and repeats the message', async () => {
    await talk.start();
    server.script = [async () => json({}, 401)];
    talk.send('x');
    await settle();
    expect(user(0).delivery).toBe('sent');
    server.script = [async () => json({}, 401), async () => json({}, 401)];
    talk.send('y');
    await settle();
    expect(user(1)).toMatchObject({ delivery: 'failed', failure: 'session' });
  });

  it('lets a person write before the server answers, and sends it then', async () => {
    const real = server.session;
    server.session = network;
    await talk.start();
    expect(talk.state).toBe('unreachable');
    talk.send('early');
    server.session = real;
    await vi.advanceTimersByTimeAsync(2000);
    expect(user(0).delivery).toBe('sent');
  });

  it('takes a message back for editing', async () => {
    await talk.start();
    server.script = [async () => json({}, 500)];
    talk.send('typo');
    await settle();
    expect(talk.withdraw(user(0).id)).toBe('typo');
    expect(talk.entries).toEqual([]);
  });
});

describe('a conversation over time', () => {
  it('comes back after a reload, marked as already said', async () => {
    server.history = [{ who: 'user', text: 'hi' }, { who: 'bot', messages: said('hello').messages }, { who: 'strange' }];
    await talk.start();
    expect(talk.entries).toHaveLength(2);
    expect(talk.entries[1]).toMatchObject({ who: 'bot', restored: true });
  });

  it('erases on the server, forgets everything, and begins anew', async () => {
    await talk.start();
    talk.send('secret');
    await settle();
    await talk.erase();
    expect(server.bodies.map((item) => item.path).slice(-2)).toEqual(['/chat/session', '/chat/session']);
    expect(talk.entries).toEqual([]);
    expect(talk.state).toBe('ready');
    expect(talk.send('secret')).toBe(true);
  });

  it('changes the role when the person says so, and not because one answer came in another voice', async () => {
    await talk.start();
    const labelled = (label: string, audience: string) => async () => json({ messages: [{ text: 'x' }, { custom: { schema: 'calci.turn/1', label, audience } }] });
    server.script = [labelled('set_role_clinician', 'clinician'), labelled('crisis', 'patient')];
    talk.send('I am a nephrologist');
    talk.send('x');
    await settle();
    expect(talk.audience).toBe('clinician');
  });

  it('drops an answer that arrives after the conversation was erased', async () => {
    await talk.start();
    let late: (response: Response) => void = () => undefined;
    server.script = [() => new Promise((resolve) => (late = resolve))];
    talk.send('x');
    const erased = talk.erase();
    late(json(said('too late')));
    await erased;
    await settle();
    expect(talk.entries).toEqual([]);
  });
});
