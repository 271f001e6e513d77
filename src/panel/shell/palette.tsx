import { BookIcon, BookOpenIcon, type Icon, MapPinIcon, SignOutIcon } from '@phosphor-icons/react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { pages } from '../pages.ts'
import { usePagePath } from '../parts/page-link.tsx'
import { usePlaces } from '../places.tsx'
import { CommandPalette } from '../ui.ts'
import { isShown } from './navigation.tsx'
import { signOut } from './sign-out.ts'

interface Command {
  id: string
  title: string
  words: string
  icon: Icon
  run: () => void
}
interface Group {
  label: string
  items: Command[]
}
const MOST_PLACES = 8

/** Finds everything by name: pages, projects, and actions. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const [words, setWords] = useState('')
  const groups = useGroups(words)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        onOpenChange(!open)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open, onOpenChange])
  const run = (command: Command) => {
    onOpenChange(false)
    setWords('')
    command.run()
  }
  return (
    <CommandPalette.Root
      open={open}
      onOpenChange={onOpenChange}
      items={groups}
      value={words}
      onValueChange={setWords}
      itemToStringValue={(group: Group) => group.label}
      onSelect={run}
      getSelectableItems={(all: Group[]) => all.flatMap(({ items }) => items)}
    >
      <CommandPalette.Input placeholder="Go to a page, a project…" aria-label="Command" />
      <CommandPalette.List>
        <CommandPalette.Results>
          {(group: Group) => (
            <CommandPalette.Group key={group.label} items={group.items}>
              <CommandPalette.GroupLabel>{group.label}</CommandPalette.GroupLabel>
              <CommandPalette.Items>
                {(command: Command) => (
                  <CommandPalette.Item
                    key={command.id}
                    value={command}
                    className="data-[highlighted]:bg-accent-tint!"
                    onClick={() => run(command)}
                  >
                    <span className="flex min-w-0 items-center gap-3">
                      <command.icon className="size-4 shrink-0 text-ink-muted" />
                      <span className="truncate" dir="auto">
                        {command.title}
                      </span>
                    </span>
                  </CommandPalette.Item>
                )}
              </CommandPalette.Items>
            </CommandPalette.Group>
          )}
        </CommandPalette.Results>
        <CommandPalette.Empty>Nothing has this name.</CommandPalette.Empty>
      </CommandPalette.List>
    </CommandPalette.Root>
  )
}

function useGroups(words: string): Group[] {
  const navigate = useNavigate()
  const pathOf = usePagePath()
  const { organizations } = usePlaces()
  const wanted = words.trim().toLowerCase()
  const matching = (commands: Command[]) => matchesOf(commands, wanted)
  const goTo = (path: string) => void navigate({ to: path })
  const pageCommands = pages.filter(isShown).flatMap(({ id, title, icon, words = '' }): Command[] => {
    const path = pathOf(id)
    return path === null ? [] : [{ id, title, icon, words, run: () => goTo(path) }]
  })
  const placeCommands = organizations.flatMap((organization) =>
    organization.instances.flatMap((instance) =>
      instance.projects.map((project): Command => ({
        id: project.id,
        title: `${project.name} (${instance.name})`,
        words: `${organization.name} ${project.slug} ${project.id}`,
        icon: MapPinIcon,
        run: () => goTo(pathOf('playground', { organization, instance, project }) ?? '/'),
      })),
    ),
  )
  const actions: Command[] = [
    { id: 'guide', title: 'Guide', words: 'help documentation manual', icon: BookIcon, run: () => window.location.assign('/guide/') },
    { id: 'docs', title: 'API explorer', words: 'docs openapi reference', icon: BookOpenIcon, run: () => window.location.assign('/docs') },
    { id: 'sign-out', title: 'Sign out', words: 'log out', icon: SignOutIcon, run: () => void signOut() },
  ]
  return [
    { label: 'Pages', items: matching(pageCommands) },
    { label: 'Projects', items: matching(placeCommands).slice(0, MOST_PLACES) },
    { label: 'Actions', items: matching(actions) },
  ]
    .filter(({ items }) => items.length > 0)
    .toSorted((one, other) => rankOf(one.items[0]!, wanted) - rankOf(other.items[0]!, wanted))
}

const matchesOf = (commands: Command[], wanted: string): Command[] =>
  commands.filter((command) => rankOf(command, wanted) < NO_MATCH).toSorted((one, other) => rankOf(one, wanted) - rankOf(other, wanted))

const NO_MATCH = 4

/**
 * Returns how well a command fits the text `wanted`. 0 is best: the title begins with the text. 1: a later word of the title begins with
 * the text. 2: the title contains the text. 3: only the command's other words contain the text. `NO_MATCH`: nothing contains it.
 */
function rankOf({ title, words }: Command, wanted: string): number {
  const name = title.toLowerCase()
  if (name.startsWith(wanted)) return 0
  if (name.includes(` ${wanted}`)) return 1
  if (name.includes(wanted)) return 2
  return words.toLowerCase().includes(wanted) ? 3 : NO_MATCH
}
