import { configApi } from '../api/config.ts'
import { reloadAt, sessionState } from '../api/session-state.ts'
import { toastProblem } from '../parts/toast.ts'

export async function signOut(): Promise<void> {
  if (sessionState().kind === 'signed-in') {
    const { error } = await configApi.DELETE('/sessions/current')
    if (error !== undefined) return toastProblem('You are still signed in', error)
  }
  reloadAt('/admin/sign-in')
}

export async function signOutEverywhere(): Promise<void> {
  const { error } = await configApi.DELETE('/sessions')
  if (error !== undefined) return toastProblem('You are still signed in', error)
  reloadAt('/admin/sign-in')
}
