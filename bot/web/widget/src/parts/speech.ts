/** Dictation and reading aloud through the browser, where it has them. Nothing here runs before the person turned it on. */

interface RecognitionEvent {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}

interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  start(): void;
  stop(): void;
  onresult: ((event: RecognitionEvent) => void) | null;
  onend: (() => void) | null;
  onerror: (() => void) | null;
}

type RecognitionClass = new () => Recognition;

function recognitionClass(): RecognitionClass | null {
  const view = window as unknown as Record<string, RecognitionClass | undefined>;
  return view.SpeechRecognition ?? view.webkitSpeechRecognition ?? null;
}

export function canDictate(): boolean {
  return recognitionClass() !== null;
}

export function canSpeak(): boolean {
  return 'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window;
}

/** Reads `words` in the language they are written in; `ended` is called once, however it ends. */
export function speakAloud(words: string, language: string, ended: () => void): void {
  window.speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = language;
  utterance.onend = ended;
  utterance.onerror = ended;
  window.speechSynthesis.speak(utterance);
}

export function stopSpeaking(): void {
  if (canSpeak()) window.speechSynthesis.cancel();
}

export interface Dictation {
  stop(): void;
}

/** Listens once. `heard` gets everything understood so far; `ended` tells whether it failed. */
export function dictate(locale: string, heard: (words: string) => void, ended: (failed: boolean) => void): Dictation | null {
  const Recognition = recognitionClass();
  if (!Recognition) return null;
  const recognition = new Recognition();
  let failed = false;
  recognition.lang = locale;
  recognition.interimResults = true;
  recognition.continuous = true;
  recognition.onresult = (event) => heard(Array.from(event.results, (result) => result[0]?.transcript ?? '').join(' ').trim());
  recognition.onerror = () => (failed = true);
  recognition.onend = () => ended(failed);
  recognition.start();
  return { stop: () => recognition.stop() };
}
