// Safeguards in the platform's code. Each entry has a pattern and its replacement, which remove one safeguard from the bundle. The fault
// tests must then fail (the negative controls).
export const GUARDS = {
  /** The safeguard: a job stores its intention to call a provider before it makes the call. */
  intent: [/job\d*\.save\(stateEvent\d*\(job\d*\)\);\s*((?:const|let|var) recording\b)/, '$1'],
  burst: [/if \(waitMicros <= 0\) return \{ admitted: true/, 'if (waitMicros <= 36_000_000) return { admitted: true'],
  idempotency: [/(#findByKeyScope\(scope, nowMs\) \{)/, '$1 return null;'],
  admissionWritten: [/this\.#tables\.insert\(change\d*\.reservation, now\d*, change\d*\.points\);/, ''],
  outbox: [
    /await hand\(rows\.map\(\(\{ body \}\) => body\)\);\s*(this\.#tables\.sent\(kind, rows\.at\(-1\)\.number\);)/,
    '$1 await hand(rows.map(({ body }) => body));',
  ],
  oneOutcome: [
    /return same \|\| lateRepeatOfHeld \? \{ kind: "repeated" \} : conflict\((standing\d*)\.state, standing\d*\.settledMicros\);/,
    'if (same || lateRepeatOfHeld) return { kind: "repeated" }; break;',
  ],
  /**
   * The safeguard: each alert is raised only once. The platform stores the names of raised alerts, and an alert about a crossed threshold
   * has the same name during the budget's whole day or month.
   */
  raisedOnce: [/tables\d*\.writeRaised\(name, forgetAt\);\s*((?:const|let|var) once) = WINDOWED\.has\(kind\)/, '$1 = false'],
  timeForward: [/return this\.#lastMs = Math\.max\(this\.#lastMs, clockMs\);/, 'return this.#lastMs = clockMs;'],
  overload: [
    /if \(before >= MOST_WAITING\) throw new AppError\("overloaded", [^;]*;/,
    'if (before >= MOST_WAITING) throw new Error("too many");',
  ],
  /** The safeguard: a cancel does not abort a call that costs money. The provider bills such a call even if it is aborted. */
  calledToTheEnd: [/if \(target\d*\.quote\.maxMicros === 0\) (abort\.abort\(new DOMException\("The generation was canceled\.")/, '$1'],
  announced: [/await publishChange\d*\(services, changeId\);/, ''],
}
