// Speech interfaces that a test can lead: what was asked of them, and a hand on what they answer.
window.SpeechRecognition = class {
  start() { window.recognition = this; this.running = true; }
  stop() { if (this.running) { this.running = false; this.onend?.(); } }
  hear(...parts) { this.onresult({ results: parts.map((transcript) => [{ transcript }]) }); }
  fail() { this.onerror(); this.running = false; this.onend(); }
};
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {
  value: {
    now: null,
    speak(utterance) { this.now = utterance; window.spoken.push([utterance.text, utterance.lang]); },
    cancel() { const was = this.now; this.now = null; was?.onerror?.(); },
    finish() { const was = this.now; this.now = null; was.onend(); },
  },
});
