import type { StuckRun } from '../../tests/support/stuck-run-reporter.ts'

export function runUntilDone(run: (files: string[]) => { status: number | null; stuck: StuckRun | null }): number
