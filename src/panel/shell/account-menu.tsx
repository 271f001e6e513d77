import { BookIcon, BookOpenIcon, DotsThreeIcon, SignOutIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { me, sessionState } from '../api/session-state.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useRole } from '../places.tsx'
import { DropdownMenu } from '../ui.ts'
import { signOut, signOutEverywhere } from './sign-out.ts'

export function AccountMenu() {
  const { user, kind } = me()
  const role = useRole()
  const [asking, setAsking] = useState(false)
  const name = user?.name ?? 'Project key'
  return (
    <>
      <DropdownMenu>
        <DropdownMenu.Trigger
          render={
            <button
              type="button"
              aria-label={`Account of ${name}`}
              className="flex w-full items-center gap-2.5 rounded-control px-2 py-2 text-left transition-colors hover:bg-hover"
            >
              <span
                aria-hidden
                className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-tint text-small font-semibold text-accent uppercase"
              >
                {[...name][0]}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium" dir="auto">
                  {name}
                </span>
                <span className="block truncate text-micro text-ink-muted">{kind === 'project' ? 'until this tab closes' : role}</span>
              </span>
              <DotsThreeIcon className="size-4 shrink-0 text-ink-muted" weight="bold" />
            </button>
          }
        />
        <DropdownMenu.Content>
          <DropdownMenu.Item icon={BookOpenIcon} onClick={() => window.location.assign('/docs')}>
            API explorer
          </DropdownMenu.Item>
          <DropdownMenu.Item icon={BookIcon} onClick={() => window.location.assign('/guide/')}>
            Guide
          </DropdownMenu.Item>
          <DropdownMenu.Separator />
          {sessionState().kind === 'signed-in' && (
            <DropdownMenu.Item onClick={() => setAsking(true)}>Sign out everywhere</DropdownMenu.Item>
          )}
          <DropdownMenu.Item icon={SignOutIcon} onClick={() => void signOut()}>
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Sign out everywhere?"
        action="Sign out everywhere"
        onConfirm={signOutEverywhere}
      >
        Every browser in which you are signed in is signed out, this one included. Keys stay as they are.
      </Confirm>
    </>
  )
}
