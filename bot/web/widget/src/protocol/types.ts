/** The turn envelope `calci.turn/1` and its extras, as the widget uses them. Everything is read-only and already checked. */

export type Audience = 'patient' | 'clinician';

export interface Button {
  readonly title: string;
  readonly payload: string;
}

export interface Source {
  readonly id: string;
  readonly citation: string;
  readonly url: string | null;
  readonly year: number | null;
  readonly evidence: string | null;
  /** What kind of source it is ("cohort study"): its own, unlike the certainty of what it is cited for. */
  readonly kind: string | null;
}

/** One paragraph with the numbers (from 1) of its sources, and how sure it is (`moderate`, `very-low` …). */
export interface Statement {
  readonly text: string;
  readonly cites: readonly number[];
  readonly evidence: string | null;
}

export interface Answer {
  readonly title: string | null;
  readonly gist: Statement | null;
  readonly body: readonly Statement[];
  /** When to call the care team: never far from the gist. */
  readonly callTeam: readonly Statement[];
  readonly more: readonly Statement[];
  /** What nobody knows yet, under a heading of its own; not repeated in `more`. */
  readonly unknown: readonly Statement[];
  readonly simpler: readonly Statement[];
  readonly url: string | null;
}

export interface FormItem {
  readonly id: string;
  readonly label: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly status: string;
}

export interface FormProgress {
  readonly done: number;
  readonly total: number;
  readonly items: readonly FormItem[];
}

export interface Range {
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string | null;
}

export interface LabRow {
  readonly analyte: string;
  readonly label: string;
  /** As the person typed it, with its unit. */
  readonly shown: string;
  /** The same in two parts, for editing. */
  readonly value: string;
  readonly unit: string | null;
  /** In the unit of `low` and `high`; `null` for a bound or a value that cannot be used. */
  readonly number: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The range to be read beside the value, in its own unit; `low` and `high` only place the needle. */
  readonly range: Range;
  readonly status: string;
  readonly taken: string | null;
}

export interface Contribution {
  readonly factor: string;
  readonly label: string | null;
  readonly value: string | null;
  readonly effect: number;
  readonly interval: readonly [number, number] | null;
  readonly source: string | null;
}

export interface Scenario {
  readonly label: string;
  readonly value: number;
  readonly note: string | null;
}

export interface Warning {
  readonly code: string;
  readonly text: string;
}

/** Figures are in per cent per year; `null` means that no honest number can be given. */
export interface Risk {
  readonly estimate: number | null;
  readonly interval: readonly [number, number] | null;
  readonly multiplier: number | null;
  readonly multiplierInterval: readonly [number, number] | null;
  readonly category: string | null;
  readonly scenarios: readonly Scenario[];
  readonly contributions: readonly Contribution[];
  readonly notUsed: readonly { readonly factor: string; readonly reason: string }[];
  readonly warnings: readonly Warning[];
  readonly inputs: Readonly<Record<string, unknown>> | null;
  /** What the server decided that this person sees now; `null` when it leaves the acknowledgement to the widget. */
  readonly shown: 'words' | 'number' | null;
  readonly derived: readonly { readonly name: string; readonly value: number; readonly unit: string }[];
}

export interface Stratum {
  readonly label: string;
  readonly figure: string;
  readonly n: string | null;
  readonly years: string | null;
  readonly note: string | null;
}

export interface Prognosis {
  readonly strata: readonly Stratum[];
  readonly hopeful: readonly string[];
  readonly context: readonly string[];
}

export interface Lookalike {
  readonly label: string;
  readonly redFlag: boolean;
  readonly supports: readonly string[];
  readonly against: readonly string[];
}

export interface Differential {
  readonly redFlags: readonly string[];
  readonly ranked: readonly Lookalike[];
}

export interface SummarySection {
  /** A key of the catalogue (`labs`, `history` …), or a title as it is. */
  readonly title: string;
  readonly items: readonly string[];
}

export interface Summary {
  readonly title: string;
  readonly sections: readonly SummarySection[];
  /** The object as it came, for `POST /api/summary`. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Envelope {
  readonly label: string | null;
  readonly clarify: readonly string[] | null;
  readonly audience: Audience | null;
  readonly sources: readonly Source[];
  readonly disclaimer: string | null;
  readonly emergency: boolean;
  readonly crisis: boolean;
  /** Something in this answer must be acted on soon: its first words stay on top. */
  readonly urgent: boolean;
  /** `false`: from this answer on the conversation is not stored. */
  readonly stored: boolean | null;
  /** How many of the messages are the urgent words; those after them answer another question. `null`: all. */
  readonly urgentMessages: number | null;
  readonly asksFor: string | null;
  readonly answer: Answer | null;
  readonly form: FormProgress | null;
  readonly labTable: readonly LabRow[];
  readonly risk: Risk | null;
  readonly prognosis: Prognosis | null;
  readonly differential: Differential | null;
  readonly summary: Summary | null;
}

export interface Turn {
  readonly texts: readonly string[];
  readonly buttons: readonly Button[];
  readonly envelope: Envelope | null;
}

export interface Phone {
  /** Whom it reaches and where; may be empty. */
  readonly label: string;
  readonly number: string;
  readonly kind: 'emergency' | 'crisis' | 'other';
}

/** Whom to call, in the order in which the deployment wants them shown. */
export interface Helplines {
  readonly phones: readonly Phone[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

export interface Session {
  readonly token: string;
  readonly fresh: boolean;
  readonly history: readonly { readonly who: 'user' | 'bot'; readonly text: string | null; readonly turn: Turn | null }[];
  readonly messageChars: number;
  readonly helplines: Helplines;
  readonly version: string | null;
  readonly storing: Storing;
}

/** What happens to the conversation on the server. */
export interface Storing {
  readonly kept: boolean;
  /** Whether the person can choose. */
  readonly choice: boolean;
}
